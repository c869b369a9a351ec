package org.tellers.ballot.cancellation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Change;
import org.tellers.ballot.lifecycle.ChangeKind;
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.proposal.Proposals;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.service.Roles;

/** Cancellation over HTTP. */
@Path("/api/ballot/ballots/{uuid}/cancellation")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Cancellation", description = "Calling a ballot off before it is counted: two people, a reason")
class CancellationResource {

    private final Proposals proposals;

    @Inject
    CancellationResource(Proposals proposals) {
        this.proposals = proposals;
    }

    /** A proposal as sent. */
    @Schema(name = "CancellationProposal")
    record CancellationBody(
            @Schema(required = true, description = "Why; shown to everyone") @Nullable
            String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "proposeCancellation", summary = "Propose to call the ballot off")
    @APIResponse(responseCode = "200", description = "The ballot with the proposal")
    @APIResponse(responseCode = "400", description = "reason-missing, too-long")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "ballot-over, proposal-pending")
    public BallotView propose(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable CancellationBody body) {
        return proposals.propose(uuid, body == null ? null : body.reason(), _ -> new Change.Cancelling());
    }

    @POST
    @Path("confirmation")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(
            operationId = "confirmCancellation",
            summary = "Confirm that the ballot is called off, as another person")
    @APIResponse(responseCode = "200", description = "The cancelled ballot")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "second-person-needed, nothing-proposed, ballot-over")
    public BallotView confirm(@PathParam("uuid") String uuid) {
        return proposals.confirm(
                uuid,
                ChangeKind.CANCELLATION,
                (before, _, proposal) ->
                        // Nobody outside has heard of a draft.
                        before.state() == BallotState.DRAFT
                                ? Optional.empty()
                                : Optional.of(new BallotCancelled(uuid, proposal.reason())));
    }

    @DELETE
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "withdrawCancellation", summary = "Withdraw the proposal")
    @APIResponse(responseCode = "200", description = "The ballot without the proposal")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "nothing-proposed")
    public BallotView withdraw(@PathParam("uuid") String uuid) {
        return proposals.withdraw(uuid, ChangeKind.CANCELLATION);
    }
}
