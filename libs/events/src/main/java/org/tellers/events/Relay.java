package org.tellers.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox to Kafka, row by row in the order of announcement, and deletes exactly the rows that Kafka
 * acknowledged. A crash in between repeats rows; it never skips one. Never a high-water mark: a transaction with a lower
 * number may commit after one with a higher number, and its row must still be sent.
 *
 * <p>An advisory lock of the database lets one relay be active. Rows are not shared out among relays with SKIP LOCKED,
 * for then two relays would send facts of one key out of order.
 */
final class Relay implements Runnable {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long EMPTY = -1;

    /** A cycle reads no further after this much, so that a few large facts cannot fill a small heap. */
    private static final int CYCLE_CHARACTERS = 4_000_000;

    private static final int FETCH = 32;

    private final DataSource database;
    private final Supplier<Producer<String, byte[]>> producers;
    private final EventsConfig config;
    private final String service;
    private final MeterRegistry meters;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong unsentSince = new AtomicLong(EMPTY);
    private final Timer cycles;
    private final Timer polls;
    private final Timer sends;
    private @Nullable Producer<String, byte[]> producer;

    Relay(
            DataSource database,
            Supplier<Producer<String, byte[]>> producers,
            EventsConfig config,
            String service,
            MeterRegistry meters) {
        this.database = database;
        this.producers = producers;
        this.config = config;
        this.service = service;
        this.meters = meters;
        this.cycles = Timer.builder("tellers.outbox.cycle")
                .description("One cycle of the relay: read, send, acknowledge, delete")
                .register(meters);
        this.polls = Timer.builder("tellers.outbox.poll")
                .description("Reading the next rows of the outbox")
                .register(meters);
        this.sends = Timer.builder("tellers.outbox.send")
                .description("From the first send of a cycle to the last acknowledgement")
                .register(meters);
    }

