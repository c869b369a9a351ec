package org.tellers.ballot.roll;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.eligibility.Register;
import org.tellers.ballot.idempotency.AnsweredRequests;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The roll over HTTP. */
@Path("/api/ballot/ballots/{uuid}/roll")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Roll")
class RollResource {

    private static final int LONGEST_FREEZE_SECONDS = 300;
    private static final int MOST_SAMPLE = 100;

    private final Ballots ballots;
    private final Rolls rolls;
    private final RollStore store;
    private final Register register;
    private final AnsweredRequests answered;
    private final Clock clock;

    @Inject
    RollResource(
            Ballots ballots, Rolls rolls, RollStore store, Register register, AnsweredRequests answered, Clock clock) {
        this.ballots = ballots;
        this.rolls = rolls;
        this.store = store;
        this.register = register;
        this.answered = answered;
        this.clock = clock;
    }

    /**
     * What the officer saw in the preview.
     *
     * @param entitled the number they expect; the freeze is refused if the rule finds another
     */
    @Schema(name = "RollFreeze")
    record FreezeBody(
            @Schema(
                    required = true,
                    description = "The number seen in the preview; the freeze is refused if the rule now finds another")
            @Nullable
            Integer entitled) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @TransactionConfiguration(timeout = LONGEST_FREEZE_SECONDS)
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "freezeRoll",
            summary = "Freeze the roll",
            description =
                    "Applies the eligibility rule to the register as it stands now. Each entitled member becomes a"
                            + " roll entry with an admission; credentials are made next.")
    @APIResponse(
            responseCode = "201",
            description = "Version 1 of the roll",
            content = @Content(schema = @Schema(implementation = RollView.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, entitled-missing, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "ballot-not-keyed, roll-frozen, roll-empty, roll-changed, window-over, idempotency-key-reused")
    public Response freeze(
            @PathParam("uuid") String uuid,
            @Parameter(
                            name = AnsweredRequests.HEADER,
                            in = ParameterIn.HEADER,
                            required = true,
                            description = AnsweredRequests.MEANING)
                    @HeaderParam(AnsweredRequests.HEADER)
                    @Nullable
                    String key,
            @RequestBody(required = true) @Nullable FreezeBody body) {
        return answered.once(uuid, "roll", key, Response.Status.CREATED, (row, person) -> {
            int expected = expected(body);
            // The database keeps microseconds; the answer names the instant that is stored.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Ballot frozen = ballots.rules(row).freezeRoll(now);
            Entitlement.Drawn drawn = rolls.draw(row.draft, frozen.policy(), now);
            check(drawn.entitled().size(), expected);
            // Only numbers: the log is public, and no line of it names a member.
            ballots.become(
                    row,
                    frozen,
                    person,
                    "roll-frozen",
                    "version %d, %d entitled in %d constituencies"
                            .formatted(
                                    Rolls.FIRST_VERSION,
                                    drawn.entitled().size(),
                                    drawn.constituencies().leaves().size()));
            rolls.freeze(uuid, drawn, now, person.name());
            ballots.catchUp(row);
            return RollView.of(Rolls.FIRST_VERSION, now, drawn);
        });
    }

    private static int expected(@Nullable FreezeBody body) {
        if (body == null || body.entitled() == null) {
            // A roll frozen while an import still arrives would leave out the members in flight.
            throw Refusal.badValue(
                    "entitled-missing",
                    "entitled",
                    "Look at the roll's preview and send the number of entitled that it shows");
        }
        return body.entitled();
    }

    private static void check(int entitled, int expected) {
        if (entitled == 0) {
            throw Refusal.conflict(
                    "roll-empty",
                    "The eligibility rule admits nobody of the register; import the register, or cancel this ballot and"
                            + " draft another");
        }
        if (expected != entitled) {
            throw Refusal.conflict(
                    "roll-changed",
                    "You expect %d entitled, the rule now finds %d; look at the preview again"
                            .formatted(expected, entitled));
        }
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.HELPDESK, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "roll", summary = "The latest version of the roll: entitled by constituency")
    @APIResponse(responseCode = "200", description = "The denominators")
    @APIResponse(responseCode = "404", description = "ballot-not-found, roll-not-frozen")
    public RollView roll(@PathParam("uuid") String uuid) {
        ballots.read(uuid);
        return rolls.latest(uuid)
                .orElseThrow(() -> Problem.notFound("roll-not-frozen", "The roll is not frozen yet; see its preview."));
    }

    @GET
    @Path("preview")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(
            operationId = "previewRoll",
            summary = "Who would be entitled now",
            description = "Counts the register as it stands, by constituency, and shows what is too small to be counted"
                    + " on its own; nothing is frozen.")
    @APIResponse(responseCode = "200", description = "The denominators a freeze would have now")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public RollView preview(@PathParam("uuid") String uuid) {
        BallotRow row = ballots.read(uuid);
        Instant now = clock.instant();
        return RollView.of(0, now, rolls.draw(row.draft, ballots.rules(row).policy(), now));
    }

    /**
     * A version of the roll.
     *
     * @param version from 1
     * @param at when it came about
     * @param change freeze, supplement or correction
     * @param entitled entitled by it
     * @param added entries that are new
     * @param excluded members excluded before they voted
     * @param refused late joiners who got no credential
     * @param by sign-in name of whoever changed it, or {@code platform}
     * @param why in words without any member
     */
    @Schema(name = "RollVersion", description = "What changed in a version of the roll, by whom and why")
    record VersionView(
            int version,
            Instant at,
            String change,
            int entitled,
            int added,
            int excluded,
            int refused,
            String by,
            @Nullable String why) {}

    @GET
    @Path("versions")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.HELPDESK, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "rollVersions", summary = "Every version of the roll: what changed, by whom and why")
    @APIResponse(responseCode = "200", description = "The versions in order; none before the freeze")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public List<VersionView> versions(@PathParam("uuid") String uuid) {
        ballots.read(uuid);
        return store.versions(uuid).stream()
                .map(version -> new VersionView(
                        version.version(),
                        version.at(),
                        version.change().word(),
                        version.entitled(),
                        version.added(),
                        version.excluded(),
                        version.refused(),
                        version.by(),
                        version.why()))
                .toList();
    }

    @GET
    @Path("preview/sample")
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(
            operationId = "sampleRoll",
            summary = "Some of those who would be entitled now",
            description =
                    "Drawn by chance, so that an officer sees whether the rule means whom it should. No names: the"
                            + " register has them.")
    @APIResponse(responseCode = "200", description = "The sample, another one each time")
    @APIResponse(responseCode = "400", description = "limit-out-of-range")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public List<RollMember> sample(@PathParam("uuid") String uuid, @QueryParam("limit") @DefaultValue("20") int limit) {
        if (limit < 1 || limit > MOST_SAMPLE) {
            throw Problem.badField("limit-out-of-range", "limit", "A sample has 1 to " + MOST_SAMPLE + " members.");
        }
        BallotRow row = ballots.read(uuid);
        EligibilityRule rule = row.draft.eligibility();
        Instant now = clock.instant();
        Sample<Member> sample = new Sample<>(limit);
        register.forEach(member -> {
            if (rule.admits(member, now)) {
                sample.add(member);
            }
        });
        return sample.drawn().stream().map(RollMember::of).toList();
    }
}
