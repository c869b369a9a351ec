package org.tellers.notification.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Roles;

/** How each recipient domain fares (story H6), and whom a mail can reach. */
@Path("/api/notification/ballots/{uuid}/deliveries/domains")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
@Tag(name = "Deliveries")
class DomainsResource {

    private final DomainViews views;
    private final Clock clock;

    DomainsResource(DomainViews views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

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
                clock.instant(), figures.domains(), figures.other().orElse(null), views.reach(uuid));
    }
}
