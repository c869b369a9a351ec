package org.tellers.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.testing.RealParts;

/** The relay alone: the service's own is off, the tests start theirs. */
@NullUnmarked // fields are injected
@QuarkusTest
@TestProfile(RelayTest.WithoutRelay.class)
@WithTestResource(value = RealParts.class, initArgs = @ResourceArg(name = "service", value = "ballot"))
class RelayTest {

    private static final Instant OPENS = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Outbox outbox;

    @Inject
    Readers readers;

    @Inject
    DataSource database;

    @Inject
    Producers producers;

    @Inject
    EventsConfig config;

    private final List<Relay> started = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stopRelays() throws InterruptedException {
        started.forEach(Relay::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void aRelayKilledBetweenSendAndMarkRepeatsItsRowsAndTheirEffectIsThereOnce() {
        String key = UUID.randomUUID().toString();
        announce(key, 0, 10);
        AtomicInteger acknowledged = new AtomicInteger();
        // The tenth acknowledgement is there, and the connection that should delete the rows is not.
        start(() -> watched(producers.make("first"), () -> {
            if (acknowledged.incrementAndGet() == 10) {
                killRelayConnection();
            }
        }));
        await().atMost(PATIENCE).until(() -> unsent(key) == 0);

        var ids = Topic.headers(Topic.records("ballot.ballots", key), "ce_id");
        assertThat(ids).hasSize(20);
        assertThat(ids.subList(0, 10)).doesNotHaveDuplicates().isEqualTo(ids.subList(10, 20));
        awaitEffects(key, 10);
    }

    @Test
    void ofTwoRelaysOneSendsAndEachFactIsSentOnceAndInOrder() {
        String key = UUID.randomUUID().toString();
        start(() -> producers.make("one"));
        start(() -> producers.make("two"));
        for (int i = 0; i < 40; i++) {
            announce(key, i * 30, (i + 1) * 30);
        }
        await().atMost(PATIENCE).until(() -> unsent(key) == 0);
        assertThat(Topic.headers(Topic.records("ballot.ballots", key), "ce_id"))
                .hasSize(1200)
                .doesNotHaveDuplicates();
        awaitEffects(key, 1200);
    }

    @Test
    void aRelayThatEndsLeavesTheRestToAnother() throws InterruptedException {
        String key = UUID.randomUUID().toString();
        Relay first = start(() -> producers.make("first"));
        announce(key, 0, 700);
        await().atMost(PATIENCE).until(() -> unsent(key) < 700);
        first.stop();
        threads.getFirst().join();
        announce(key, 700, 800);
        start(() -> producers.make("second"));
        await().atMost(PATIENCE).until(() -> unsent(key) == 0);
        awaitEffects(key, 800);
    }

    @Test
    void aRowWithALowerNumberThatCommitsLaterIsStillSent() throws Exception {
        String late = UUID.randomUUID().toString();
        String early = UUID.randomUUID().toString();
        start(() -> producers.make("any"));
        QuarkusTransaction.begin();
        outbox.announce(late, approved(late, 0));
        Thread other = Thread.ofPlatform().start(() -> announce(early, 0, 1));
        other.join();
        await().atMost(PATIENCE).until(() -> readers.effects(early).size() == 1);
        QuarkusTransaction.commit();
        awaitEffects(late, 1);
    }

    @Test
    void theAgeOfTheOldestUnsentFactGrowsWhileNothingCanBeSentAndIsZeroAfterwards() {
        String key = UUID.randomUUID().toString();
        AtomicInteger attempts = new AtomicInteger();
        Relay relay = start(() -> {
            if (attempts.incrementAndGet() < 5) {
                throw new org.apache.kafka.common.KafkaException("not now");
            }
            return producers.make("late");
        });
        announce(key, 0, 1);
        await().atMost(PATIENCE).until(() -> relay.unsentAge() >= 1);
        await().atMost(PATIENCE).until(() -> relay.unsentAge() == 0);
        awaitEffects(key, 1);
    }

    private void awaitEffects(String key, int count) {
        List<String> inOrder = IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readers.effects(key)).isEqualTo(inOrder));
    }

    private Relay start(Supplier<Producer<String, byte[]>> producers) {
        Relay relay = new Relay(database, producers, config, "ballot", new SimpleMeterRegistry());
        started.add(relay);
        threads.add(Thread.ofPlatform().daemon().start(relay));
        return relay;
    }

    private void announce(String key, int from, int to) {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.announceAll(
                        key,
                        IntStream.range(from, to)
                                .mapToObj(i -> approved(key, i))
                                .toList()));
    }

    private static BallotApproved approved(String key, int i) {
        return new BallotApproved(key, "n" + i, OPENS, OPENS.plusSeconds(60));
    }

    private int unsent(String key) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement("SELECT count(*) FROM outbox WHERE aggregateid = ?")) {
            statement.setString(1, key);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void killRelayConnection() {
        try (Connection connection = RealParts.connection("ballot");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND classid = x'54454c4c'::int::oid AND granted");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A producer that calls back after each acknowledgement, before the sender learns of it. */
    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> watched(Producer<String, byte[]> real, Runnable afterAcknowledgement) {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("send")) {
                        ((Future<?>) result).get();
                        afterAcknowledgement.run();
                    }
                    return result;
                });
    }

    public static class WithoutRelay implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tellers.events.relay.enabled", "false");
        }
    }
}
