package org.tellers.ballot.policy;

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
import java.util.ArrayList;
import java.util.List;
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
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.proposal.Proposals;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.service.Roles;

/** Changes of the publication policy over HTTP. */
@Path("/api/ballot/ballots/{uuid}/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
        name = "Publication policy",
        description = "Another policy after approval: two people, a reason; after the opening only stricter (rule R11)")
class PolicyResource {

    private final Proposals proposals;
    private final Clock clock;

    @Inject
    PolicyResource(Proposals proposals, Clock clock) {
        this.proposals = proposals;
        this.clock = clock;
    }

    /** A proposal as sent. */
    @Schema(name = "PolicyProposal", description = "What is left out stays as it is")
    record PolicyBody(
            @Schema(description = "none, daily or live") @Nullable
            String turnout,

            @Schema(description = "none, headline or full") @Nullable
            String result,

            @Schema(description = "none, or a level of the ballot's constituencies") @Nullable
            String breakdown,

            @Schema(description = "The smallest cell whose figures may be seen")
            PolicyTerms.@Nullable MinimaBody minima,

            @Schema(required = true, description = "Why; shown to everyone") @Nullable
            String reason) {

        Policy read(Policy current) {
            List<Fault> faults = new ArrayList<>();
            Policy policy = new PolicyTerms(turnout, result, breakdown, minima)
                    .read(current.publication(), current.minima(), current.levels(), "", faults);
            if (!faults.isEmpty()) {
                Fault first = faults.getFirst();
                throw Refusal.badValue(first.code(), first.field(), first.detail());
            }
            return policy;
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "proposePolicy", summary = "Propose another publication policy")
    @APIResponse(responseCode = "200", description = "The ballot with the proposal")
    @APIResponse(
            responseCode = "400",
            description = "unknown-word, breakdown-needs-level, out-of-range, reason-missing, too-long")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "policy-looser names the field; policy-unchanged, ballot-not-approved, ballot-over,"
                    + " proposal-pending")
    public BallotView propose(@PathParam("uuid") String uuid, @RequestBody(required = true) @Nullable PolicyBody body) {
        PolicyBody written = body == null ? new PolicyBody(null, null, null, null, null) : body;
        return proposals.propose(uuid, written.reason(), ballot -> new Change.NewPolicy(written.read(ballot.policy())));
    }

    @POST
    @Path("confirmation")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "confirmPolicy", summary = "Confirm the other policy, as another person")
    @APIResponse(responseCode = "200", description = "The ballot with its new policy")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "second-person-needed, nothing-proposed, policy-looser names the field; ballot-over")
    public BallotView confirm(@PathParam("uuid") String uuid) {
        return proposals.confirm(
                uuid,
                ChangeKind.POLICY,
                (_, after, proposal) -> Optional.of(changed(uuid, after.policy(), proposal.reason())));
    }

    @DELETE
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "withdrawPolicy", summary = "Withdraw the proposal, so that another can be made")
    @APIResponse(responseCode = "200", description = "The ballot without the proposal")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "nothing-proposed")
    public BallotView withdraw(@PathParam("uuid") String uuid) {
        return proposals.withdraw(uuid, ChangeKind.POLICY);
    }

    private Fact changed(String uuid, Policy policy, String reason) {
        Publication publication = policy.publication();
        Minima minima = policy.minima();
        return new PolicyChanged(
                uuid,
                publication.turnout(),
                publication.result(),
                publication.breakdown(),
                minima.cast(),
                minima.entitled(),
                reason,
                clock.instant());
    }
}
