package org.tellers.reporting.delivery;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a ballot's mails, in counts alone.
 *
 * @param kinds by kind of mail: invitation, resend, replacement, reminder or notice
 */
public record Deliveries(SortedMap<String, Kind> kinds) {

    static final String QUEUED = "queued";
    static final String ACCEPTED = "accepted";
    private static final String NO_ADDRESS = "no-address";
    private static final String SUPPRESSED = "suppressed";

    /**
     * Mails of one kind.
     *
     * @param issued to be sent
     * @param accepted times that a mail relay took one
     * @param returned refused for good, or came back
     * @param withoutAddress times that no address was known, or only one at which nothing arrives
     */
    public record Kind(int issued, int accepted, int returned, int withoutAddress) {

        private static final Kind NONE = new Kind(0, 0, 0, 0);

        private Kind plus(String outcome, int dispatches) {
            return switch (outcome) {
                case QUEUED -> new Kind(issued + dispatches, accepted, returned, withoutAddress);
                case ACCEPTED -> new Kind(issued, accepted + dispatches, returned, withoutAddress);
                case NO_ADDRESS, SUPPRESSED -> new Kind(issued, accepted, returned, withoutAddress + dispatches);
                default -> new Kind(issued, accepted, returned + dispatches, withoutAddress);
            };
        }
    }

    /** Mails of a kind; none if there were none. */
    public Kind kind(String kind) {
        return kinds.getOrDefault(kind, Kind.NONE);
    }

    /** Voting papers issued: invitations, one for each roll entry, and codes that replaced an exposed one. */
    public int papersIssued() {
        return kind("invitation").issued() + kind("replacement").issued();
    }

    /** Voting papers that came back: invitations and replacements that were refused for good or returned. */
    public int papersReturned() {
        return kind("invitation").returned() + kind("replacement").returned();
    }

    /** The mails of a ballot so far. */
    @SuppressWarnings("unchecked")
    public static Deliveries of(String ballot) {
        SortedMap<String, Kind> kinds = new TreeMap<>();
        ((List<Object[]>) Panache.getEntityManager()
                        .createNativeQuery(
                                "select kind, outcome, dispatches from delivery_count where ballot = :ballot",
                                Object[].class)
                        .setParameter("ballot", ballot)
                        .getResultList())
                .forEach(row -> kinds.compute(
                        (String) row[0],
                        (kind, known) -> (known == null ? Kind.NONE : known).plus((String) row[1], (Integer) row[2])));
        return new Deliveries(kinds);
    }

    static void note(String ballot, String kind, String outcome) {
        Panache.getEntityManager()
                .createNativeQuery("""
                    insert into delivery_count (ballot, kind, outcome, dispatches) values (:ballot, :kind, :outcome, 1)
                    on conflict (ballot, kind, outcome) do update set dispatches = delivery_count.dispatches + 1
                    """)
                .setParameter("ballot", ballot)
                .setParameter("kind", kind)
                .setParameter("outcome", outcome)
                .executeUpdate();
    }
}
