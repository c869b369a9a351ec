package org.tellers.ballot.overview;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Ballots at a glance over HTTP. */
@Path("/api/ballot/ballots")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({
    Roles.OFFICER,
    Roles.APPROVER,
    Roles.HELPDESK,
    Roles.SCRUTINEER,
    Roles.TRUSTEE,
    Roles.AUDITOR,
    Roles.ORGANISER
})
@Tag(name = "Overview")
class OverviewResource {

    private final Ballots ballots;
    private final Overview overview;

    @Inject
    OverviewResource(Ballots ballots, Overview overview) {
        this.ballots = ballots;
        this.overview = overview;
    }

    /**
     * A line of the list.
     *
     * @param uuid Belenios uuid
     * @param state where it stands
     * @param name name
     * @param opensAt opening instant
     * @param closesAt closing instant
     */
    @Schema(name = "BallotSummary")
    record Summary(String uuid, String state, String name, Instant opensAt, Instant closesAt) {}

    @GET
    @Transactional
    @Operation(operationId = "ballots", summary = "Every ballot, newest first")
    @APIResponse(responseCode = "200", description = "A page of the list")
    @APIResponse(responseCode = "400", description = "limit-out-of-range, cursor-unknown")
    public Page<Summary> list(
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("after") @Nullable String after) {
        Page.checkLimit(limit);
        List<BallotRow> rows = BallotRow.<BallotRow>find("position < ?1 order by position desc", position(after))
                .range(0, limit)
                .list();
        return Page.of(
                rows,
                limit,
                row -> row.uuid,
                row -> new Summary(row.uuid, row.state.word(), row.draft.name(), row.opensAt, row.closesAt));
    }

    private static long position(@Nullable String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        BallotRow last = BallotRow.findById(after);
        if (last == null) {
            throw Problem.badField("cursor-unknown", "after", "Take the value of next from the page before.");
        }
        return last.position;
    }

    @GET
    @Path("{uuid}")
    @Transactional
    @Operation(
            operationId = "ballot",
            summary = "A ballot: what was written, where it stands, what comes next and who does it")
    @APIResponse(responseCode = "200", description = "The ballot")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public BallotView ballot(@PathParam("uuid") String uuid) {
        return overview.view(ballots.read(uuid));
    }
}
