package org.tellers.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;

/**
 * Facts that came before the subject they are about. They wait in the database in the order in which they came, and are
 * applied, in that order and exactly once, in the transaction in which {@link #release} says that the subject is known.
 * Until that transaction commits no later fact can find the subject, so none overtakes those that wait.
 */
@ApplicationScoped
public class Parking {

    private final DataSource database;
    private final Dispatcher dispatcher;
    private final DeadLetters deadLetters;
    private final TransactionSynchronizationRegistry transaction;
    private final MeterRegistry meters;
    private final String service;

    @Inject
    Parking(
            DataSource database,
            Dispatcher dispatcher,
            DeadLetters deadLetters,
            TransactionSynchronizationRegistry transaction,
            MeterRegistry meters,
            @ConfigProperty(name = "tellers.service") String service) {
        this.database = database;
        this.dispatcher = dispatcher;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.meters = meters;
        this.service = service;
    }

    /**
     * Applies the facts that wait for this subject. To be called where the subject becomes known, in the same
     * transaction, after it is stored; harmless when nothing waits, or when it is called again. If a handler still
     * misses the subject, that fact and those behind it go on waiting.
     *
     * @throws IllegalStateException outside a transaction
     * @throws ParkedFactRefused when a fact that waited lies at fault; it is then in the dead-letter topic, and the
     *     caller's transaction has to be repeated
     */
    public void release(String subject) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("facts are released in the transaction that makes their subject known");
        }
        // A handler of a released fact may release too; the outer call already sees to its own subject.
        Set<String> underWay = underWay();
        if (!underWay.add(subject)) {
            return;
        }
        try {
            lock(subject);
            Optional<Parked> next = first(subject);
            while (next.isPresent()) {
                if (!apply(next.get(), subject)) {
                    return;
                }
                next = first(subject);
            }
        } finally {
            underWay.remove(subject);
        }
    }

    /** Lets a received fact wait; in the transaction of its inbox row. */
    void park(String subject, UUID id, String topic, String key, String type, byte[] payload) {
        String sql =
                "INSERT INTO parked_fact (subject, id, topic, record_key, type, payload) VALUES (?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, subject);
            statement.setObject(2, id);
            statement.setString(3, topic);
            statement.setString(4, key);
            statement.setString(5, type);
            statement.setString(6, new String(payload, StandardCharsets.UTF_8));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFault("cannot park a fact", e);
        }
    }

    /** Waits until no other transaction parks for this subject or releases it. */
    void lock(String subject) {
        try (Connection connection = database.getConnection()) {
            Locks.subject(connection, subject);
        } catch (SQLException e) {
            throw new DatabaseFault("cannot lock a subject", e);
        }
    }

    /** Applies the first fact that waits; false when it goes on waiting for the same subject. */
    private boolean apply(Parked parked, String subject) {
        try {
            Optional<String> missing = dispatch(parked);
            if (missing.isPresent() && !missing.get().equals(subject)) {
                // It waits for something else as well. That may be becoming known right now: lock, then ask again.
                lock(missing.get());
                missing = dispatch(parked);
            }
            if (missing.isEmpty()) {
                update("DELETE FROM parked_fact WHERE seq = ?", parked.seq(), null);
                meters.counter("tellers.inbox.released", "topic", parked.topic())
                        .increment();
                return true;
            }
            if (missing.get().equals(subject)) {
                return false;
            }
            update("UPDATE parked_fact SET subject = ? WHERE seq = ?", parked.seq(), missing.get());
            return true;
        } catch (RuntimeException e) {
            if (e instanceof ParkedFactRefused || Fault.of(e) == Fault.SURROUNDINGS) {
                throw e;
            }
            refuse(parked, e);
            throw new ParkedFactRefused(parked.type(), e);
        }
    }

    private Optional<String> dispatch(Parked parked) {
        FactType<?> type = FactType.named(parked.type())
                .orElseThrow(() -> new UnreadableRecord("no longer a known type: " + parked.type()));
        Fact fact = FactFormat.read(type, parked.payload().getBytes(StandardCharsets.UTF_8));
        try {
            dispatcher.dispatch(parked.key(), fact);
            return Optional.empty();
        } catch (SubjectUnknown e) {
            return Optional.of(e.subject());
        }
    }

    /** Out of the way in a transaction of its own, first to Kafka, then out of the table. */
    private void refuse(Parked parked, RuntimeException cause) {
        RecordHeaders headers = new RecordHeaders();
        String announcer = parked.topic().substring(0, parked.topic().indexOf('.'));
        CloudEventHeaders.write(headers, parked.id(), announcer, parked.type(), null);
        deadLetters.send(
                parked.topic(),
                parked.key(),
                parked.payload().getBytes(StandardCharsets.UTF_8),
                headers,
                "parked in " + service,
                cause);
        QuarkusTransaction.requiringNew()
                .run(() -> update("DELETE FROM parked_fact WHERE seq = ?", parked.seq(), null));
    }

    private Optional<Parked> first(String subject) {
        String sql = "SELECT seq, id, topic, record_key, type, payload FROM parked_fact WHERE subject = ?"
                + " ORDER BY seq LIMIT 1";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, subject);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Parked(
                        result.getLong(1),
                        result.getObject(2, UUID.class),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5),
                        result.getString(6)));
            }
        } catch (SQLException e) {
            throw new DatabaseFault("cannot read parked facts", e);
        }
    }

    private void update(String sql, long seq, @Nullable String subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int column = 1;
            if (subject != null) {
                statement.setString(column++, subject);
            }
            statement.setLong(column, seq);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFault("cannot settle a parked fact", e);
        }
    }

    @SuppressWarnings("unchecked") // only this method puts it there
    private Set<String> underWay() {
        Set<String> underWay = (Set<String>) transaction.getResource(Parking.class);
        if (underWay == null) {
            underWay = new HashSet<>();
            transaction.putResource(Parking.class, underWay);
        }
        return underWay;
    }

    private record Parked(long seq, UUID id, String topic, String key, String type, String payload) {}
}
