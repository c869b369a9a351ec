package org.tellers.voting.replicas;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.tellers.voting.Sql;

/**
 * Work that is done once in each interval, by whichever process comes first: batches that every process announced at its
 * own time would be smaller and tell more of when a vote came.
 */
@ApplicationScoped
public class Turns {
    private final Sql sql;

    /** Turns kept in this database. */
    public Turns(Sql sql) {
        this.sql = sql;
    }

    /**
     * Whether the work of the present interval, by the database's clock, is this process's to do. Kept is when that interval
     * began: so a longer interval, or a shorter one, goes on from there.
     */
    public boolean take(String work, Duration interval) {
        return sql.change("""
                        INSERT INTO turn (work, began_at)
                        VALUES (?, date_bin(? * interval '1 millisecond', now(), timestamptz 'epoch'))
                        ON CONFLICT (work) DO UPDATE SET began_at = excluded.began_at
                        WHERE turn.began_at < excluded.began_at
                        """, work, interval.toMillis()) == 1;
    }
}
