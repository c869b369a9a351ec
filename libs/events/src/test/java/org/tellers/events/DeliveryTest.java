package org.tellers.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.local.PlainHttp;
import org.tellers.testing.RealParts;

@NullUnmarked // fields are injected
@QuarkusTest
@WithTestResource(value = RealParts.class, initArgs = @ResourceArg(name = "service", value = "ballot"))
class DeliveryTest {

    private static final Instant OPENS = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TURNOUT_LETTERS = "ballot.voting.turnout.dlq";
    private static final String BOXES_LETTERS = "ballot.voting.boxes.dlq";

    @Inject
    Outbox outbox;

    @Inject
    Readers readers;

    @Inject
    DataSource database;

    @TestHTTPResource("/q/health/ready")
    URI readiness;

    @Test
    void anAnnouncedFactArrivesAsABinaryCloudEventAndHasItsEffectOnce() throws SQLException {
        String key = key();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        QuarkusTransaction.requiringNew().run(() -> outbox.announce(key, approved(key, "first")));
        awaitEffects(key, List.of("first"));

        var record = Topic.records("ballot.ballots", key).getFirst();
        assertThat(Topic.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Topic.header(record, "ce_source")).isEqualTo("/tellers/ballot");
        assertThat(Topic.header(record, "ce_type")).isEqualTo("org.tellers.ballot.BallotApproved.v1");
        assertThat(Topic.header(record, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(Topic.header(record, "ce_id")).version()).isEqualTo(7);
        assertThat(Instant.parse(Topic.header(record, "ce_time"))).isBetween(before, Instant.now());
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ballot\":\"" + key + "\",\"name\":\"first\",\"opensAt\":\"2026-03-02T12:00:00Z\","
                        + "\"closesAt\":\"2026-03-02T13:00:00Z\"}");
        await().atMost(PATIENCE).until(() -> unsent(key) == 0);
    }

    @Test
    void aRolledBackTransactionAnnouncesNothing() throws SQLException {
        String key = key();
        QuarkusTransaction.begin();
        outbox.announce(key, approved(key, "never"));
        QuarkusTransaction.rollback();
        assertThat(unsent(key)).isZero();
    }

    @Test
    void outsideATransactionNothingIsAnnounced() {
        String key = key();
        assertThatIllegalStateException().isThrownBy(() -> outbox.announce(key, approved(key, "never")));
    }

