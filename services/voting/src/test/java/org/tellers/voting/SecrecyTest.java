package org.tellers.voting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class SecrecyTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @SuppressWarnings("NullAway.Init") // set by Quarkus
    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void noColumnTellsWhenAVoteWasCast() {
        assertThat(Facts.column("""
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
              AND (data_type LIKE 'timestamp%' OR data_type LIKE 'date%' OR data_type LIKE 'time%'
                   OR data_type LIKE 'interval%')
            """))
                // The window of the whole ballot; the opening instant on records; the day on which a fact of another
                // service came; when HQ changed the publication policy; when something was erased at the end of its
                // period; when a process of this service was at work, and of which close it has answered all;
                // when the interval of the last batch began.
                .containsExactlyInAnyOrder(
                        "ballot.opens_at",
                        "ballot.closes_at",
                        "outbox.record_time",
                        "inbox.received_on",
                        "policy_change.changed_at",
                        "replica.seen_at",
                        "replica.steady_since",
                        "replica_settled.closes_at",
                        "retention_certificate.at",
                        "turn.began_at");
    }

    @Test
    void noColumnTellsWhoVotedOrFromWhere() {
        assertThat(Facts.column("""
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
            """))
                .noneMatch(column ->
                        List.of("member", "entry", "mail", "address", "agent", "created", "phone", "first_name")
                                .stream()
                                .anyMatch(column.toLowerCase(Locale.ROOT)::contains))
                .doesNotContain("ip", "remote");
        assertThat(Facts.column("""
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name IN ('credential', 'chain_event', 'chain_data')
            """))
                .as("nothing beside the public chain orders ballots")
                .doesNotContain("seq", "id", "serial");
        assertThat(Facts.column("SHOW track_commit_timestamp")).containsExactly("off");
    }

    @Test
    void anAdmissionCannotBeJoinedWithTheCredentialItActivated() {
        assertThat(Facts.column("SELECT column_name FROM information_schema.columns WHERE table_name = 'admission'"))
                .containsExactlyInAnyOrder("ballot", "id", "constituency", "checked_off");
        assertThat(Facts.column(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'answered_request'"))
                .containsExactlyInAnyOrder("ballot", "id", "answer");
    }

    @Test
    void logsAndMetricsHoldNeitherBallotsNorCredentialsNorReceipts() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage() + " "
                        + (record.getParameters() == null ? "" : List.of(record.getParameters())) + " "
                        + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            clock.set(SampleBallot.OPENS.plusSeconds(60));
            SampleBallot ballot = new SampleBallot(3, 1);
            facts.deliver(ballot.setup());
            Ballot good = ballot.vote(0, 0);
            String box = "/api/voting/ballots/" + ballot.uuid() + "/box";
            given().contentType("application/json")
                    .body(good.bytes())
                    .post(box)
                    .then()
                    .statusCode(201);
            given().contentType("application/json")
                    .body(good.bytes())
                    .post(box)
                    .then()
                    .statusCode(200);
            given().contentType("application/json")
                    .body(ballot.vote(0, 1).bytes())
                    .post(box)
                    .then()
                    .statusCode(409);
            given().contentType("application/json")
                    .body(ballot.stolen(1, good))
                    .post(box)
                    .then()
                    .statusCode(400);
            given().contentType("application/json")
                    .body(new String(good.bytes(), StandardCharsets.UTF_8)
                            .replace("\"alpha\"", "\"Alpha\"")
                            .getBytes(StandardCharsets.UTF_8))
                    .post(box)
                    .then()
                    .statusCode(400);
            given().get("/api/voting/ballots/" + ballot.uuid() + "/trackers/{t}", good.tracker())
                    .then()
                    .statusCode(200);
            String figures = given().get(metrics).asString();
            String alpha = new String(good.bytes(), StandardCharsets.UTF_8).split("\"alpha\":\"")[1].substring(0, 64);
            assertThat(logged)
                    .noneMatch(line -> line.contains(good.tracker())
                            || line.contains(good.hash())
                            || line.contains(ballot.credential(0))
                            || line.contains(ballot.credential(1))
                            || line.contains(alpha));
            assertThat(figures)
                    .contains("tellers_box_shut_after_opening")
                    .doesNotContain(ballot.credential(0), good.tracker())
                    .as("a figure that moves with each ballot would tell when it came")
                    .doesNotContain("http_server_requests");
        } finally {
            root.removeHandler(handler);
        }
    }
}
