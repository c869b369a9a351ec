package org.tellers.notification.helpdesk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.tellers.notification.delivery.ReportKind;

/**
 * What relay, bounce mailbox and providers told of the mails to a member, each report by itself: the mail's state shows
 * only the last word. The confirmation is left out, as everything is that would tell when the member voted.
 */
@ApplicationScoped
class ReportsInTimeline implements TimelinePart {

    private final EntityManager database;

    ReportsInTimeline(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Happened> of(String ballot, UUID entry) {
        List<?> rows = database.createNativeQuery("""
                        select r.received_at, r.kind, d.kind as mail, r.diagnostic, r.source, d.id
                        from dispatch d join delivery_report r on r.dispatch_id = d.id
                        where d.ballot = :ballot and d.entry_id = :entry and d.kind <> 'confirmation'
                        order by r.received_at, r.id""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Happened(
                        (Instant) row[0],
                        what(ReportKind.of((String) row[1])),
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        (UUID) row[5]))
                .toList();
    }

    /** Its name beside the states of mails, from which it differs: a report is somebody's word. */
    private static String what(ReportKind kind) {
        return switch (kind) {
            case HARD -> "reported-bounced";
            case SOFT -> "reported-bounced-for-now";
            case BLOCKED -> "reported-blocked";
            case DELAYED -> "reported-deferred";
            case COMPLAINT -> "reported-complaint";
        };
    }
}
