package org.tellers.notification.helpdesk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.tellers.notification.audit.HelpdeskAudit;

/** What people did for a member: resent, replaced, printed, corrected, and who. The words to a reason stay in the audit. */
@ApplicationScoped
class ActsInTimeline implements TimelinePart {

    private final HelpdeskAudit audit;

    ActsInTimeline(HelpdeskAudit audit) {
        this.audit = audit;
    }

    @Override
    public List<Happened> of(String ballot, UUID entry) {
        return audit.ofEntry(ballot, entry).stream()
                .map(noted -> new Happened(noted.at(), noted.action(), null, noted.reason(), noted.by(), noted.ref()))
                .toList();
    }
}
