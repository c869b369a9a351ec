package org.tellers.voting.ballot;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.crypto.additions.Minima;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.voting.Sql;

/** The publication policy of each ballot: the charter's, and every change that two people made, with its reason. */
@ApplicationScoped
public class Policies implements FactReader {
    private static final Logger LOG = Logger.getLogger(Policies.class);

    private final Sql sql;

    Policies(Sql sql) {
        this.sql = sql;
    }

    /**
     * A change, as it is shown.
     *
     * @param policy what was decided
     * @param reason why
     * @param changedAt when the second person confirmed it
     */
    public record Change(Policy policy, String reason, Instant changedAt) {}

    @Override
    public Handlers handlers() {
        return new Handlers().on(PolicyChanged.class, this::changed);
    }

    private void changed(PolicyChanged fact) {
        int rows = sql.change(
                """
                INSERT INTO policy_change (ballot, changed_at, turnout, result, breakdown, minimum_cast,
                                           minimum_entitled, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                fact.ballot(),
                fact.changedAt(),
                fact.turnout(),
                fact.result(),
                fact.breakdown(),
                fact.minimumCast(),
                fact.minimumEntitled(),
                fact.reason());
        if (rows == 1) {
            LOG.infof("The publication policy of ballot %s is changed", fact.ballot());
        }
    }

    /** The changes, in the order in which they were made. */
    public List<Change> changes(String ballot) {
        return sql.list(
                """
                SELECT turnout, result, breakdown, minimum_cast, minimum_entitled, reason, changed_at
                FROM policy_change WHERE ballot = ? ORDER BY changed_at
                """,
                row -> new Change(
                        new Policy(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                new Minima(row.getInt(4), row.getInt(5))),
                        row.getString(6),
                        row.getTimestamp(7).toInstant()),
                ballot);
    }

    /** What holds after all changes: before the opening the latest, after it nothing that is less strict. */
    public static Policy inForce(Charter charter, Instant opensAt, List<Change> changes) {
        Policy policy = charter.policy();
        for (Change change : changes) {
            policy = change.changedAt().isBefore(opensAt)
                    ? change.policy()
                    : policy.tightenedTo(change.policy(), charter.levels());
        }
        return policy;
    }
}
