package org.tellers.membership.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.membership.MailPort;
import org.tellers.membership.RegisteredMember;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailPort.class)
class LinkLimitsTest {

    @Inject
    DataSource database;

    @Inject
    SelfServiceSettings settings;

    @Inject
    MutableClock clock;

    private LinkLimits one;
    private LinkLimits another;

    @BeforeEach
    void twoReplicas() {
        clock.set(Instant.parse("2026-02-14T10:00:00.123456789Z"));
        one = new LinkLimits(database, settings, clock);
        another = new LinkLimits(database, settings, clock);
    }

    @AfterEach
    void now() {
        clock.follow();
    }

    @Test
    void aMemberGetsAFewLinksAnHourHoweverManyReplicasAreAskedAtOnceAndTheOthersGetTheirs() throws Exception {
        UUID ann = RegisteredMember.add().id();
        List<Callable<Boolean>> asked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            LinkLimits replica = i % 2 == 0 ? one : another;
            asked.add(() -> takes(replica, ann));
        }
        int taken = 0;
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> answer : replicas.invokeAll(asked)) {
                taken += answer.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(settings.linksAnHour()).isEqualTo(3);
        assertThat(takes(one, RegisteredMember.add().id())).isTrue();
        clock.advance(Duration.ofMinutes(20));
        assertThat(takes(another, ann)).isTrue();
        assertThat(takes(one, ann)).isFalse();
    }

    @Test
    void whoeverAsksHoweverOftenNoMemberGetsMoreThanTheLimitAllows() {
        Random random = new Random(42);
        UUID ann = RegisteredMember.add().id();
        Instant start = clock.instant();
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(600)));
            taken += takes(random.nextBoolean() ? one : another, ann) ? 1 : 0;
            double hours = Duration.between(start, clock.instant()).toSeconds() / 3_600.0;
            assertThat((double) taken).isLessThanOrEqualTo(3 + 3 * hours);
        }
        double hours = Duration.between(start, clock.instant()).toSeconds() / 3_600.0;
        assertThat((double) taken)
                .as("who asks often enough gets what there is")
                .isGreaterThan(3 * hours - 3);
    }

    @Test
    void whatDoesNotCountAnyMoreIsForgotten() {
        RegisteredMember member = RegisteredMember.add();
        assertThat(takes(one, member.id())).isTrue();
        QuarkusTransaction.requiringNew().run(one::forget);
        assertThat(member.rows("link_limit")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(20));
        QuarkusTransaction.requiringNew().run(one::forget);
        assertThat(member.rows("link_limit")).isZero();
    }

    private static boolean takes(LinkLimits replica, UUID member) {
        return QuarkusTransaction.requiringNew().call(() -> replica.takes(member));
    }
}
