package org.tellers.voting.board;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.service.Problem;
import org.tellers.voting.Revalidation;
import org.tellers.voting.archive.Chain;

/** Tells anyone with a receipt whether its ballot is in the box (M6): inclusion, not content. */
@Path("/api/voting/ballots/{uuid}/trackers/{tracker: .+}")
@Tag(name = "Board")
@RunOnVirtualThread
class TrackerResource {
    private final Chain chain;

    TrackerResource(Chain chain) {
        this.chain = chain;
    }

    /**
     * The answer.
     *
     * @param recorded always true; what is not recorded is not found
     */
    record OnBoard(boolean recorded) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tracker",
            summary = "Look a receipt up",
            description = "The tracker in Base64, percent-encoded, or in Base64url; spaces and the grouping of the"
                    + " receipt do not matter.")
    @APIResponse(
            responseCode = "200",
            description = "A ballot with this tracker is in the box",
            content = @Content(schema = @Schema(implementation = OnBoard.class)))
    @APIResponse(responseCode = "404", description = "tracker-not-found")
    public Response tracker(@PathParam("uuid") String uuid, @PathParam("tracker") String tracker) {
        return Tracker.hash(tracker)
                .filter(hash -> chain.holdsBallot(uuid, hash))
                .map(hash -> Response.ok(new OnBoard(true))
                        .header(HttpHeaders.CACHE_CONTROL, Revalidation.IMMUTABLE)
                        .build())
                .orElseThrow(() -> Problem.notFound(
                        "tracker-not-found",
                        "No ballot with this receipt is in the box. Compare the receipt character by character."));
    }
}
