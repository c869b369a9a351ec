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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Proposal;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.overview.Overview;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.events.Outbox;
import org.tellers.service.Roles;

/** Cancellation over HTTP. */
@Path("/api/ballot/ballots/{uuid}/cancellation")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Cancellation", description = "Calling a ballot off before it is counted: two people, a reason")
class CancellationResource {

    private final Ballots ballots;
    private final Overview overview;
    private final Outbox outbox;
    private final SignedIn signedIn;
    private final Clock clock;

    @Inject
    CancellationResource(Ballots ballots, Overview overview, Outbox outbox, SignedIn signedIn, Clock clock) {
        this.ballots = ballots;
        this.overview = overview;
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
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
        Person person = signedIn.person();
        String reason =
                body == null || body.reason() == null ? "" : body.reason().strip();
        BallotRow row = ballots.lock(uuid);
        Ballot proposed = ballots.rules(row).proposeCancellation(person, reason, clock.instant());
        ballots.become(row, proposed, person, "cancellation-proposed", reason);
        return overview.view(row);
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
        Person person = signedIn.person();
        BallotRow row = ballots.lock(uuid);
        Ballot rules = ballots.rules(row);
        Proposal proposal = rules.cancellation();
        boolean announced = row.state != BallotState.DRAFT;
        Ballot cancelled = rules.confirmCancellation(person);
        String reason = proposal == null ? "" : proposal.reason();
        ballots.become(row, cancelled, person, "cancelled", reason);
        // Nobody outside has heard of a draft.
        if (announced) {
            outbox.announce(uuid, new BallotCancelled(uuid, reason));
        }
        return overview.view(row);
    }

    @DELETE
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "withdrawCancellation", summary = "Withdraw the proposal")
    @APIResponse(responseCode = "200", description = "The ballot without the proposal")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "nothing-proposed")
    public BallotView withdraw(@PathParam("uuid") String uuid) {
        Person person = signedIn.person();
        BallotRow row = ballots.lock(uuid);
        ballots.become(row, ballots.rules(row).withdrawCancellation(), person, "cancellation-withdrawn", null);
        return overview.view(row);
    }
}
