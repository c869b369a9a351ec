package org.tellers.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.local.PlainHttp;
import org.tellers.testing.RealParts;

/** As voting is set up, and started while no broker is to be found. */
@NullUnmarked // fields are injected
@QuarkusTest
@TestProfile(QuietServiceTest.Quiet.class)
@WithTestResource(value = RealParts.class, initArgs = @ResourceArg(name = "service", value = "ballot"))
class QuietServiceTest {

    private static final Instant OPENS = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Outbox outbox;

    @Inject
    InboxRetention retention;

    @TestHTTPResource("/q/health")
    URI health;

    @Test
    void aServiceStartsAndIsHealthyAndAnnouncesWithoutKafka() throws Exception {
        try (HttpClient client = PlainHttp.client()) {
            var answer = client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        announce(UUID.randomUUID().toString());
    }

    @Test
    void whereTimesAreSecretIdsAreRandomAndARecordTimeMustBeStated() throws SQLException {
        String key = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> assertThatIllegalStateException().isThrownBy(() -> outbox.announce(key, approved(key))));
        announce(key);
        try (Connection connection = RealParts.connection("ballot");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT uuid_extract_version(id), uuid_extract_timestamp(id), record_time"
                                + " FROM outbox WHERE aggregateid = '" + key + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(4);
            assertThat(rows.getObject(2)).isNull();
            assertThat(rows.getTimestamp(3).toInstant()).isEqualTo(OPENS);
            statement.execute("DELETE FROM outbox");
        }
    }

    @Test
    void theInboxForgetsIdsThatAreOlderThanEveryTopicsRetention() throws SQLException {
        try (Connection connection = RealParts.connection("ballot");
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO inbox (id, topic, received_on) VALUES"
                            + " (gen_random_uuid(), 'old', current_date - 411), (gen_random_uuid(), 'old', current_date - 409)");
            retention.forget();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                try (var rows = statement.executeQuery("SELECT count(*) FROM inbox WHERE topic = 'old'")) {
                    rows.next();
                    return rows.getInt(1) == 1;
                }
            });
            statement.execute("DELETE FROM inbox WHERE topic = 'old'");
        }
    }

    private void announce(String key) {
        QuarkusTransaction.requiringNew().run(() -> outbox.announce(key, approved(key), OPENS));
    }

    private static BallotApproved approved(String key) {
        return new BallotApproved(key, "n", OPENS, OPENS.plusSeconds(60));
    }

    public static class Quiet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tellers.events.random-ids", "true");
        }

        @Override
        public java.util.List<TestResourceEntry> testResources() {
            return java.util.List.of(new TestResourceEntry(NoBroker.class, Map.of()));
        }
    }

    /** Points the service to where no broker listens. */
    public static class NoBroker implements QuarkusTestResourceLifecycleManager {
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            return Map.of("kafka.bootstrap.servers", "localhost:1");
        }

        @Override
        public void stop() {}
    }
}