    /** Seconds since the outbox was last seen without an unsent fact: no younger than the oldest unsent fact. */
    double unsentAge() {
        long since = unsentSince.get();
        if (since == EMPTY) {
            return 0;
        }
        long seconds = Math.max(0, (System.nanoTime() - since) / 1_000_000_000L);
        // Where announcements must not tell their time, neither may this: whole minutes only.
        return config.randomIds() ? seconds / 60 * 60 : seconds;
    }

    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        BackOff backOff = new BackOff(config.relay().backOff(), stop);
        Duration pause = config.relay().pollBusy();
        boolean failing = false;
        try {
            while (stop.getCount() > 0) {
                Cycle cycle;
                long start = System.nanoTime();
                try {
                    cycle = cycle();
                } catch (Exception | Error e) {
                    // Whatever it is, the only relay must not end by it.
                    cycle = new Cycle(0, false, e);
                }
                if (cycle.failure() != null) {
                    meters.counter("tellers.outbox.failures").increment();
                    // Once per outage, and without a stack trace: the metrics tell how long it lasts.
                    if (!failing && stop.getCount() > 0) {
                        LOG.warnf("the outbox cannot be relayed, trying again: %s", describe(cycle.failure()));
                    }
                    failing = true;
                    abandonProducer();
                    backOff.await();
                    continue;
                }
                if (failing) {
                    LOG.info("the outbox is relayed again");
                    failing = false;
                    backOff.reset();
                }
                if (cycle.sent() > 0) {
                    cycles.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                    pause = config.relay().pollBusy();
                } else {
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(config.relay().pollQuiet()) > 0
                            ? config.relay().pollQuiet()
                            : doubled;
                }
                if (!cycle.more()) {
                    BackOff.stopsWithin(stop, pause);
                }
            }
        } finally {
            abandonProducer();
        }
    }

    /** One transaction: lock, read, send, delete what was acknowledged. */
    private Cycle cycle() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Cycle done = cycle(connection);
                connection.commit();
                if (done.failure() == null && !done.more()) {
                    unsentSince.set(EMPTY);
                }
                return done;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                restoreAutoCommit(connection);
            }
        }
    }

    private Cycle cycle(Connection connection) throws SQLException {
        if (!Locks.tryRelay(connection)) {
            return new Cycle(0, false, null);
        }
        long start = System.nanoTime();
        Page page = read(connection);
        List<Row> rows = page.rows();
        polls.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        if (rows.isEmpty()) {
            return new Cycle(0, false, null);
        }
        unsentSince.compareAndSet(EMPTY, System.nanoTime());
        Sent sent = send(rows);
        delete(connection, sent.acknowledged());
        return new Cycle(sent.acknowledged().size(), page.more(), sent.failure());
    }

    private Page read(Connection connection) throws SQLException {
        // The time of the event is in its id, unless the id is random.
        String sql =
                "SELECT seq, id, aggregatetype, aggregateid, type, payload, record_time, uuid_extract_timestamp(id)"
                        + " FROM outbox ORDER BY seq LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            statement.setInt(1, config.relay().batch());
            try (ResultSet result = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                long characters = 0;
                while (result.next()) {
                    Row row = new Row(
                            result.getLong(1),
                            result.getObject(2, UUID.class),
                            result.getString(3),
                            result.getString(4),
                            result.getString(5),
                            result.getString(6),
                            instant(result.getObject(7, OffsetDateTime.class)),
                            instant(result.getObject(8, OffsetDateTime.class)));
                    rows.add(row);
                    String payload = row.payload();
                    characters += payload == null ? 0 : payload.length();
                    if (characters >= CYCLE_CHARACTERS) {
                        return new Page(rows, true);
                    }
                }
                return new Page(rows, rows.size() == config.relay().batch());
            }
        }
    }

    /** Sends in order until one fails at once, then waits for the acknowledgements, bounded over all. */
    private Sent send(List<Row> rows) {
        long start = System.nanoTime();
        if (producer == null) {
            producer = producers.get();
        }
        Exception failure = null;
        List<Future<?>> futures = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Future<?> future = producer.send(record(row));
            futures.add(future);
            if (future.state() == Future.State.FAILED) {
                break;
            }
        }
        List<Row> acknowledged = new ArrayList<>(rows.size());
        long deadline = start + config.relay().acknowledgement().toNanos();
        for (int i = 0; i < futures.size(); i++) {
            try {
                futures.get(i).get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                acknowledged.add(rows.get(i));
                meters.counter("tellers.outbox.sent", "topic", rows.get(i).topic())
                        .increment();
            } catch (ExecutionException | TimeoutException e) {
                // Look at the others too: what is acknowledged need not be sent again.
                failure = failure == null ? e : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = e;
                break;
            }
        }
        if (failure == null) {
            sends.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        return new Sent(acknowledged, failure);
    }

    private ProducerRecord<String, byte[]> record(Row row) {
        String payload = row.payload();
        byte[] value = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(row.topic(), null, recordTime(row), row.key(), value);
        if (!row.type().equals(Outbox.TOMBSTONE)) {
            CloudEventHeaders.write(record.headers(), row.id(), service, row.type(), row.time());
        }
        return record;
    }

    /** The stated time, unless it lies ahead: brokers refuse that, and what has not begun yet has no secret either. */
    private static @Nullable Long recordTime(Row row) {
        Instant stated = row.recordTime();
        if (stated == null) {
            return null;
        }
        return Math.min(stated.toEpochMilli(), System.currentTimeMillis());
    }

    private static void delete(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE seq = ANY(?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::seq).toArray()));
            statement.executeUpdate();
        }
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static void restoreAutoCommit(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("the relay's connection is lost", e);
        }
    }

    private void abandonProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private record Row(
            long seq,
            UUID id,
            String topic,
            String key,
            String type,
            @Nullable String payload,
            @Nullable Instant recordTime,
            @Nullable Instant time) {}

    /** The rows of a cycle, and whether there may be more. */
    private record Page(List<Row> rows, boolean more) {}

    private record Sent(List<Row> acknowledged, @Nullable Exception failure) {}

    private record Cycle(int sent, boolean more, @Nullable Throwable failure) {}
}
