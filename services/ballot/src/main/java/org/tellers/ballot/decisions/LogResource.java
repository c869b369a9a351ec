package org.tellers.ballot.decisions;

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
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.overview.Page;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The decision log over HTTP. */
@Path("/api/ballot/ballots/{uuid}/log")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Decision log")
class LogResource {

    private final Ballots ballots;

    @Inject
    LogResource(Ballots ballots) {
        this.ballots = ballots;
    }

    /**
     * A line of the log.
     *
     * @param at when
     * @param who sign-in name, or {@code platform}
     * @param action what was done
     * @param from state before, absent for a new ballot
     * @param to state after
     * @param why reason given
     */
    @Schema(name = "Decision")
    record Decision(
            Instant at,
            String who,
            String action,
            @Nullable String from,
            String to,
            @Nullable String why) {}

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Operation(operationId = "decisionLog", summary = "Who did what to the ballot, when and why; oldest first")
    @APIResponse(responseCode = "200", description = "A page of the log")
    @APIResponse(responseCode = "400", description = "limit-out-of-range, cursor-unknown")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Page<Decision> log(
            @PathParam("uuid") String uuid,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        Page.checkLimit(limit);
        ballots.read(uuid);
        List<DecisionRow> rows = DecisionRow.<DecisionRow>find(
                        "ballot = ?1 and id > ?2 order by id", uuid, position(after))
                .range(0, limit)
                .list();
        return Page.of(
                rows,
                limit,
                row -> String.valueOf(row.id),
                row -> new Decision(row.at, row.who, row.action, row.fromState, row.toState, row.why));
    }

    private static long position(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw Problem.badField("cursor-unknown", "after", "Take the value of next from the page before.");
        }
    }
}
