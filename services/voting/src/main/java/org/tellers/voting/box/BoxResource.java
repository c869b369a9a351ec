package org.tellers.voting.box;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.service.Problem;

/** Bytes in, tracker or problem out. */
@Path("/api/voting/ballots/{uuid}/box")
@Tag(name = "Box")
class BoxResource {
    private final CastBallot castBallot;

    BoxResource(CastBallot castBallot) {
        this.castBallot = castBallot;
    }

    /**
     * The tracker of a recorded ballot.
     *
     * @param tracker SHA-256 of the ballot's bytes, Base64 without padding, 43 characters
     */
    record Recorded(String tracker) {}

    /**
     * Not on a virtual thread, as everything else is: the event loop calls it when the last byte is there, however busy
     * the checks keep the machine, and that instant decides whether the ballot is in time.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    @Operation(
            operationId = "cast",
            summary = "Cast a ballot",
            description =
                    "The body is a Belenios ballot in its canonical form. It is answered when the ballot is durably"
                            + " in the box. The same bytes again give the same tracker.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "201",
            description = "Recorded now",
            content = @Content(schema = @Schema(implementation = Recorded.class)))
    @APIResponse(
            responseCode = "200",
            description = "These very bytes were recorded before",
            content = @Content(schema = @Schema(implementation = Recorded.class)))
    @APIResponse(
            responseCode = "400",
            description = "ballot-not-canonical, wrong-election, signature-invalid or proof-invalid")
    @APIResponse(responseCode = "404", description = "ballot-not-found or credential-not-listed")
    @APIResponse(
            responseCode = "409",
            description =
                    "ballot-not-open, ballot-closed, credential-not-active, credential-revoked or already-recorded")
    @APIResponse(responseCode = "413", description = "ballot-too-large")
    @APIResponse(responseCode = "429", description = "too-many-attempts with this credential")
    @APIResponse(responseCode = "503", description = "busy: send the same ballot again after Retry-After seconds")
    public Uni<Response> cast(@PathParam("uuid") String uuid, byte[] ballot) {
        return Uni.createFrom()
                .completionStage(castBallot.cast(uuid, ballot))
                .map(receipt -> Response.status(receipt.again() ? 200 : 201)
                        .entity(new Recorded(receipt.tracker()))
                        .build())
                .onFailure(BallotRefused.class)
                .recoverWithItem(refused -> response((BallotRefused) refused));
    }

    private static Response response(BallotRefused refused) {
        Refusal refusal = refused.refusal();
        HttpProblem problem =
                Problem.of(Response.Status.fromStatusCode(refusal.status()), refusal.code(), refused.detail(), null);
        Response response = problem.toResponse();
        return switch (refusal) {
            case BUSY ->
                Response.fromResponse(response).header("Retry-After", 2).build();
            case TOO_MANY_ATTEMPTS ->
                Response.fromResponse(response).header("Retry-After", 60).build();
            default -> response;
        };
    }
}
