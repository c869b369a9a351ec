package org.tellers.reporting.projection;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tellers.contracts.ballot.ConstituencyGroup;

/** Names of the coarser cells that constituencies belong to. */
public final class ConstituencyGroups {

    private ConstituencyGroups() {}

    static void note(String ballot, ConstituencyGroup group) {
        Panache.getEntityManager()
                .createNativeQuery("""
                    insert into constituency_group (ballot, constituency, name) values (:ballot, :constituency, :name)
                    on conflict (ballot, constituency) do update set name = excluded.name
                    """)
                .setParameter("ballot", ballot)
                .setParameter("constituency", group.constituency())
                .setParameter("name", group.name())
                .executeUpdate();
    }

    /** Names of groups and constituencies by id. */
    public static Map<String, String> names(String ballot) {
        Map<String, String> names = new HashMap<>(of(ballot));
        Constituency.of(ballot).forEach(c -> names.put(c.constituency, c.name));
        return names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> of(String ballot) {
        return ((List<Object[]>) Panache.getEntityManager()
                        .createNativeQuery(
                                "select constituency, name from constituency_group where ballot = :ballot",
                                Object[].class)
                        .setParameter("ballot", ballot)
                        .getResultList())
                .stream().collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }
}
