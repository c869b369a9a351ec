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

    /** Whether the work of the present interval, by the database's clock, is this process's to do. */
    public boolean take(String work, Duration interval) {
        return sql.change("""
                        INSERT INTO turn (work, number) VALUES (?, floor(extract(epoch FROM now()) * 1000 / ?)::bigint)
                        ON CONFLICT (work) DO UPDATE SET number = excluded.number
                        WHERE turn.number < excluded.number
                        """, work, interval.toMillis()) == 1;
    }
}
