package org.tellers.reporting.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.additions.ConstituencyPath;
import org.tellers.crypto.additions.DisclosureRule;

/** Entitled members and votes cast of one constituency; counts only. */
@Entity
@Table(name = "constituency")
@IdClass(Constituency.Key.class)
public class Constituency extends PanacheEntityBase {

    /** Ballot and constituency. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        public String ballot;
        public String constituency;

        /** Needed by Hibernate. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(ballot, key.ballot)
                    && Objects.equals(constituency, key.constituency);
        }

        @Override
        public int hashCode() {
            return Objects.hash(ballot, constituency);
        }
    }

    @Id
    public String ballot;

    @Id
    public String constituency;

    public String name;
    public int entitled;

    @Column(name = "votes_cast")
    public int votesCast;

    /** When votes of it were announced last. */
    @Column(name = "turnout_as_at")
    public @Nullable Instant turnoutAsAt;

    /** Votes cast when the period of the live turnout began in which votes of it were announced last. */
    @Column(name = "votes_cast_before")
    public int votesCastBefore;

    /** Votes cast when the box closed; null before, and where nobody voted. */
    @Column(name = "closed_cast")
    public @Nullable Integer closedCast;

    /** Forgets the denominators of an older roll version: a constituency that it alone named has nobody now. */
    static void forgetEntitled(String ballot) {
        update("entitled = 0 where ballot = ?1", ballot);
    }

    /** Sets the denominator of a constituency. */
    static void entitled(String ballot, String constituency, String name, int entitled) {
        getEntityManager()
                .createNativeQuery("""
                    insert into constituency (ballot, constituency, name, entitled)
                    values (:ballot, :constituency, :name, :entitled)
                    on conflict (ballot, constituency) do update set name = excluded.name, entitled = excluded.entitled
                    """)
                .setParameter("ballot", ballot)
                .setParameter("constituency", constituency)
                .setParameter("name", name)
                .setParameter("entitled", entitled)
                .executeUpdate();
    }

    /**
     * Sets the votes cast of a constituency, whose name may follow with the denominators.
     *
     * @param at when they were announced
     * @param period when the present period of the live turnout began
     */
    static void cast(String ballot, String constituency, int cast, Instant at, Instant period) {
        getEntityManager()
                .createNativeQuery("""
                    insert into constituency as c (ballot, constituency, name, entitled, votes_cast, turnout_as_at)
                    values (:ballot, :constituency, :constituency, 0, :cast, :at)
                    on conflict (ballot, constituency) do update set
                        votes_cast_before = case when c.turnout_as_at >= :period then c.votes_cast_before else c.votes_cast end,
                        votes_cast = excluded.votes_cast,
                        turnout_as_at = excluded.turnout_as_at
                    """)
                .setParameter("at", at)
                .setParameter("period", period)
                .setParameter("ballot", ballot)
                .setParameter("constituency", constituency)
                .setParameter("cast", cast)
                .executeUpdate();
    }

    /** Sets the votes of a constituency at the close. */
    static void closed(String ballot, String constituency, int cast) {
        getEntityManager()
                .createNativeQuery("""
                    insert into constituency (ballot, constituency, name, entitled, closed_cast)
                    values (:ballot, :constituency, :constituency, 0, :cast)
                    on conflict (ballot, constituency) do update set closed_cast = excluded.closed_cast
                    """)
                .setParameter("ballot", ballot)
                .setParameter("constituency", constituency)
                .setParameter("cast", cast)
                .executeUpdate();
    }

    /**
     * Entitled and cast of every constituency of a closed ballot. Those that have nobody any more are named as well: the
     * cells of a plan are a partition of every constituency there was.
     */
    public static Map<String, DisclosureRule.Counts> figures(Ballot ballot) {
        if (!ballot.constituenciesClosed) {
            return Map.of(ConstituencyPath.ALL, new DisclosureRule.Counts(ballot.entitled, ballot.closedCast));
        }
        Map<String, DisclosureRule.Counts> figures = new HashMap<>();
        of(ballot.uuid)
                .forEach(c -> figures.put(
                        c.constituency,
                        new DisclosureRule.Counts(c.entitled, c.closedCast == null ? 0 : c.closedCast)));
        return figures;
    }

    /** All constituencies of a ballot, by name. */
    public static List<Constituency> of(String ballot) {
        return list("ballot = ?1 order by name, constituency", ballot);
    }
}
