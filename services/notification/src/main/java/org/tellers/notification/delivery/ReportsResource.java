package org.tellers.notification.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Roles;

/** What relay, bounce mailbox and providers told of mails, and how each recipient domain fares. */
@Path("/api/notification")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
@Tag(name = "Deliveries")
class ReportsResource {

    private final EntityManager database;
    private final DomainViews views;
    private final Clock clock;

    ReportsResource(EntityManager database, DomainViews views, Clock clock) {
        this.database = database;
        this.views = views;
        this.clock = clock;
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

    /**
     * How each domain fares, and whom a mail can reach.
     *
     * @param asAt when it was counted
     * @param domains domains of at least five recipients: those in alarm first, then the largest
     * @param other all smaller domains together; absent when there is none
     * @param roll the roll and the part of it that a mail can reach
     */
    record DomainView(
            Instant asAt, List<DomainFigures.Domain> domains, DomainFigures.Counts other, DomainViews.RollReach roll) {}

    @GET
    @Path("/ballots/{uuid}/deliveries/domains")
    @Transactional
    @Operation(
            summary = "Deliveries by recipient domain, and the deliverable part of the roll",
            description = "Domains of fewer than five recipients are counted together.")
    @APIResponse(responseCode = "200", description = "The figures now")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public DomainView domains(@PathParam("uuid") String uuid) {
        KnownBallot.required(uuid, LockModeType.NONE);
        DomainFigures figures = views.domains(uuid);
        return new DomainView(
                clock.instant(),
                figures.domains(),
                figures.other().orElse(null),
                views.reach(uuid));
    }

    @GET
    @Path("/ballots/{uuid}/deliveries/reports")
    @Transactional
    @Operation(summary = "What was told of the mails of a ballot")
    @APIResponse(responseCode = "200", description = "A page of reports, oldest first")
    @APIResponse(responseCode = "400", description = "limit or after is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public ReportPage reports(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("after") UUID after) {
        KnownBallot.required(uuid, LockModeType.NONE);
        return page("r.ballot = :ballot", uuid, limit, after);
    }

    @GET
    @Path("/delivery-reports")
    @RolesAllowed(Roles.OFFICER)
    @Transactional
    @Operation(
            summary = "Reports that name no mail of ours",
            description = "They are kept aside and never guessed at; those of the bounce mailbox lie in its folder aside.")
    @APIResponse(responseCode = "200", description = "A page of reports, oldest first")
    @APIResponse(responseCode = "400", description = "limit or after is not as described")
    public ReportPage unmatched(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit, @QueryParam("after") UUID after) {
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
