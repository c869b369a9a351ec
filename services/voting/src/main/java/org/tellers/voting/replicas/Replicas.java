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
 * no ballot it holds can enter. Only who was seen all that time itself can tell: after the database was away, nobody was
 * seen, and the others may be back in a moment.
 */
@ApplicationScoped
public class Replicas {
    private static final Logger LOG = Logger.getLogger(Replicas.class);

    /** For how long a process counts as being at work after it was last seen. */
    public static final Duration ALIVE = Duration.ofSeconds(30);

    /** Who was not seen for longer than this was not seen all the time. */
    private static final Duration GAP = Duration.ofSeconds(10);

    /** Whether this process was seen all the time in which another one would have been missed. */
    private static final String MISSES_OTHERS = """
            EXISTS (SELECT 1 FROM replica me WHERE me.name = ?
                    AND me.seen_at > now() - ? * interval '1 second'
                    AND me.steady_since <= now() - ? * interval '1 second')
            """;

    private final Sql sql;
    private final UUID name = UUID.randomUUID();
    /** A beat that comes after the end would leave a process behind that nobody is, and every close would wait for it. */
    private boolean ended;

    Replicas(Sql sql) {
        this.sql = sql;
    }

    void start(@Observes StartupEvent event) {
        show();
    }

    /** Requests are answered by now, or were given up. */
    synchronized void stop(@Observes ShutdownEvent event) {
        ended = true;
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

    private synchronized void show() {
        if (ended) {
            return;
        }
        sql.change("""
            INSERT INTO replica AS me (name, seen_at, steady_since) VALUES (?, now(), now())
            ON CONFLICT (name) DO UPDATE SET
                steady_since = CASE WHEN me.seen_at > now() - ? * interval '1 second'
                                    THEN me.steady_since ELSE excluded.steady_since END,
                seen_at = excluded.seen_at
            """, name, GAP.toSeconds());
        sql.change(
                "DELETE FROM replica WHERE seen_at < now() - ? * interval '2 second' AND " + MISSES_OTHERS,
                ALIVE.toSeconds(),
                name,
                GAP.toSeconds(),
                ALIVE.toSeconds());
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
        return sql.one(
                        """
                        SELECT count(*) FROM replica r
                        WHERE r.name <> ?
                          AND NOT EXISTS (SELECT 1 FROM replica_settled s
                                          WHERE s.replica = r.name AND s.ballot = ? AND s.closes_at = ?)
                          AND NOT (r.seen_at < now() - ? * interval '1 second'
                                   AND\s""" + MISSES_OTHERS + ")",
                        row -> row.getLong(1) == 0,
                        name,
                        ballot,
                        closesAt,
                        ALIVE.toSeconds(),
                        name,
                        GAP.toSeconds(),
                        ALIVE.toSeconds())
                .orElseThrow();
    }
}
