package org.tellers.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The reports that were taken, in pages. */
@ApplicationScoped
class ReportLists {

    private final EntityManager database;

    ReportLists(EntityManager database) {
        this.database = database;
    }

    /**
     * One report.
     *
     * @param id the report
     * @param dispatchId the mail; absent when the report names none of ours
     * @param entryId the roll entry it was for
     * @param kind hard, soft, blocked, delayed or complaint
     * @param status enhanced status code (RFC 3463); empty when the report has none
     * @param diagnostic stable code of what that means
     * @param source relay, mailbox, or the name of a provider
     * @param receivedAt when it was taken
     */
    record ReportRow(
            UUID id,
            UUID dispatchId,
            UUID entryId,

            @Schema(enumeration = {"hard", "soft", "blocked", "delayed", "complaint"})
            String kind,

            String status,
            String diagnostic,
            String source,
            Instant receivedAt) {}

    /**
     * A page of reports.
     *
     * @param items the reports, oldest first
     * @param next value of {@code after} for the next page; absent on the last
     */
    record ReportPage(List<ReportRow> items, UUID next) {}

    /** Those about mails of a ballot. */
    ReportPage ofBallot(String ballot, int limit, UUID after) {
        return page("r.ballot = :ballot", ballot, limit, after);
    }

    /** Those that name no mail of ours. */
    ReportPage unmatched(int limit, UUID after) {
        return page("r.dispatch_id is null and :ballot = ''", "", limit, after);
    }

    private ReportPage page(String which, String ballot, int limit, UUID after) {
        List<?> rows = database.createNativeQuery("""
                        select r.id, r.dispatch_id, d.entry_id, r.kind, r.status, r.diagnostic, r.source, r.received_at
                        from delivery_report r left join dispatch d on d.id = r.dispatch_id
                        where %s and r.id > :after order by r.id limit :most""".formatted(which), Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .setParameter("most", limit + 1)
                .getResultList();
        List<ReportRow> items = new ArrayList<>();
        for (Object found : rows.subList(0, Math.min(limit, rows.size()))) {
            Object[] row = (Object[]) found;
            items.add(new ReportRow(
                    (UUID) row[0],
                    (UUID) row[1],
                    (UUID) row[2],
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    (String) row[6],
                    (Instant) row[7]));
        }
        return new ReportPage(items, rows.size() > limit ? items.getLast().id() : null);
    }
}
