package org.tellers.voting.board;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;
import org.tellers.voting.Revalidation;
import org.tellers.voting.Sql;
import org.tellers.voting.archive.Chain;

/** Lists the receipts of the ballots in the box, in the archive's order and without times. */
@Path("/api/voting/ballots/{uuid}/trackers")
@Tag(name = "Board")
@RunOnVirtualThread
class BoardResource {
    private final Sql sql;
    private final Chain chain;

    BoardResource(Sql sql, Chain chain) {
        this.sql = sql;
        this.chain = chain;
    }

    /**
     * A page.
     *
     * @param trackers SHA-256 of each ballot's bytes, Base64 without padding
     * @param next where the next page begins; absent while this one is not full
     */
    record Trackers(List<String> trackers, @Nullable Integer next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "trackers",
            summary = "List the receipts of the ballots in the box",
            description = "In the order of the archive, without times. The list only ever grows at its end: a full page"
                    + " never changes.")
    @APIResponse(
            responseCode = "200",
            description = "A page of receipts",
            content = @Content(schema = @Schema(implementation = Trackers.class)))
    @APIResponse(responseCode = "304", description = "Nothing was added since the version of If-None-Match")
    @APIResponse(responseCode = "400", description = "after or limit is not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public Response trackers(
            @PathParam("uuid") String uuid,
            @Parameter(description = "Ballots to pass over: next of the page before")
                    @QueryParam("after")
                    @DefaultValue("0")
                    @Min(0)
                    int after,
            @QueryParam("limit") @DefaultValue("500") @Min(1) @Max(1_000) int limit,
            @Context Request request) {
        String head = sql.one(
                        "SELECT coalesce(head, '') FROM ballot WHERE uuid = ? AND fingerprint IS NOT NULL",
                        row -> row.getString(1),
                        uuid)
                .orElseThrow(() -> Problem.notFound("ballot-not-found", "There is no such ballot. Check the link."));
        // Setup has height 0 and the ballots follow it, so a ballot's height is its number.
        List<String> page =
                chain.ballotsAfter(uuid, after, limit).stream().map(Tracker::of).toList();
        if (page.size() == limit) {
            return Response.ok(new Trackers(page, after + limit))
                    .header(HttpHeaders.CACHE_CONTROL, Revalidation.IMMUTABLE)
                    .build();
        }
        return Revalidation.answer(request, Revalidation.tag(head, after, limit), () -> new Trackers(page, null));
    }
}
