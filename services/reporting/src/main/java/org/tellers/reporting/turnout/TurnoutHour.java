package org.tellers.reporting.turnout;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Votes cast by the end of an hour: a point of the curve that HQ sees. Hours in which fewer than {@value #FEWEST} votes
 * came in are joined to later ones, so that no point tells when single members voted.
 *
 * @param end of the hour
 * @param votesCast so far
 */
public record TurnoutHour(Instant end, int votesCast) {

    /** The fewest votes between two points. */
    static final int FEWEST = 5;

    /** Notes what was announced at an instant. */
    public static void note(String ballot, Instant at, int votesCast) {
        Panache.getEntityManager()
                .createNativeQuery("""
                    insert into turnout_hour (ballot, hour_end, votes_cast)
                    select :ballot, :end, :cast
                    where :cast - coalesce(
                        (select max(votes_cast) from turnout_hour where ballot = :ballot and hour_end < :end), 0)
                        >= :fewest
                    on conflict (ballot, hour_end) do update
                    set votes_cast = greatest(turnout_hour.votes_cast, excluded.votes_cast)
                    """)
                .setParameter("ballot", ballot)
                .setParameter("end", at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS))
                .setParameter("cast", votesCast)
                .setParameter("fewest", FEWEST)
                .executeUpdate();
    }

    /** The hours that ended before an instant, in order. */
    @SuppressWarnings("unchecked")
    static List<TurnoutHour> before(String ballot, Instant at) {
        return ((List<Object[]>) Panache.getEntityManager()
                        .createNativeQuery("""
                            select hour_end, votes_cast from turnout_hour
                            where ballot = :ballot and hour_end < :at order by hour_end
                            """, Object[].class)
                        .setParameter("ballot", ballot)
                        .setParameter("at", at)
                        .getResultList())
                .stream()
                        .map(row -> new TurnoutHour((Instant) row[0], (Integer) row[1]))
                        .toList();
    }
}
