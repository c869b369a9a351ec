package org.tellers.reporting.projection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

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

    /** Sets the votes cast of a constituency, whose name may follow with the denominators. */
    static void cast(String ballot, String constituency, int cast) {
        getEntityManager()
                .createNativeQuery("""
                        insert into constituency (ballot, constituency, name, entitled, votes_cast)
                        values (:ballot, :constituency, :constituency, 0, :cast)
                        on conflict (ballot, constituency) do update set votes_cast = excluded.votes_cast
                        """)
                .setParameter("ballot", ballot)
                .setParameter("constituency", constituency)
                .setParameter("cast", cast)
                .executeUpdate();
    }

    /** All constituencies of a ballot, by name. */
    public static List<Constituency> of(String ballot) {
        return list("ballot = ?1 order by name, constituency", ballot);
    }
}
