package org.tellers.ballot.approval;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.followup.FollowUps;
import org.tellers.ballot.idempotency.AnsweredRequests;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.overview.Overview;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.events.Outbox;
import org.tellers.service.Roles;

/** Approval over HTTP. */
@Path("/api/ballot/ballots/{uuid}/approval")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Approval")
class ApprovalResource {

    private final Ballots ballots;
    private final AnsweredRequests answered;
    private final FollowUps followUps;
    private final Overview overview;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    ApprovalResource(
            Ballots ballots,
            AnsweredRequests answered,
            FollowUps followUps,
            Overview overview,
            Outbox outbox,
            Clock clock) {
        this.ballots = ballots;
        this.answered = answered;
        this.followUps = followUps;
        this.overview = overview;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What the approver saw.
     *
     * @param revision the revision they read; approval is refused if the draft has changed since
     */
    @Schema(name = "Approval")
    record ApprovalBody(
            @Schema(description = "The revision that was read; approval is refused if the draft has changed since")
            @Nullable
            Integer revision) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed(Roles.APPROVER)
    @Operation(
            operationId = "approveBallot",
            summary = "Approve wording, window, eligibility, policy and the scheduled opening",
            description = "By another person than the one who wrote the latest revision.")
    @APIResponse(
            responseCode = "200",
            description = "The approved ballot",
            content = @Content(schema = @Schema(implementation = BallotView.class)))
    @APIResponse(responseCode = "400", description = "idempotency-key-missing, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "second-person-needed, ballot-not-draft, draft-changed, opening-passed, idempotency-key-reused")
    public Response approve(
            @PathParam("uuid") String uuid,
            @Parameter(
                            name = AnsweredRequests.HEADER,
                            in = ParameterIn.HEADER,
                            required = true,
                            description = AnsweredRequests.MEANING)
                    @HeaderParam(AnsweredRequests.HEADER)
                    @Nullable
                    String key,
            @RequestBody(required = false) @Nullable ApprovalBody body) {
        return answered.once(uuid, "approval", key, Response.Status.OK, (row, person) -> {
            Ballot approved =
                    ballots.rules(row).approve(person, body == null ? null : body.revision(), clock.instant());
            row.approvedBySubject = person.subject();
            row.approvedByName = person.name();
            ballots.become(row, approved, person, "approved", null);
            followUps.plan(row);
            outbox.announce(uuid, new BallotApproved(uuid, row.draft.name(), row.opensAt, row.closesAt));
            return overview.view(row);
        });
    }
}
