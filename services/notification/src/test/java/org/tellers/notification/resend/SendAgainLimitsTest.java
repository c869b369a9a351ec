package org.tellers.notification.resend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class SendAgainLimitsTest {

    @Inject
    DataSource database;

    @Inject
    SendAgainSettings settings;

    @Inject
    MutableClock clock;

    @ConfigProperty(name = "tellers.seal-key-file")
    Path keyFile;

    private final TestBallot ballot = TestBallot.of(2);
    private final UUID often = ballot.members.getFirst().entryId();
    private final UUID once = ballot.members.getLast().entryId();

    @BeforeEach
    void standStill() {
        clock.set(Instant.now());
    }

    @AfterEach
    void follow() {
        clock.follow();
    }

    @Test
    void aMemberIsAdmittedAFewTimesADayHoweverManyReplicasAreAskedAtOnceAndTheOthersAreToo() throws Exception {
        SendAgainLimits one = replica();
        SendAgainLimits another = replica();
        List<Callable<Boolean>> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SendAgainLimits replica = i % 2 == 0 ? one : another;
            asked.add(() -> admits(replica, often));
        }
        int admitted = 0;
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> answer : replicas.invokeAll(asked)) {
                admitted += answer.get() ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(settings.inPeriod()).isEqualTo(3);
        assertThat(admits(replica(), often)).as("a replica that starts now").isFalse();
        assertThat(admits(one, once)).isTrue();

        clock.advance(Duration.ofHours(8));
        assertThat(admits(one, often)).isTrue();
        assertThat(admits(another, often)).isFalse();
        clock.advance(Duration.ofDays(1));
        for (int i = 1; i <= 4; i++) {
            assertThat(admits(one, often)).as("after a day, time %d", i).isEqualTo(i <= 3);
        }
    }

    @Test
    void whatIsKeptNamesNobody() {
        assertThat(admits(replica(), often)).isTrue();
        assertThat(ballot.rows("select cast(l as text) from send_again_limit l where ballot = ?"))
                .singleElement()
                .satisfies(row -> assertThat((String) row[0])
                        .doesNotContain(often.toString(), often.toString().replace("-", "")));
    }

    private SendAgainLimits replica() {
        return new SendAgainLimits(database, settings, clock, keyFile);
    }

    private boolean admits(SendAgainLimits replica, UUID entry) {
        return QuarkusTransaction.requiringNew().call(() -> replica.admit(ballot.uuid, entry));
    }
}
