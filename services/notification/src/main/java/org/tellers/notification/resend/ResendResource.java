package org.tellers.notification.resend;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** The helpdesk sends a member's code once more, to the registered address (story M7). */
@Path("/api/notification/ballots/{uuid}/resends")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Resends")
class ResendResource {

    private final Resends resends;
    private final OnceOnly once;

    ResendResource(Resends resends, OnceOnly once) {
        this.resends = resends;
        this.once = once;
    }

    /**
     * To whom to send; exactly one of the two.
     *
     * @param entryId the roll entry
     * @param membershipNumber the member's number
     */
    record ResendOrder(UUID entryId, @Size(max = 100) String membershipNumber) {}

    /**
     * A mail that was queued.
     *
     * @param dispatchId the dispatch; deliveries tell what becomes of it
     */
    record Resent(UUID dispatchId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.HELPDESK)
    @Operation(
            summary = "Send a member's code once more",
            description = "The same code, to the registered address as it stands when it is sent, before all ordinary"
                    + " mails.")
    @APIResponse(
            responseCode = "202",
            description = "Queued",
            content = @Content(schema = @Schema(implementation = Resent.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "idempotency-key-missing, idempotency-key-too-long, member-ambiguous, or a body that is not as"
                            + " described")
    @APIResponse(responseCode = "404", description = "ballot-not-found, entry-not-found")
    @APIResponse(
            responseCode = "409",
            description = "already-voted, no-live-credential, replacement-pending, mail-under-way, close-too-near,"
                    + " ballot-not-open, ballot-closed, ballot-cancelled, idempotency-key-reused")
    public Response request(
            @PathParam("uuid") String uuid,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid ResendOrder order) {
        if ((order.entryId() == null) == (order.membershipNumber() == null)) {
            throw Problem.badField(
                    "member-ambiguous", "entryId", "Name the member by entryId or by membershipNumber, not both.");
        }
        return once.accepted(
                "resends/" + uuid,
                key,
                order,
                () -> new Resent(resends.request(uuid, order.entryId(), order.membershipNumber())));
    }
}
