package org.tellers.notification.replacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.tellers.notification.audit.Act;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.HelpdeskAudit;
import org.tellers.service.Problem;

/** How many replacements and letters an agent may ask for in a day of London, over all ballots (story H7). */
@ApplicationScoped
public class Quota {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final EntityManager database;
    private final HelpdeskAudit audit;
    private final ReissueSettings settings;
    private final Clock clock;

    Quota(EntityManager database, HelpdeskAudit audit, ReissueSettings settings, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets an agent ask for one more, or says with a 429 problem that today's are used. The caller notes the act in the
     * same transaction; until that ends, no other request of the agent gets past here.
     */
    public void require(By agent) {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:who, 0)) as text)")
                .setParameter("who", "helpdesk-quota " + agent.subject())
                .getSingleResult();
        long used = audit.count(
                agent.subject(),
                startOfDay(clock.instant()),
                Act.REPLACEMENT_PROPOSED,
                Act.REPLACEMENT_REQUESTED,
                Act.LETTER_PROPOSED,
                Act.LETTER_ORDERED);
        if (used >= settings.perAgentAndDay()) {
            throw Problem.of(
                    Response.Status.TOO_MANY_REQUESTS,
                    "quota-reached",
                    "You have asked for %d replacements and letters today, which is all an agent may in a day; ask a"
                                    .formatted(used)
                            + " colleague, or go on tomorrow. Sending the same code once more is not limited.",
                    null);
        }
    }

    static Instant startOfDay(Instant now) {
        return now.atZone(LONDON).toLocalDate().atStartOfDay(LONDON).toInstant();
    }
}
