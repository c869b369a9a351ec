package org.tellers.notification.dispatch;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Roles;

/** What became of each mail of a ballot, without addresses. */
@Path("/api/notification/ballots/{uuid}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Deliveries")
class DeliveriesResource {

    private static final String STATES =
            "queued|sending|accepted|failed|bounced|blocked|suppressed|without-address|withdrawn|unsent";

    private final EntityManager database;

    DeliveriesResource(EntityManager database) {
        this.database = database;
    }

    /**
     * One mail.
     *
     * @param dispatchId the dispatch
     * @param entryId the roll entry it is for
     * @param kind why it is written
     * @param issue number of this mail among those of its kind to the entry
     * @param state queued, sending, accepted, failed, bounced, blocked, suppressed, without-address, withdrawn or unsent
     * @param reason stable code of the last trouble
     * @param attempts attempts to hand it to the relay
     * @param queuedAt when it was queued
     * @param settledAt when its state became final
     * @param delayedAt when it was told last that the recipient's server defers it
     * @param softBounces times that it came back for a passing reason and was queued again
     */
    record DeliveryRow(
            UUID dispatchId,
            UUID entryId,
            String kind,
            int issue,
            String state,
            String reason,
            int attempts,
            Instant queuedAt,
            Instant settledAt,
            Instant delayedAt,
            int softBounces) {}

    /**
     * A page of mails.
     *
     * @param items the mails, oldest first
     * @param next value of {@code after} for the next page; absent on the last
     */
    record DeliveryPage(List<DeliveryRow> items, UUID next) {}

    @GET
    @RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
    @Transactional
    @Operation(summary = "The mails of a ballot and what became of them")
    @APIResponse(responseCode = "200", description = "A page of mails, oldest first")
    @APIResponse(responseCode = "400", description = "limit, after, state or message is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public DeliveryPage deliveries(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("after") UUID after,
            @QueryParam("state") @Pattern(regexp = STATES) String state,
            @QueryParam("message") UUID message) {
        KnownBallot.required(uuid, LockModeType.NONE);
        List<?> rows = database.createNativeQuery("""
                        select id, entry_id, kind, issue, state, reason, attempts, queued_at, settled_at, delayed_at,
                               soft_bounces
                        from dispatch
                        where ballot = :ballot and id > :after and (:state = '' or state = :state)
                          and (:any or run_id = :message)
                        order by id limit :most""", Object[].class)
                .setParameter("ballot", uuid)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .setParameter("state", state == null ? "" : state)
                .setParameter("any", message == null)
                .setParameter("message", message == null ? new UUID(0, 0) : message)
                .setParameter("most", limit + 1)
                .getResultList();
        List<DeliveryRow> items = new ArrayList<>();
        for (Object found : rows.subList(0, Math.min(limit, rows.size()))) {
            Object[] row = (Object[]) found;
            items.add(new DeliveryRow(
                    (UUID) row[0],
                    (UUID) row[1],
                    (String) row[2],
                    (Integer) row[3],
                    (String) row[4],
                    (String) row[5],
                    (Integer) row[6],
                    (Instant) row[7],
                    (Instant) row[8],
                    (Instant) row[9],
                    (Integer) row[10]));
        }
        return new DeliveryPage(items, rows.size() > limit ? items.getLast().dispatchId() : null);
    }
}
