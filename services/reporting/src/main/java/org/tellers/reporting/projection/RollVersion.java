package org.tellers.reporting.projection;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;

/**
 * Members entitled by one version of the roll.
 *
 * @param version from 1
 * @param entitled members
 */
public record RollVersion(int version, int entitled) {

    static void note(String ballot, int version, int entitled) {
        Panache.getEntityManager()
                .createNativeQuery("""
                    insert into roll_version (ballot, version, entitled) values (:ballot, :version, :entitled)
                    on conflict (ballot, version) do nothing
                    """)
                .setParameter("ballot", ballot)
                .setParameter("version", version)
                .setParameter("entitled", entitled)
                .executeUpdate();
    }

    /** All versions of a ballot's roll, in order. */
    @SuppressWarnings("unchecked")
    public static List<RollVersion> of(String ballot) {
        return ((List<Object[]>) Panache.getEntityManager()
                        .createNativeQuery(
                                "select version, entitled from roll_version where ballot = :ballot order by version",
                                Object[].class)
                        .setParameter("ballot", ballot)
                        .getResultList())
                .stream()
                        .map(row -> new RollVersion((Integer) row[0], (Integer) row[1]))
                        .toList();
    }
}
