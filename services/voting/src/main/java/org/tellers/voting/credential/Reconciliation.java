package org.tellers.voting.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.VotingBallot;

/**
 * What must add up for the credentials of a ballot at every change (protocol.md, reserve credentials).
 *
 * @param listed on the public list
 * @param reserve never activated
 * @param active may vote or have voted
 * @param revoked may no longer vote
 * @param used have voted
 * @param entitled by the latest roll
 * @param checkedOff admissions checked off
 */
public record Reconciliation(int listed, int reserve, int active, int revoked, int used, int entitled, int checkedOff) {

    /** What does not add up; empty when all does. Fewer active than entitled is not a fault: activations are under way. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (listed != reserve + active + revoked) {
            faults.add("listed " + listed + " is not reserve " + reserve + " + active " + active + " + revoked "
                    + revoked);
        }
        if (used > active) {
            faults.add("used " + used + " exceeds active " + active);
        }
        if (active > entitled) {
            faults.add("active " + active + " exceeds entitled " + entitled);
        }
        if (active > checkedOff) {
            faults.add("active " + active + " exceeds admissions checked off " + checkedOff);
        }
        return faults;
    }

    /**
     * Refuses to go on when something does not add up.
     *
     * @throws IllegalStateException naming what
     */
    public void require() {
        if (!faults().isEmpty()) {
            throw new IllegalStateException("credentials do not reconcile: " + String.join("; ", faults()));
        }
    }

    /** Counts what is stored, rather than trusting the counters of the ballot's row. */
    @ApplicationScoped
    public static class Reader {
        private final Sql sql;

        Reader(Sql sql) {
            this.sql = sql;
        }

        /** The figures of this ballot as this transaction sees them. */
        public Reconciliation of(VotingBallot ballot) {
            int checkedOff = sql.one(
                            "SELECT count(*) FROM admission WHERE ballot = ? AND checked_off",
                            row -> row.getInt(1),
                            ballot.uuid)
                    .orElseThrow();
            return sql.one(
                            """
                            SELECT count(*),
                                   count(*) FILTER (WHERE state = 'RESERVE'),
                                   count(*) FILTER (WHERE state IN ('ACTIVE', 'USED')),
                                   count(*) FILTER (WHERE state = 'REVOKED'),
                                   count(*) FILTER (WHERE state = 'USED')
                            FROM credential WHERE ballot = ?
                            """,
                            row -> new Reconciliation(
                                    row.getInt(1),
                                    row.getInt(2),
                                    row.getInt(3),
                                    row.getInt(4),
                                    row.getInt(5),
                                    ballot.entitled == null ? 0 : ballot.entitled,
                                    checkedOff),
                            ballot.uuid)
                    .orElseThrow();
        }
    }
}
