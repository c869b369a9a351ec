package org.tellers.voting.replicas;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tellers.voting.Sql;

/**
 * The processes that take ballots. When each ballot was received is known to its own process only and is stored nowhere,
 * so the close asks all of them whether they have answered what came in time.
 *
 * <p>A process that was not seen for {@link #ALIVE} is not waited for: it is gone, or cannot reach the database, and then
 * no ballot it holds can enter.
 */
@ApplicationScoped
public class Replicas {
    private static final Logger LOG = Logger.getLogger(Replicas.class);

    /** For how long a process counts as being at work after it was last seen. */
    public static final Duration ALIVE = Duration.ofSeconds(30);

    private final Sql sql;
    private final UUID name = UUID.randomUUID();

    Replicas(Sql sql) {
        this.sql = sql;
    }

    void start(@Observes StartupEvent event) {
        show();
    }

    /** Requests are answered by now. */
    void stop(@Observes ShutdownEvent event) {
        try {
            sql.change("DELETE FROM replica WHERE name = ?", name);
        } catch (Sql.DatabaseUnavailable e) {
            LOG.debugf("The others will miss this process by themselves: %s", e.getMessage());
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        try {
            show();
        } catch (Sql.DatabaseUnavailable e) {
            LOG.warnf("Other replicas do not see this one for the moment: %s", e.getMessage());
        }
    }

    private void show() {
        sql.change("""
            INSERT INTO replica (name, seen_at) VALUES (?, now())
            ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at
            """, name);
        sql.change("DELETE FROM replica WHERE seen_at < now() - ? * interval '2 second'", ALIVE.toSeconds());
    }

    /**
     * Notes, in the caller's transaction, that this process has answered all it received before the closing instant.
     *
     * @param ballot whose row the caller holds
     * @param closesAt the closing instant; after an extension everyone is asked again
     * @return whether all other processes have, too
     */
    public boolean settled(String ballot, Instant closesAt) {
        sql.change("""
            INSERT INTO replica_settled (replica, ballot, closes_at)
            SELECT name, ?, ? FROM replica WHERE name = ?
            ON CONFLICT (replica, ballot) DO UPDATE SET closes_at = excluded.closes_at
            """, ballot, closesAt, name);
        return sql.one("""
                        SELECT count(*) FROM replica r
                        WHERE r.name <> ? AND r.seen_at > now() - ? * interval '1 second'
                          AND NOT EXISTS (SELECT 1 FROM replica_settled s
                                          WHERE s.replica = r.name AND s.ballot = ? AND s.closes_at = ?)
                        """, row -> row.getLong(1) == 0, name, ALIVE.toSeconds(), ballot, closesAt)
                .orElseThrow();
    }
}
