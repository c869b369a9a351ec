package org.tellers.ballot.roll;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
import org.tellers.ballot.eligibility.Register;
import org.tellers.ballot.idempotency.AnsweredRequests;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.overview.Page;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Leavers over HTTP. */
@Path("/api/ballot/ballots/{uuid}/roll")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Roll")
class ExclusionResource {

    private static final int MOST = 500;

    private final Ballots ballots;
    private final Exclusions exclusions;
    private final Register register;
    private final AnsweredRequests answered;
    private final EntityManager database;
    private final Clock clock;

    @Inject
    ExclusionResource(
            Ballots ballots,
            Exclusions exclusions,
            Register register,
            AnsweredRequests answered,
            EntityManager database,
            Clock clock) {
        this.ballots = ballots;
        this.exclusions = exclusions;
        this.register = register;
        this.answered = answered;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whom to exclude.
     *
     * @param members 1 to 500 members
     * @param reason why
     */
    @Schema(name = "RollExclusion")
    record ExclusionBody(
            @Schema(required = true, description = "1 to 500 members of the roll") @Nullable
            List<@Nullable UUID> members,

            @Schema(
                    required = true,
                    description = "Why; shown to everyone",
                    enumeration = {"left", "lapsed", "suspended", "not-eligible", "duplicate", "died", "mistake"})
            @Nullable
            String reason) {}

    /**
     * What was asked.
     *
     * @param asked how many members
     * @param reason why
     */
    @Schema(name = "ExclusionsAsked")
    record Asked(int asked, String reason) {}

    /**
     * An exclusion.
     *
     * @param entryId the roll entry
     * @param memberId the member
     * @param reason why
     * @param askedBy sign-in name
     * @param askedAt when
     * @param state asked; revoked, while the next version of the roll is made; excluded; refused
     * @param refusal already-used when a vote had been recorded, ballot-over when the box had closed
     * @param version roll version that no longer counts the member
     */
    @Schema(name = "Exclusion")
    record ExclusionView(
            UUID entryId,
            UUID memberId,
            String reason,
            String askedBy,
            Instant askedAt,

            @Schema(enumeration = {"asked", "revoked", "excluded", "refused"})
            String state,

            @Nullable String refusal,
            @Nullable Integer version) {}

    /**
     * Who may have to be excluded.
     *
     * @param count how many
     * @param items the first 500
     */
    @Schema(name = "Leavers", description = "Who is on the roll and would not come onto it today")
    record LeaversView(int count, List<LeaverView> items) {}

    /**
     * One of them.
     *
     * @param memberId the member
     * @param reason what an exclusion would state
     */
    @Schema(name = "Leaver")
    record LeaverView(UUID memberId, String reason) {}

    @GET
    @Path("leavers")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(
            operationId = "leavers",
            summary = "Who is on the roll and would not come onto it today",
            description = "Members who left, lapsed, were suspended or moved since the freeze. Nobody is excluded by"
                    + " itself: an officer decides.")
    @APIResponse(responseCode = "200", description = "How many, and the first 500")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public LeaversView leavers(@PathParam("uuid") String uuid) {
        BallotRow row = ballots.read(uuid);
        Leavers leavers = new Leavers(row.draft.eligibility(), clock.instant(), MOST);
        register.forEachEntitled(uuid, leavers::consider);
        return new LeaversView(
                leavers.count(),
                leavers.shown().stream()
                        .map(leaver ->
                                new LeaverView(leaver.memberId(), leaver.why().word()))
                        .toList());
    }

    @POST
    @Path("exclusions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "excludeFromRoll",
            summary = "Take members off the roll before they vote",
            description = "Voting decides: the credential of each is revoked, or the member had voted and stays. The"
                    + " denominators change with the next version of the roll, once that is known.")
    @APIResponse(
            responseCode = "202",
            description = "Asked; look at the exclusions for what became of it",
            content = @Content(schema = @Schema(implementation = Asked.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, member-count, member-missing, repeated, unknown-word,"
                    + " member-not-on-roll, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "roll-not-frozen, ballot-closed, exclusion-asked, exclusion-refused, idempotency-key-reused")
    public Response exclude(
            @PathParam("uuid") String uuid,
            @Parameter(
                            name = AnsweredRequests.HEADER,
                            in = ParameterIn.HEADER,
                            required = true,
                            description = AnsweredRequests.MEANING)
                    @HeaderParam(AnsweredRequests.HEADER)
                    @Nullable
                    String key,
            @RequestBody(required = true) @Nullable ExclusionBody body) {
        return answered.once(uuid, "exclusion", key, Response.Status.ACCEPTED, (row, person) -> {
            ExclusionBody sent = body == null ? new ExclusionBody(null, null) : body;
            List<UUID> members = members(sent.members());
            ExclusionReason reason = reason(sent.reason());
            exclusions.ask(row, person, members, reason);
            return new Asked(members.size(), reason.word());
        });
    }

    private static List<UUID> members(@Nullable List<@Nullable UUID> sent) {
        if (sent == null || sent.isEmpty() || sent.size() > MOST) {
            throw Refusal.badValue("member-count", "members", "Name 1 to %d members".formatted(MOST));
        }
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            UUID member = sent.get(i);
            if (member == null) {
                throw Refusal.badValue("member-missing", "members[" + i + "]", "Name a member, or leave it out");
            }
            if (!seen.add(member)) {
                throw Refusal.badValue("repeated", "members[" + i + "]", "This member is named twice");
            }
        }
        return sent.stream().map(UUID.class::cast).toList();
    }

    private static ExclusionReason reason(@Nullable String word) {
        return ExclusionReason.of(word == null ? "" : word)
                .orElseThrow(() -> Refusal.badValue(
                        "unknown-word", "reason", "Must be one of " + String.join(", ", ExclusionReason.words())));
    }

    @GET
    @Path("exclusions")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.HELPDESK})
    @Operation(operationId = "exclusions", summary = "Who was to be excluded, and what voting decided; newest first")
    @APIResponse(responseCode = "200", description = "A page of the exclusions")
    @APIResponse(responseCode = "400", description = "limit-out-of-range, cursor-unknown")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Page<ExclusionView> exclusions(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        Page.checkLimit(limit);
        ballots.read(uuid);
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery("""
                        SELECT entry_id, member_id, reason, asked_by_name, asked_at, state, refusal, version
                        FROM exclusion WHERE ballot = :ballot ORDER BY asked_at DESC, entry_id
                        OFFSET :start LIMIT :most\
                        """, Object[].class)
                .setParameter("ballot", uuid)
                .setParameter("start", position(after))
                .setParameter("most", limit + 1)
                .getResultList();
        int next = position(after) + limit;
        return Page.of(rows, limit, _ -> String.valueOf(next), ExclusionResource::view);
    }

    private static ExclusionView view(Object[] row) {
        return new ExclusionView(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                (String) row[3],
                (Instant) row[4],
                ((String) row[5]).toLowerCase(Locale.ROOT),
                (String) row[6],
                (Integer) row[7]);
    }

    private static int position(@Nullable String after) {
        try {
            int position = after == null ? 0 : Integer.parseInt(after);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Refused like a negative one.
        }
        throw Problem.badField("cursor-unknown", "after", "Take the value of next from the page before.");
    }
}
