package org.tellers.voting.credential;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.service.Problem;

/** Tells what a public credential may do, so that the voting app can say so before anyone chooses. */
@Path("/api/voting/ballots/{uuid}/credentials/{credential}")
@Tag(name = "Credentials")
@RunOnVirtualThread
class CredentialResource {
    private final Credentials credentials;

    CredentialResource(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * The answer.
     *
     * @param state reserve, active, revoked or used
     */
    record Shown(String state) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "credential",
            summary = "The state of a public credential",
            description = "reserve, active, revoked or used. Asking changes nothing, however often.")
    @APIResponse(responseCode = "200", description = "The credential is listed")
    @APIResponse(responseCode = "404", description = "credential-not-listed")
    public Shown credential(@PathParam("uuid") String uuid, @PathParam("credential") String credential) {
        return credentials
                .state(uuid, credential)
                .map(state -> new Shown(state.shown()))
                .orElseThrow(() -> Problem.notFound(
                        "credential-not-listed", "No such code belongs to this ballot. Check the code."));
    }
}
