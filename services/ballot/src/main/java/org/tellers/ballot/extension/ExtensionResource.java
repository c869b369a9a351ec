package org.tellers.ballot.extension;

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
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Change;
import org.tellers.ballot.lifecycle.ChangeKind;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.proposal.Proposals;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.service.Roles;

/** Extension over HTTP. */
@Path("/api/ballot/ballots/{uuid}/extension")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Extension", description = "A later close while the box is open: two people, a reason (rule R8)")
class ExtensionResource {

    private final Proposals proposals;

    @Inject
    ExtensionResource(Proposals proposals) {
        this.proposals = proposals;
    }

    /** A proposal as sent. */
    @Schema(name = "ExtensionProposal")
    record ExtensionBody(
            @Schema(required = true, description = "The new close, later than the present one; whole seconds") @Nullable
            Instant closesAt,

            @Schema(required = true, description = "Why; shown to everyone") @Nullable
            String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "proposeExtension", summary = "Propose a later close")
    @APIResponse(responseCode = "200", description = "The ballot with the proposal")
    @APIResponse(
            responseCode = "400",
            description = "instant-missing, close-not-later, window-too-long, reason-missing, too-long")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "ballot-not-open, ballot-closed, proposal-pending")
    public BallotView propose(
            @PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable ExtensionBody body) {
        Instant closesAt = body == null ? null : body.closesAt();
        if (body == null || closesAt == null) {
            throw Refusal.badValue("instant-missing", "closesAt", "Say when the ballot should close");
        }
        return proposals.propose(uuid, body.reason(), _ -> new Change.LaterClose(closesAt));
    }

    @POST
    @Path("confirmation")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "confirmExtension", summary = "Confirm the later close, as another person")
    @APIResponse(responseCode = "200", description = "The ballot with its new close")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "second-person-needed, nothing-proposed, ballot-not-open, ballot-closed")
    public BallotView confirm(@PathParam("uuid") String uuid) {
        return proposals.confirm(
                uuid,
                ChangeKind.EXTENSION,
                (before, after, proposal) -> Optional.of(new CloseExtended(
                        uuid, after.window().closesAt(), before.window().closesAt(), proposal.reason())));
    }

    @DELETE
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "withdrawExtension", summary = "Withdraw the proposal, so that another can be made")
    @APIResponse(responseCode = "200", description = "The ballot without the proposal")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "nothing-proposed")
    public BallotView withdraw(@PathParam("uuid") String uuid) {
        return proposals.withdraw(uuid, ChangeKind.EXTENSION);
    }
}
