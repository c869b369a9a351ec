package org.tellers.notification.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Roles;

/** What relay, bounce mailbox and providers told of the mails of a ballot. */
@Path("/api/notification/ballots/{uuid}/deliveries/reports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Roles.HELPDESK, Roles.OFFICER})
@Tag(name = "Deliveries")
class ReportsResource {

    private final ReportLists lists;

    ReportsResource(ReportLists lists) {
        this.lists = lists;
    }

    @GET
    @Transactional
    @Operation(summary = "What was told of the mails of a ballot")
    @APIResponse(responseCode = "200", description = "A page of reports, oldest first")
    @APIResponse(responseCode = "400", description = "limit or after is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public ReportLists.ReportPage reports(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("after") UUID after) {
        KnownBallot.required(uuid, LockModeType.NONE);
        return lists.ofBallot(uuid, limit, after);
    }
}
