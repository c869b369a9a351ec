package org.tellers.events;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.contracts.voting.VotesCounted;

/** The readers of the test's service: each effect leaves a row. */
@NullUnmarked // fields are injected
@ApplicationScoped
class Readers implements FactReader {

    /** A count that no effect accepts. */
    static final int REFUSED_CAST = 13;

    /** A count whose effect breaks a constraint. */
    static final int CLASHING_CAST = 14;

    /** A count whose effect breaks a constraint only at the commit. */
    static final int LATE_CLASHING_CAST = 15;

    /** A count whose effect is refused just before the commit, as when an ORM flushes. */
    static final int REFUSED_AT_FLUSH_CAST = 16;

    /** The hash of a set-up that no effect accepts. */
    static final String REFUSED_HASH = "refused";

    @Inject
    Inbox inbox;

    @Inject
    Parking parking;

    @Inject
    DataSource database;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Incoming("ballot-ballots")
    @Blocking
    void ballots(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("voting-turnout")
    @Blocking
    void turnout(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("voting-boxes")
    @Blocking
    void boxes(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("membership-eligibility")
    @Blocking
    void eligibility(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(BallotApproved.class, this::approved)
                .on(VotesCounted.class, this::counted)
                .onKeyed(SetupWritten.class, this::setUp)
                .onTombstone("membership.eligibility", key -> store(key, "gone"));
    }

    private void approved(BallotApproved fact) {
        execute("INSERT INTO known_ballot (ballot) VALUES (?) ON CONFLICT DO NOTHING", fact.ballot());
        store(fact.ballot(), fact.name());
        parking.release("ballot/" + fact.ballot());
    }

    private void counted(VotesCounted fact) {
        if (fact.cast() == REFUSED_CAST) {
            throw new IllegalArgumentException("secret-" + fact.ballot());
        }
        store(fact.ballot(), "batch " + fact.batch());
        switch (fact.cast()) {
            case CLASHING_CAST -> insertTwice("known_ballot", fact.ballot());
            case LATE_CLASHING_CAST -> insertTwice("late_check", fact.ballot());
            case REFUSED_AT_FLUSH_CAST -> transaction.registerInterposedSynchronization(new RefusingFlush());
            default -> {
                // Accepted.
            }
        }
    }

    private void insertTwice(String table, String ballot) {
        execute("INSERT INTO " + table + " (ballot) VALUES (?)", ballot);
        execute("INSERT INTO " + table + " (ballot) VALUES (?)", ballot);
    }

    private static final class RefusingFlush implements Synchronization {
        @Override
        public void beforeCompletion() {
            throw new IllegalArgumentException("refused at flush");
        }

        @Override
        public void afterCompletion(int status) {
            // Nothing to clear up.
        }
    }

    private void setUp(String key, SetupWritten fact) throws SubjectUnknown {
        if (texts("SELECT ballot FROM known_ballot WHERE ballot = ?", key).isEmpty()) {
            throw new SubjectUnknown("ballot/" + key);
        }
        if (fact.setupHash().equals(REFUSED_HASH)) {
            throw new IllegalArgumentException("no such set-up");
        }
        store(key, "set up " + fact.setupHash());
    }

    /** The effects on this key so far. */
    List<String> effects(String key) {
        return texts("SELECT text FROM effect WHERE key = ? ORDER BY seq", key);
    }

    /** How many facts wait, for whatever subject contains this. */
    int parked(String key) {
        return texts("SELECT type FROM parked_fact WHERE strpos(subject, ?) > 0", key)
                .size();
    }

    private void store(String key, String text) {
        execute("INSERT INTO effect (key, text) VALUES (?, ?)", key, text);
    }

    private void execute(String sql, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> texts(String sql, String value) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (var rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
