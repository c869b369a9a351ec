package org.tellers.notification.helpdesk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The mails to a member: queued, and how they ended. Two things would tell when the member voted and are left out: that a
 * mail was withdrawn because of it, and the confirmation, which leaves in the evening of that day.
 */
@ApplicationScoped
class MailsInTimeline implements TimelinePart {

    private final EntityManager database;

    MailsInTimeline(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Happened> of(String ballot, UUID entry) {
        List<?> rows = database.createNativeQuery("""
                        select id, kind, state, reason, queued_at, settled_at from dispatch
                        where ballot = :ballot and entry_id = :entry and kind <> 'confirmation' order by queued_at, id""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .getResultList();
        List<Happened> happened = new ArrayList<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            UUID id = (UUID) row[0];
            String kind = (String) row[1];
            String reason = (String) row[3];
            Instant settled = (Instant) row[5];
            happened.add(new Happened((Instant) row[4], "queued", kind, null, null, id));
            if (settled != null && !"voted".equals(reason)) {
                happened.add(new Happened(settled, (String) row[2], kind, reason, null, id));
            }
        }
        return happened;
    }
}
