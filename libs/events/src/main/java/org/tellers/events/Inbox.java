package org.tellers.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;
import org.tellers.contracts.FactType;

/**
 * Applies received facts exactly once in effect: the event's id and its effect are stored in one transaction, and an id
 * that is there already means that the effect is done.
 *
 * <p>A record that lies at fault itself goes to the dead-letter topic, and the next one follows. A fault around it, such
 * as a database that is away, is waited out, in order, for as long as it takes.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** A fault that looks like the fact's own is tried this often before it is believed. */
    private static final int ATTEMPTS = 3;

    private final DataSource database;
    private final Dispatcher dispatcher;
    private final Parking parking;
    private final DeadLetters deadLetters;
    private final Instance<AggregateLock> aggregate;
    private final MeterRegistry meters;
    private final int effectSeconds;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Inject
    Inbox(
            DataSource database,
            Dispatcher dispatcher,
            Parking parking,
            DeadLetters deadLetters,
            Instance<AggregateLock> aggregate,
            MeterRegistry meters,
            EventsConfig config) {
        this.database = database;
        this.dispatcher = dispatcher;
        this.parking = parking;
        this.deadLetters = deadLetters;
        this.aggregate = aggregate;
        this.meters = meters;
        this.effectSeconds = Math.toIntExact(config.effectTimeout().toSeconds());
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        stop.countDown();
    }

    /**
     * Applies one record through the {@link FactReader}s of this service, and returns when that is settled: applied, seen
     * before, parked, not wanted, or in the dead-letter topic.
     *
     * @throws IllegalStateException when the process stops meanwhile; the record is delivered again
     */
    public void receive(ConsumerRecord<String, byte[]> record) {
        BackOff backOff = new BackOff(LONGEST_WAIT, stop);
        int blamed = 0;
        boolean waiting = false;
        while (stop.getCount() > 0) {
            Throwable thrown;
            try {
                count(record, settle(record, blamed + 1 >= ATTEMPTS));
                return;
            } catch (Blamed e) {
                blamed++;
                thrown = e.getCause();
            } catch (Waiting e) {
                thrown = e.getCause();
            } catch (Exception | VirtualMachineError e) {
                thrown = e;
            }
            meters.counter("tellers.inbox.retries", "topic", record.topic()).increment();
            if (!waiting && thrown != null) {
                waiting = true;
                LOG.warnf(
                        "%s waits to be applied: %s",
                        place(record, record.topic() + " "), DeadLetters.describe(thrown));
            }
            backOff.await();
        }
        throw new IllegalStateException("stopping; " + place(record, record.topic() + " ") + " is delivered again");
    }

    private Outcome settle(ConsumerRecord<String, byte[]> record, boolean lastAttempt) {
        Received received;
        try {
            if (record.key() == null) {
                throw new UnreadableRecord("without a key");
            }
            if (record.value() == null) {
                return tombstone(record, lastAttempt);
            }
            CloudEventHeaders event = CloudEventHeaders.read(record.headers());
            Optional<FactType<?>> type = FactType.named(event.type());
            if (type.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            if (!type.get().topic().equals(record.topic())) {
                throw new UnreadableRecord(event.type() + " does not belong here");
            }
            if (!dispatcher.wants(type.get().fact())) {
                return Outcome.UNWANTED;
            }
            received = new Received(record, event, FactFormat.read(type.get(), record.value()));
        } catch (UnreadableRecord e) {
            return dead(record, e);
        }
        try {
            return apply(received);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            return blame(record, e, lastAttempt);
        }
    }

    private Outcome tombstone(ConsumerRecord<String, byte[]> record, boolean lastAttempt) {
        try {
            boolean wanted = QuarkusTransaction.requiringNew()
                    .timeout(effectSeconds)
                    .call(() -> dispatcher.dispatchTombstone(record.topic(), record.key()));
            return wanted ? Outcome.APPLIED : Outcome.UNWANTED;
        } catch (RuntimeException e) {
            return blame(record, e, lastAttempt);
        }
    }

    private Outcome apply(Received fact) {
        Attempt attempt = attempt(fact, null);
        while (attempt.missing() != null) {
            // Rolled back. Again under the subject's lock, for it may have become known meanwhile; if it is still
            // missing then, nobody can release it before the fact is parked.
            attempt = attempt(fact, attempt.missing());
        }
        return attempt.outcome();
    }

    /** One transaction; a missing subject that is not locked rolls it back, a locked one parks the fact. */
    private Attempt attempt(Received fact, @Nullable String locked) {
        try {
            return QuarkusTransaction.requiringNew().timeout(effectSeconds).call(() -> {
                if (aggregate.isResolvable()) {
                    aggregate.get().lock(fact.record().key());
                }
                if (locked != null) {
                    parking.lock(locked);
                }
                if (!firstSeen(fact.event().id(), fact.record().topic())) {
                    return new Attempt(Outcome.SEEN, null);
                }
                try {
                    dispatcher.dispatch(fact.record().key(), fact.fact());
                    return new Attempt(Outcome.APPLIED, null);
                } catch (SubjectUnknown e) {
                    if (locked == null || !locked.equals(e.subject())) {
                        throw new Missing(e.subject());
                    }
                    parking.park(
                            locked,
                            fact.event().id(),
                            fact.record().topic(),
                            fact.record().key(),
                            fact.event().type(),
                            fact.record().value());
                    return new Attempt(Outcome.PARKED, null);
                }
            });
        } catch (Missing e) {
            return new Attempt(Outcome.PARKED, e.subject);
        }
    }

    private boolean firstSeen(UUID id, String topic) {
        String sql = "INSERT INTO inbox (id, topic) VALUES (?, ?) ON CONFLICT DO NOTHING";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setString(2, topic);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DatabaseFault("cannot write to the inbox", e);
        }
    }

    /** Dead-letters a record whose own fault it is, after some attempts, and while the database is certainly there. */
    private Outcome blame(ConsumerRecord<String, byte[]> record, Throwable thrown, boolean lastAttempt) {
        if (causedBy(thrown, ParkedFactRefused.class) || Fault.of(thrown) == Fault.SURROUNDINGS) {
            throw new Waiting(thrown);
        }
        if (!lastAttempt) {
            throw new Blamed(thrown);
        }
        if (!databaseAnswers()) {
            throw new Waiting(thrown);
        }
        return dead(record, thrown);
    }

    private Outcome dead(ConsumerRecord<String, byte[]> record, Throwable cause) {
        deadLetters.send(record.topic(), record.key(), record.value(), record.headers(), place(record, ""), cause);
        return Outcome.DEAD;
    }

    private boolean databaseAnswers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            LOG.debug("the database does not answer", e);
            return false;
        }
    }

    private void count(ConsumerRecord<String, byte[]> record, Outcome outcome) {
        meters.counter(
                        "tellers.inbox.received",
                        "topic",
                        record.topic(),
                        "outcome",
                        outcome.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    private static String place(ConsumerRecord<String, byte[]> record, String topic) {
        return topic + "partition " + record.partition() + " offset " + record.offset();
    }

    private static boolean causedBy(Throwable thrown, Class<?> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What became of a record. */
    private enum Outcome {
        /** Its effect is stored. */
        APPLIED,
        /** Its effect was stored before. */
        SEEN,
        /** It waits for its subject. */
        PARKED,
        /** No reader of this service wants its type. */
        UNWANTED,
        /** This build does not know its type. */
        UNKNOWN,
        /** It is in the dead-letter topic. */
        DEAD
    }

    private record Received(ConsumerRecord<String, byte[]> record, CloudEventHeaders event, Fact fact) {}

    private record Attempt(Outcome outcome, @Nullable String missing) {}

    /** Rolls an attempt back. */
    private static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String subject;

        Missing(String subject) {
            super(subject, null, false, false);
            this.subject = subject;
        }
    }

    /** The record seems to be at fault. */
    private static final class Blamed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Blamed(Throwable cause) {
            super(null, cause, false, false);
        }
    }

    /** Something around the record is at fault. */
    private static final class Waiting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Waiting(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
