package org.tellers.events;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;

/**
 * Announces facts: writes them in the caller's transaction, together with the state they tell of, so that either both
 * are there or neither. {@link OutboxRelay} sends them afterwards, at least once, and in order for each key.
 *
 * <p>Order: announcing takes a lock on the key until the transaction ends. Of two transactions that announce for one
 * key, the second waits for the first, so the order of the rows is the order of the commits. Announce after the
 * decision is made and before slow work; announce many keys in one {@link #announceEach} rather than one by one.
 */
@ApplicationScoped
public class Outbox {

    /** A record above it would be refused by a broker with default settings (1 MiB with headers and framing). */
    static final int MAX_PAYLOAD_BYTES = 1_000_000;

    /** The pseudo-type of a row that ends the life of a key in a compacted topic. */
    static final String TOMBSTONE = "tombstone";

    private static final int INSERT_BATCH = 1_000;

    private final DataSource database;
    private final TransactionSynchronizationRegistry transaction;
    private final EventsConfig config;
    private final String service;

    @Inject
    Outbox(
            DataSource database,
            TransactionSynchronizationRegistry transaction,
            EventsConfig config,
            @ConfigProperty(name = "tellers.service") String service) {
        this.database = database;
        this.transaction = transaction;
        this.config = config;
        this.service = service;
    }

    /**
     * Announces a fact about the aggregate with this key.
     *
     * @throws IllegalStateException outside a transaction, or where the service's records must not carry their own time
     * @throws IllegalArgumentException for a fact of another service, with a required field missing, or too large
     */
    public void announce(String key, Fact fact) {
        insert(List.of(new Announcement(key, fact)), null);
    }

    /**
     * Announces a fact whose record carries the given time instead of the time of sending, so that the topic does not
     * tell when it happened. A time in the future is replaced by the time of sending: brokers refuse it.
     */
    public void announce(String key, Fact fact, Instant recordTime) {
        insert(List.of(new Announcement(key, fact)), recordTime);
    }

    /** Announces several facts about one aggregate, in this order, in a batch. */
    public void announceAll(String key, List<? extends Fact> facts) {
        insert(facts.stream().map(fact -> new Announcement(key, fact)).toList(), null);
    }

    /** Announces several facts about one aggregate, in this order, with the given time on their records. */
    public void announceAll(String key, List<? extends Fact> facts, Instant recordTime) {
        insert(facts.stream().map(fact -> new Announcement(key, fact)).toList(), recordTime);
    }

    /** Announces facts about many aggregates, in this order, in a batch. */
    public void announceEach(List<Announcement> announcements) {
        insert(announcements, null);
    }

    /** Ends the life of a key in a compacted topic of this service: compaction drops what was said of it before. */
    public void announceTombstone(String topic, String key) {
        announceTombstones(topic, List.of(key));
    }

    /** Ends the lives of several keys in a compacted topic of this service, in a batch. */
    public void announceTombstones(String topic, List<String> keys) {
        if (FactType.all().stream()
                .noneMatch(type -> type.topic().equals(topic) && type.service().equals(service))) {
            throw new IllegalArgumentException(topic + " is not a topic of " + service);
        }
        insertRows(
                keys.stream().map(key -> new Row(topic, key, TOMBSTONE, null)).toList(), null);
    }

    private void insert(List<Announcement> announcements, @Nullable Instant recordTime) {
        insertRows(announcements.stream().map(this::row).toList(), recordTime);
    }

    private Row row(Announcement announcement) {
        FactType<?> type = FactType.of(announcement.fact().getClass());
        if (!type.service().equals(service)) {
            throw new IllegalArgumentException(type.type() + " is not a fact of " + service);
        }
        String payload = FactFormat.write(announcement.fact());
        int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(type.type() + " takes " + bytes + " bytes, more than "
                    + MAX_PAYLOAD_BYTES + ": announce it in parts");
        }
        return new Row(type.topic(), announcement.key(), type.type(), payload);
    }

    private void insertRows(List<Row> rows, @Nullable Instant recordTime) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a fact is announced in the transaction of the change it tells of");
        }
        if (config.randomIds() && recordTime == null) {
            throw new IllegalStateException("records of " + service + " must not tell their time: state one");
        }
        if (rows.isEmpty()) {
            return;
        }
        Set<String> keys = rows.stream().map(Row::key).collect(Collectors.toSet());
        String id = config.randomIds() ? "gen_random_uuid()" : "uuidv7()";
        String sql = "INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, record_time) VALUES (" + id
                + ", ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection()) {
            Locks.keys(connection, keys);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int waiting = 0;
                for (Row row : rows) {
                    statement.setString(1, row.topic());
                    statement.setString(2, row.key());
                    statement.setString(3, row.type());
                    statement.setString(4, row.payload());
                    if (recordTime == null) {
                        statement.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
                    } else {
                        statement.setObject(5, recordTime.atOffset(ZoneOffset.UTC));
                    }
                    statement.addBatch();
                    if (++waiting == INSERT_BATCH) {
                        statement.executeBatch();
                        waiting = 0;
                    }
                }
                if (waiting > 0) {
                    statement.executeBatch();
                }
            }
        } catch (SQLException e) {
            throw new DatabaseFault("cannot write to the outbox", e);
        }
    }

    private record Row(
            String topic, String key, String type, @Nullable String payload) {}
}
