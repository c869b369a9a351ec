package org.tellers.notification.replacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tellers.notification.audit.Act;

/** How often codes were replaced and printed, for everyone to see (story H7). Counted from the audit. */
@ApplicationScoped
class ReplacementTotals {

    private final EntityManager database;

    ReplacementTotals(EntityManager database) {
        this.database = database;
    }

    /**
     * The totals of a ballot.
     *
     * @param asked replacements that voting was asked for
     * @param askedByReason of these, how many for each reason
     * @param replaced replacements that voting agreed to
     * @param withSecondPerson replacements and letters that a second person confirmed
     * @param letters letters that were printed with a code
     * @param lettersByReason of these, how many for each reason
     */
    record Totals(
            long asked,
            Map<String, Long> askedByReason,
            long replaced,
            long withSecondPerson,
            long letters,
            Map<String, Long> lettersByReason) {}

    Totals of(String ballot) {
        Map<String, Long> asked = byReason(ballot, Act.REPLACEMENT_REQUESTED, Act.REPLACEMENT_CONFIRMED);
        Map<String, Long> letters = byReason(ballot, Act.LETTER_PRINTED);
        return new Totals(
                sum(asked),
                asked,
                sum(byReason(ballot, Act.REPLACED)),
                sum(byReason(ballot, Act.REPLACEMENT_CONFIRMED, Act.LETTER_CONFIRMED)),
                sum(letters),
                letters);
    }

    private Map<String, Long> byReason(String ballot, Act... acts) {
        List<?> rows = database.createNativeQuery("""
                        select coalesce(reason, ''), count(*) from helpdesk_audit
                        where ballot = :ballot and action = any(:acts) group by 1""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("acts", Arrays.stream(acts).map(Act::code).toArray(String[]::new))
                .getResultList();
        Map<String, Long> counts = new TreeMap<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            counts.put((String) row[0], (Long) row[1]);
        }
        return counts;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
