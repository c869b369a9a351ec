package org.tellers.ballot.followup;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.followup.FollowUpRow.State;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.overview.Page;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Trigger dates of every ballot over HTTP. */
@Path("/api/ballot/follow-ups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Follow-up", description = "What headquarters does when a trigger date has come (rule R16)")
class FollowUpsResource {

    private final Ballots ballots;

    @Inject
    FollowUpsResource(Ballots ballots) {
        this.ballots = ballots;
    }

    @GET
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(
            operationId = "followUps",
            summary = "Trigger dates of every ballot, the earliest first",
            description = "A date opens when its day begins in London.")
    @APIResponse(responseCode = "200", description = "A page of the list")
    @APIResponse(responseCode = "400", description = "unknown-word, limit-out-of-range, cursor-unknown")
    public Page<FollowUp> list(
            @Parameter(description = "open, waiting, done or lapsed") @QueryParam("state") @DefaultValue("open")
                    String state,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("after") @Nullable String after) {
        Page.checkLimit(limit);
        State wanted = Arrays.stream(State.values())
                .filter(one -> one.word().equals(state))
                .findFirst()
                .orElseThrow(() -> Problem.badField(
                        "unknown-word", "state", "The state must be one of open, waiting, done, lapsed."));
        FollowUpRow last = last(after);
        List<FollowUpRow> rows = FollowUpRow.<FollowUpRow>find(
                        "state = ?1 and (dueAt > ?2 or (dueAt = ?2 and id > ?3)) order by dueAt, id",
                        wanted,
                        last == null ? Instant.EPOCH : last.dueAt,
                        last == null ? 0L : last.id)
                .range(0, limit)
                .list();
        return Page.of(rows, limit, row -> row.id.toString(), row -> FollowUp.of(row, ballots.read(row.ballot)));
    }

    private static @Nullable FollowUpRow last(@Nullable String after) {
        if (after == null) {
            return null;
        }
        FollowUpRow last = after.matches("[0-9]{1,18}") ? FollowUpRow.findById(Long.valueOf(after)) : null;
        if (last == null) {
            throw Problem.badField("cursor-unknown", "after", "Take the value of next from the page before.");
        }
        return last;
    }
}
