package org.tellers.voting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class LockOrderTest {
    /** The advisory lock of a subject that facts wait for, as libs/events takes it. */
    private static final int SUBJECT = 0x54454c4e;

    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void beforeTheOpening() {
        clock.set(SampleBallot.OPENS.minusSeconds(3600));
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void whoParksAFactAndWhoReleasesItTakeTheirLocksInOneOrder() throws Exception {
        SampleBallot ballot = new SampleBallot(1, 1);
        facts.deliver(ballot.setup());
        facts.deliver(
                new EntitlementCounted(ballot.uuid(), 2, 2, ballot.counted().constituencies(), null));
        UUID admission = UUID.randomUUID();
        double retries = retries();
        try (Connection between = RealParts.connection("voting");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            between.setAutoCommit(false);
            lockSubject(between, "admission/" + ballot.uuid() + "/" + admission);
            // It misses its admission, and waits for the subject's lock to be parked under it.
            Future<?> parks = threads.submit(() -> facts.deliver(ballot.activation(admission, ballot.reserve(0))));
            awaitWaiting(1);
            Future<?> releases = threads.submit(
                    () -> facts.deliver(new AdmissionIssued(ballot.uuid(), admission, "region/wales", 2)));
            awaitWaiting(2);
            between.commit();
            parks.get(20, TimeUnit.SECONDS);
            releases.get(20, TimeUnit.SECONDS);
        }
        assertThat((String) given().get("/api/voting/ballots/" + ballot.uuid() + "/credentials/" + ballot.reserve(0))
                        .path("state"))
                .isEqualTo("active");
        assertThat(retries()).as("deadlocks that the database had to break").isEqualTo(retries);
    }

    private static void lockSubject(Connection connection, String subject) throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?, hashtext(?))")) {
            statement.setInt(1, SUBJECT);
            statement.setString(2, subject);
            statement.execute();
        }
    }

    private static void awaitWaiting(int sessions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Facts.column("""
                    SELECT count(DISTINCT pid) FROM pg_locks
                    WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = 'voting')
                    """).equals(java.util.List.of(Integer.toString(sessions))));
    }

    private double retries() {
        return meters.find("tellers.inbox.retries").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
