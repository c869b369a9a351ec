package org.tellers.ballot.draft;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.overview.Overview;
import org.tellers.ballot.paper.Violations;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Drafts over HTTP. */
@Path("/api/ballot/ballots")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Draft")
class DraftResource {

    private static final String FAULTS = "draft-unfit with every fault in violations, or the fault of the JSON itself";

    private final Ballots ballots;
    private final Overview overview;
    private final SignedIn signedIn;
    private final Clock clock;
    private final String union;
    private final SecureRandom random = new SecureRandom();

    @Inject
    DraftResource(
            Ballots ballots,
            Overview overview,
            SignedIn signedIn,
            Clock clock,
            @ConfigProperty(name = "tellers.union") String union) {
        this.ballots = ballots;
        this.overview = overview;
        this.signedIn = signedIn;
        this.clock = clock;
        this.union = union;
    }

    @POST
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(operationId = "draftBallot", summary = "Draft a ballot", description = "Nothing is sent or opened yet.")
    @APIResponse(
            responseCode = "201",
            description = "The draft, with warnings",
            content = @Content(schema = @Schema(implementation = BallotView.class)))
    @APIResponse(responseCode = "400", description = FAULTS)
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MB")
    public Response create(@RequestBody(required = true) @Nullable DraftBody body) {
        Draft draft = fit(body);
        BallotRow row = new BallotRow();
        row.uuid = ElectionUuid.random(random).value();
        row.draft = draft;
        Ballot drafted = Ballot.drafted(signedIn.person(), draft.window(), draft.policy());
        row.state = drafted.state();
        row.revision = drafted.revision();
        row.editedBySubject = drafted.lastEditor().subject();
        row.editedByName = drafted.lastEditor().name();
        row.opensAt = draft.opensAt();
        row.closesAt = draft.closesAt();
        ballots.add(row);
        keepVersion(row);
        return Response.created(URI.create("/api/ballot/ballots/" + row.uuid))
                .entity(overview.view(row))
                .build();
    }

    @PUT
    @Path("{uuid}")
    @Transactional
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "changeDraft",
            summary = "Write a draft anew",
            description = "Replaces the whole draft; what is left out takes its usual value again.")
    @APIResponse(responseCode = "200", description = "The draft, with warnings")
    @APIResponse(responseCode = "400", description = FAULTS)
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(responseCode = "409", description = "ballot-not-draft, draft-changed")
    public BallotView change(
            @PathParam("uuid") String uuid,
            @Parameter(
                            description =
                                    "The revision that was changed; refused if somebody has written another since."
                                            + " Left out: written over whatever is there")
                    @QueryParam("revision")
                    @Nullable
                    Integer seen,
            @RequestBody(required = true) @Nullable DraftBody body) {
        Draft draft = fit(body);
        BallotRow row = ballots.lock(uuid);
        Ballot edited = ballots.rules(row).edit(signedIn.person(), seen, draft.window(), draft.policy());
        row.draft = draft;
        ballots.become(row, edited, signedIn.person(), "edited", null);
        keepVersion(row);
        return overview.view(row);
    }

    private void keepVersion(BallotRow row) {
        DraftVersionRow.Key key = new DraftVersionRow.Key(row.uuid, row.revision);
        DraftVersionRow.of(key, row.draft, row.editor(), clock.instant().truncatedTo(ChronoUnit.MICROS))
                .persist();
    }

    private Draft fit(@Nullable DraftBody body) {
        if (body == null) {
            throw Problem.badRequest("body-missing", "Send the draft as JSON.");
        }
        return switch (body.read(union)) {
            case DraftBody.Fit fit -> fit.draft();
            case DraftBody.Unfit unfit -> throw Violations.problem("draft-unfit", unfit.faults());
        };
    }
}