    @Test
    void aFactOfAnotherServiceOrAnIncompleteOrAnOversizedOneIsRefused() {
        String key = key();
        QuarkusTransaction.requiringNew().run(() -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> outbox.announce(key, counted(key, 1, 1)))
                    .withMessageContaining("not a fact of ballot");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> outbox.announce(key, new BallotApproved(key, "n", OPENS, null)))
                    .withMessageContaining("closesAt");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> outbox.announce(key, approved(key, "x".repeat(1_000_001))))
                    .withMessageContaining("in parts");
        });
    }

    @Test
    void aStatedRecordTimeIsTheRecordsTimeUnlessItLiesAhead() {
        String key = key();
        Instant stated = Instant.parse("2026-01-05T12:00:00Z");
        Instant ahead = Instant.now().plus(Duration.ofDays(30));
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.announce(key, approved(key, "past"), stated);
            outbox.announce(key, approved(key, "ahead"), ahead);
        });
        awaitEffects(key, List.of("past", "ahead"));
        var records = Topic.records("ballot.ballots", key);
        assertThat(records.get(0).timestamp()).isEqualTo(stated.toEpochMilli());
        assertThat(Instant.ofEpochMilli(records.get(1).timestamp())).isBefore(ahead.minus(Duration.ofDays(1)));
    }

    @Test
    void factsOfOneKeyArriveInTheOrderOfTheCommitsWhoeverAnnouncesThem() throws Exception {
        List<String> keys = IntStream.range(0, 3).mapToObj(i -> key()).toList();
        int announcers = 8;
        int each = 15;
        try (var threads = Executors.newFixedThreadPool(announcers)) {
            List<Future<?>> done = new ArrayList<>();
            for (int announcer = 0; announcer < announcers; announcer++) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        String key = keys.get(i % keys.size());
                        QuarkusTransaction.requiringNew().run(() -> announceNextStep(key));
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        }
        for (String key : keys) {
            List<String> inOrder = IntStream.range(0, announcers * each / keys.size())
                    .mapToObj(n -> List.of("before " + n, "step " + n))
                    .flatMap(List::stream)
                    .toList();
            // Only the second of each pair knows its number; the first took the key's lock.
            awaitEffects(
                    key,
                    inOrder.stream()
                            .map(text -> text.startsWith("before") ? "before" : text)
                            .toList());
        }
    }

    /** The number is read after the first announcement: only the lock on the key keeps two from reading the same. */
    private void announceNextStep(String key) {
        outbox.announce(key, approved(key, "before"));
        int next = query("SELECT count(*) FROM step WHERE key = '" + key + "'");
        execute("INSERT INTO step (key, n) VALUES ('" + key + "', " + next + ")");
        outbox.announce(key, approved(key, "step " + next));
    }

    @Test
    void aFactDeliveredTwiceHasItsEffectOnce() {
        String key = key();
        var first = Topic.record(key, counted(key, 1, 5));
        Topic.send(first, first, Topic.record(key, counted(key, 2, 6)), first);
        Topic.send(Topic.record(key, counted(key, 3, 7)));
        awaitEffects(key, List.of("batch 1", "batch 2", "batch 3"));
    }

    @Test
    void factsOfOtherKeysMayComeInAnyOrderThoseOfOneKeyKeepTheirs() {
        List<String> keys = IntStream.range(0, 12).mapToObj(i -> key()).toList();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int batch = 1; batch <= 5; batch++) {
            List<String> shuffled = new ArrayList<>(keys);
            Collections.shuffle(shuffled, new java.util.Random(batch));
            for (String key : shuffled) {
                records.add(Topic.record(key, counted(key, batch, batch)));
            }
        }
        Topic.send(records);
        for (String key : keys) {
            awaitEffects(key, List.of("batch 1", "batch 2", "batch 3", "batch 4", "batch 5"));
        }
    }

    @Test
    void aRecordThatIsAtFaultGoesToTheDeadLettersWithItsCauseAndTheNextIsApplied() {
        String key = key();
        var noJson =
                new ProducerRecord<>("voting.turnout", key, "secret, and no JSON".getBytes(StandardCharsets.UTF_8));
        CloudEventHeaders.write(
                noJson.headers(), UUID.randomUUID(), "voting", "org.tellers.voting.VotesCounted.v1", null);
        var noField = new ProducerRecord<>(
                "voting.turnout", key, "{\"batch\":1,\"cast\":2}".getBytes(StandardCharsets.UTF_8));
        CloudEventHeaders.write(
                noField.headers(), UUID.randomUUID(), "voting", "org.tellers.voting.VotesCounted.v1", null);
        var noHeaders = new ProducerRecord<>("voting.turnout", key, "{}".getBytes(StandardCharsets.UTF_8));
        Topic.send(
                noJson,
                noField,
                noHeaders,
                Topic.record(key, counted(key, 1, Readers.REFUSED_CAST)),
                Topic.record(key, counted(key, 2, Readers.CLASHING_CAST)),
                Topic.record(key, counted(key, 3, Readers.LATE_CLASHING_CAST)),
                Topic.record(key, counted(key, 4, Readers.REFUSED_AT_FLUSH_CAST)),
                Topic.record(key, counted(key, 5, 5)));

        awaitEffects(key, List.of("batch 5"));
        var letters = Topic.records(TURNOUT_LETTERS, key);
        var causes = Topic.headers(letters, "dead-letter-cause");
        assertThat(causes).hasSize(7);
        assertThat(causes.get(0)).contains("not JSON: fault at line 1");
        assertThat(causes.get(1)).contains("without ballot");
        assertThat(causes.get(2)).contains("header ce_specversion is missing");
        assertThat(causes.get(3)).contains("IllegalArgumentException");
        assertThat(causes.get(4)).contains("SQLSTATE 23505");
        assertThat(causes.get(6)).contains("IllegalArgumentException");
        assertThat(causes).noneMatch(cause -> cause.contains("secret"));
        assertThat(letters.getFirst().value()).isEqualTo(noJson.value());
        assertThat(Topic.header(letters.get(3), "ce_type")).isEqualTo("org.tellers.voting.VotesCounted.v1");
        assertThat(Topic.header(letters.getFirst(), "dead-letter-topic")).isEqualTo("voting.turnout");
    }

    @Test
    void unknownTypesArePassedOverAndUnknownFieldsIgnored() {
        String key = key();
        var unknown = new ProducerRecord<>("voting.turnout", key, "{}".getBytes(StandardCharsets.UTF_8));
        CloudEventHeaders.write(
                unknown.headers(), UUID.randomUUID(), "voting", "org.tellers.voting.SomethingNew.v1", null);
        String json = FactFormat.write(counted(key, 1, 5));
        var newer = new ProducerRecord<>(
                "voting.turnout",
                key,
                json.replaceFirst("\\{", "{\"aFieldOfTomorrow\":true,").getBytes(StandardCharsets.UTF_8));
        CloudEventHeaders.write(
                newer.headers(), UUID.randomUUID(), "voting", "org.tellers.voting.VotesCounted.v1", null);
        Topic.send(unknown, newer);
        awaitEffects(key, List.of("batch 1"));
        assertThat(Topic.records(TURNOUT_LETTERS, key)).isEmpty();
    }

    @Test
    void aTombstoneReachesItsReader() {
        String key = key();
        Topic.send(new ProducerRecord<>("membership.eligibility", key, null));
        awaitEffects(key, List.of("gone"));
    }

    @Test
    void factsBeforeTheirSubjectAreParkedAndAppliedInOrderOnceItIsKnown() {
        String key = key();
        var second = Topic.record(key, setUp(key, "2"));
        Topic.send(Topic.record(key, setUp(key, "1")), second, second, Topic.record(key, setUp(key, "3")));
        await().atMost(PATIENCE).until(() -> readers.parked(key) == 3);
        assertThat(readers.effects(key)).isEmpty();

        QuarkusTransaction.requiringNew().run(() -> outbox.announce(key, approved(key, "known")));
        awaitEffects(key, List.of("known", "set up 1", "set up 2", "set up 3"));
        assertThat(readers.parked(key)).isZero();

        Topic.send(second, Topic.record(key, setUp(key, "4")));
        awaitEffects(key, List.of("known", "set up 1", "set up 2", "set up 3", "set up 4"));
        assertThat(Topic.records(BOXES_LETTERS, key)).isEmpty();
    }

    @Test
    void aParkedFactAtFaultIsDeadLetteredAndNeitherItsReleaserNorThoseBehindItAreLost() {
        String key = key();
        Topic.send(
                Topic.record(key, setUp(key, "1")),
                Topic.record(key, setUp(key, Readers.REFUSED_HASH)),
                Topic.record(key, setUp(key, "3")));
        await().atMost(PATIENCE).until(() -> readers.parked(key) == 3);

        QuarkusTransaction.requiringNew().run(() -> outbox.announce(key, approved(key, "known")));
        awaitEffects(key, List.of("known", "set up 1", "set up 3"));
        assertThat(Topic.headers(Topic.records(BOXES_LETTERS, key), "dead-letter-place"))
                .containsExactly("parked in ballot");
    }

    @Test
    void withKafkaAwayTheServiceIsReadyAndAnnouncesAndLaterEverythingArrivesInOrder() throws Exception {
        String key = key();
        QuarkusTransaction.requiringNew().run(() -> outbox.announceAll(key, approvals(key, 0, 50)));
        RealParts.kafka().kill();
        try {
            long start = System.nanoTime();
            QuarkusTransaction.requiringNew().run(() -> outbox.announceAll(key, approvals(key, 50, 100)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(readinessStatus()).isEqualTo(200);
        } finally {
            RealParts.kafka().start();
        }
        QuarkusTransaction.requiringNew().run(() -> outbox.announceAll(key, approvals(key, 100, 120)));
        awaitEffects(key, IntStream.range(0, 120).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void withTheDatabaseAwayFactsWaitAndNoneIsLostOrDeadLettered() {
        String key = key();
        List<ProducerRecord<String, byte[]>> records = IntStream.rangeClosed(1, 300)
                .mapToObj(batch -> Topic.record(key, counted(key, batch, 5)))
                .toList();
        Topic.send(records.subList(0, 200));
        await().atMost(PATIENCE).until(() -> !readers.effects(key).isEmpty());
        RealParts.postgres().kill();
        try {
            Topic.send(records.subList(200, 300));
        } finally {
            RealParts.postgres().start();
        }
        awaitEffects(
                key,
                IntStream.rangeClosed(1, 300)
                        .mapToObj(batch -> "batch " + batch)
                        .toList());
        assertThat(Topic.records(TURNOUT_LETTERS, key)).isEmpty();
    }

    private void awaitEffects(String key, List<String> effects) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(readers.effects(key)).isEqualTo(effects));
    }

    private int readinessStatus() throws Exception {
        try (HttpClient client = PlainHttp.client()) {
            return client.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private int unsent(String key) throws SQLException {
        return query("SELECT count(*) FROM outbox WHERE aggregateid = '" + key + "'");
    }

    private int query(String sql) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static List<BallotApproved> approvals(String key, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> approved(key, "n" + i)).toList();
    }

    private static BallotApproved approved(String ballot, String name) {
        return new BallotApproved(ballot, name, OPENS, OPENS.plus(Duration.ofHours(1)));
    }

    private static VotesCounted counted(String ballot, int batch, int cast) {
        return new VotesCounted(ballot, batch, cast, List.of());
    }

    private static SetupWritten setUp(String ballot, String hash) {
        return new SetupWritten(ballot, hash, "fingerprint", 10, 10, 1);
    }
}
