package org.tellers.reporting.turnout;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/** Votes cast by the end of each London day: what a daily turnout publishes. */
public final class TurnoutDay {

    private TurnoutDay() {}

    /** Notes the highest figure of a day. */
    public static void note(String ballot, LocalDate day, int votesCast) {
        Panache.getEntityManager()
                .createNativeQuery("""
                        insert into turnout_day (ballot, day, votes_cast) values (:ballot, :day, :cast)
                        on conflict (ballot, day) do update
                        set votes_cast = greatest(turnout_day.votes_cast, excluded.votes_cast)
                        """)
                .setParameter("ballot", ballot)
                .setParameter("day", day)
                .setParameter("cast", votesCast)
                .executeUpdate();
    }

    /** The figure at the end of the last day before {@code today}, if a vote was counted by then. */
    @SuppressWarnings("unchecked")
    static OptionalInt endOfLastDay(String ballot, LocalDate today) {
        return ((List<Integer>) Panache.getEntityManager()
                        .createNativeQuery(
                                "select max(votes_cast) from turnout_day where ballot = :ballot and day < :today",
                                Integer.class)
                        .setParameter("ballot", ballot)
                        .setParameter("today", today)
                        .getResultList())
                .stream()
                        .filter(java.util.Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .findFirst();
    }
}
