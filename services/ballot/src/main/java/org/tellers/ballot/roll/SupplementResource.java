package org.tellers.ballot.roll;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.idempotency.AnsweredRequests;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.service.Roles;

/** Late joiners over HTTP. */
@Path("/api/ballot/ballots/{uuid}/roll/supplements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Roll")
class SupplementResource {

    private static final int LONGEST_SECONDS = 300;
    private static final int MOST_TO_CONFIRM = 500;

    private final Ballots ballots;
    private final Rolls rolls;
    private final Supplements supplements;
    private final Reserves reserves;
    private final AnsweredRequests answered;

    @Inject
    SupplementResource(
            Ballots ballots, Rolls rolls, Supplements supplements, Reserves reserves, AnsweredRequests answered) {
        this.ballots = ballots;
        this.rolls = rolls;
        this.supplements = supplements;
        this.reserves = reserves;
        this.answered = answered;
    }

    /**
     * Who could come onto the roll now.
     *
     * @param cutOff who joined at this instant or later cannot vote
     * @param cutOffLondon as London reads it
     * @param lateJoiners how many would be added
     * @param sample some of them
     * @param toConfirm who joined on the day of the cut-off, without a time; the first 500
     * @param tooLate how many joined at the cut-off or later
     * @param reserve spare credentials that were listed
     * @param reserveLeft those that are left
     */
    @Schema(name = "LateJoiners", description = "Who could come onto the roll now; nothing is changed")
    record LateJoinersView(
            Instant cutOff,
            String cutOffLondon,
            int lateJoiners,

            @Schema(description = "Some of them, drawn by chance")
            List<RollMember> sample,

            @Schema(
                    description =
                            "Who joined on the day of the cut-off, nobody knows when: out until an officer confirms"
                                    + " that it was before; the first 500")
            List<RollMember> toConfirm,

            int tooLate,
            int reserve,
            int reserveLeft) {}

    /**
     * What the officer saw.
     *
     * @param added the number they expect; refused if there is another now
     * @param confirmed who joined before the cut-off, on its day, as the officer found out
     */
    @Schema(name = "RollSupplement")
    record SupplementBody(
            @Schema(
                    required = true,
                    description =
                            "How many are to be added, those confirmed included; refused if there is another number"
                                    + " now")
            @Nullable
            Integer added,

            @Schema(description = "Members to confirm who joined before the cut-off, as the officer found out")
            @Nullable
            List<@Nullable UUID> confirmed) {}

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(
            operationId = "lateJoiners",
            summary = "Who could come onto the roll now",
            description =
                    "Everyone whom the eligibility rule admits, who joined before the cut-off and is not on the roll."
                            + " By the clock they come onto it at the cut-off.")
    @APIResponse(responseCode = "200", description = "How many, some of them, and whom to confirm")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "roll-not-frozen")
    public LateJoinersView lateJoiners(@PathParam("uuid") String uuid) {
        BallotRow row = ballots.read(uuid);
        ReserveLeft reserve = reserves.of(row)
                .orElseThrow(() ->
                        Refusal.conflict("roll-not-frozen", "The roll is not frozen yet; look at its preview instead"));
        LateJoiners late = supplements.find(row, Set.of());
        Instant cutOff = supplements.cutOff(row).instant();
        return new LateJoinersView(
                cutOff,
                LondonTime.text(cutOff),
                late.added().size(),
                late.sample().stream().map(RollMember::of).toList(),
                late.toConfirm().stream()
                        .limit(MOST_TO_CONFIRM)
                        .map(RollMember::of)
                        .toList(),
                late.tooLate(),
                reserve.spare(),
                reserve.left());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @TransactionConfiguration(timeout = LONGEST_SECONDS)
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "supplementRoll",
            summary = "Add late joiners to the roll now",
            description = "All of them or nobody: each needs a credential of the reserve. They are mailed as soon as"
                    + " their codes can vote.")
    @APIResponse(
            responseCode = "201",
            description = "The new version of the roll",
            content = @Content(schema = @Schema(implementation = RollView.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, added-missing, member-missing, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "roll-not-frozen, ballot-closed, late-joiners-changed, no-late-joiners, nothing-to-confirm,"
                    + " reserve-exhausted, idempotency-key-reused")
    public Response supplement(
            @PathParam("uuid") String uuid,
            @Parameter(
                            name = AnsweredRequests.HEADER,
                            in = ParameterIn.HEADER,
                            required = true,
                            description = AnsweredRequests.MEANING)
                    @HeaderParam(AnsweredRequests.HEADER)
                    @Nullable
                    String key,
            @RequestBody(required = true) @Nullable SupplementBody body) {
        return answered.once(uuid, "supplement", key, Response.Status.CREATED, (row, person) -> {
            supplements.add(row, person, expected(body), confirmed(body));
            return rolls.latest(uuid).orElseThrow();
        });
    }

    private static int expected(@Nullable SupplementBody body) {
        if (body == null || body.added() == null) {
            throw Refusal.badValue(
                    "added-missing", "added", "Look at the late joiners and send their number, with those you confirm");
        }
        return body.added();
    }

    private static Set<UUID> confirmed(@Nullable SupplementBody body) {
        Set<UUID> confirmed = new HashSet<>();
        List<@Nullable UUID> sent = body == null || body.confirmed() == null ? List.of() : body.confirmed();
        for (int i = 0; i < sent.size(); i++) {
            UUID member = sent.get(i);
            if (member == null) {
                throw Refusal.badValue("member-missing", "confirmed[" + i + "]", "Name a member, or leave it out");
            }
            confirmed.add(member);
        }
        return confirmed;
    }
}
