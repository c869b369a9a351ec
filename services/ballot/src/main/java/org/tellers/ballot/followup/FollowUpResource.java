package org.tellers.ballot.followup;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.service.Roles;

/** A ballot's trigger dates over HTTP. */
@Path("/api/ballot/ballots/{uuid}/follow-ups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Follow-up")
class FollowUpResource {

    private final FollowUps followUps;
    private final SignedIn signedIn;

    @Inject
    FollowUpResource(FollowUps followUps, SignedIn signedIn) {
        this.followUps = followUps;
        this.signedIn = signedIn;
    }

    /**
     * What was done.
     *
     * @param note for HQ's eyes
     */
    @Schema(name = "FollowUpCompletion")
    record CompletionBody(
            @Schema(required = true, description = "What was done, at most 4,000 characters; not published") @Nullable
            String note) {}

    @POST
    @Path("{number}/completion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Operation(operationId = "finishFollowUp", summary = "Say that a trigger date was followed up, and how")
    @APIResponse(responseCode = "200", description = "The trigger date, done")
    @APIResponse(responseCode = "400", description = "note-unfit, or the fault of the JSON itself")
    @APIResponse(responseCode = "404", description = "ballot-not-found, follow-up-not-found")
    @APIResponse(responseCode = "409", description = "follow-up-waiting, follow-up-done, follow-up-lapsed")
    public FollowUp finish(
            @PathParam("uuid") String uuid,
            @PathParam("number") int number,
            @RequestBody(required = true) @Nullable CompletionBody body) {
        String note = body == null || body.note() == null ? "" : body.note();
        return followUps.finish(uuid, number, signedIn.person(), note);
    }
}
