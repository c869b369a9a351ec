package org.tellers.reporting.declaration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.reporting.ResultViewed;
import org.tellers.events.Outbox;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Declares or withholds the result, and shows it once declared. */
@Path("/api/reporting/ballots/{uuid}")
@Tag(name = "declaration")
@RunOnVirtualThread
public class DeclarationResource {

    @Inject
    Declaring declaring;

    @Inject
    SecurityIdentity person;

    @Inject
    Clock clock;

    @Inject
    Outbox outbox;

    /** What to do with a result. */
    public enum Decision {
        /** Publish it and complete the archive. */
        @JsonProperty("declare")
        DECLARE,
        /** Keep it under the seal, with a reason that is shown and a day of review. */
        @JsonProperty("withhold")
        WITHHOLD;
    }

    /**
     * A proposal.
     *
     * @param decision declare or withhold
     * @param reason why it is withheld; shown to everyone
     * @param reviewOn when a withheld result is looked at again
     */
    public record Proposal(
            @NotNull Decision decision,
            @Nullable @Size(max = 2000) String reason,
            @Nullable LocalDate reviewOn) {}

    /**
     * Where the result stands; public.
     *
     * @param state not-decided, proposed, declared or withheld
     * @param decidedAt when the second person confirmed
     * @param reason why it is withheld
     * @param reviewOn when that is reviewed
     */
    public record Standing(
            String state,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            @Nullable LocalDate reviewOn) {}

    /**
     * What waits for a second person.
     *
     * @param id which proposal it is
     * @param decision declare or withhold
     * @param reason why it is to be withheld
     * @param reviewOn when that would be reviewed
     * @param proposedBy who
     * @param proposedAt when
     * @param mine whether the person who asks proposed it, and so cannot confirm it
     */
    public record OpenProposal(
            UUID id,
            Decision decision,
            @Nullable String reason,
            @Nullable LocalDate reviewOn,
            String proposedBy,
            Instant proposedAt,
            boolean mine) {}

    /**
     * The figures before they are declared, for those who decide.
     *
     * @param result the result
     * @param disagreements what does not reconcile; a declaration is refused until this is empty
     * @param views who has looked at the figures so far, this view included
     */
    public record Preview(DeclaredResult result, List<String> disagreements, List<View> views) {}

    /**
     * One look at sealed figures.
     *
     * @param viewer who
     * @param viewedAt when
     */
    public record View(String viewer, Instant viewedAt) {}

    @GET
    @Path("/declaration")
    @PermitAll
    @Transactional
    @Operation(summary = "Whether the result is declared or withheld, and why")
    public Standing standing(@PathParam("uuid") String uuid) {
        return standing(Ballot.named(uuid));
    }

    @GET
    @Path("/declaration/preview")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "The sealed figures, for those who decide; every look is recorded")
    public Preview preview(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.locked(uuid);
        DeclaredResult result = declaring.result(ballot);
        if (!Declaring.declared(ballot)) {
            Instant now = clock.instant();
            String viewer = person.getPrincipal().getName();
            SealedView.note(uuid, viewer, "result", now);
            outbox.announce(uuid, new ResultViewed(uuid, viewer, now));
        }
        return new Preview(result, declaring.disagreements(ballot), views(uuid));
    }

    @GET
    @Path("/declaration/views")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.AUDITOR, Roles.SCRUTINEER, Roles.TRUSTEE})
    @Transactional
    @Operation(summary = "Who has looked at undeclared figures, and when")
    public List<View> seen(@PathParam("uuid") String uuid) {
        return views(Ballot.named(uuid).uuid);
    }

    private static List<View> views(String uuid) {
        return SealedView.of(uuid).stream()
                .map(view -> new View(view.viewer, view.viewedAt))
                .toList();
    }

    @POST
    @Path("/declaration")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Propose to declare or to withhold; another person confirms")
    public Standing propose(@PathParam("uuid") String uuid, @NotNull @Valid Proposal proposal) {
        Ballot ballot = Ballot.locked(uuid);
        declaring.propose(
                ballot,
                Declaration.Decision.valueOf(proposal.decision().name()),
                proposal.reason(),
                proposal.reviewOn(),
                person.getPrincipal().getName());
        return standing(ballot);
    }

    @GET
    @Path("/declaration/proposal")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "What was proposed and waits for another person, as that person confirms it")
    @APIResponse(
            responseCode = "200",
            description = "The proposal",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OpenProposal.class)))
    @APIResponse(responseCode = "404", description = "no-proposal: nobody has proposed anything that is not confirmed")
    public OpenProposal proposal(@PathParam("uuid") String uuid) {
        Declaration open = Declaration.open(Ballot.named(uuid).uuid)
                .orElseThrow(() -> Problem.notFound("no-proposal", "Nothing waits for a second person."));
        return new OpenProposal(
                open.id,
                Decision.valueOf(open.decision.name()),
                open.reason,
                open.reviewOn,
                open.proposedBy,
                open.proposedAt,
                open.proposedBy.equals(person.getPrincipal().getName()));
    }

    @POST
    @Path("/declaration/confirmation")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(
            summary = "Confirm what another person proposed",
            description = "With the identifier of the proposal that was read, it is refused when another has taken its"
                    + " place.")
    public Standing confirm(@PathParam("uuid") String uuid, @QueryParam("proposal") @Nullable UUID proposal) {
        Ballot ballot = Ballot.locked(uuid);
        declaring.confirm(ballot, person.getPrincipal().getName(), proposal);
        return standing(ballot);
    }

    @GET
    @Path("/result")
    @PermitAll
    @Transactional
    @Operation(summary = "The declared result: counts, and percentages with their base")
    public DeclaredResult result(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        requireDeclared(ballot);
        return declaring.result(ballot);
    }

    @GET
    @Path("/audit")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.AUDITOR, Roles.SCRUTINEER, Roles.TRUSTEE})
    @Transactional
    @Operation(
            summary = "How every cell was counted and reconciled, once declared: exact text of the audit pack's count")
    public String audit(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.named(uuid);
        requireDeclared(ballot);
        return declaring.audit(ballot).text();
    }

    private static void requireDeclared(Ballot ballot) {
        if (!Declaring.declared(ballot)) {
            throw Problem.notFound("result-not-declared", "The result of this ballot is not declared.");
        }
    }

    private static Standing standing(Ballot ballot) {
        if (Declaration.open(ballot.uuid).isPresent()) {
            return new Standing("proposed", null, null, null);
        }
        return Declaration.last(ballot.uuid)
                .map(last -> new Standing(
                        last.decision == Declaration.Decision.DECLARE ? "declared" : "withheld",
                        last.confirmedAt,
                        last.reason,
                        last.reviewOn))
                .orElse(new Standing("not-decided", null, null, null));
    }
}
