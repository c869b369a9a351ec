package org.tellers.notification.invitation;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.notification.message.MessageRuns;
import org.tellers.notification.message.MessageViews;
import org.tellers.service.Roles;

/** The one message that every ballot has: exactly one invitation for each roll entry that may vote (story M1). */
@Path("/api/notification/ballots/{uuid}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Invitations")
class InvitationResource {

    private final MessageRuns runs;
    private final MessageViews views;
    private final OnceOnly once;
    private final SecurityIdentity person;

    InvitationResource(MessageRuns runs, MessageViews views, OnceOnly once, SecurityIdentity person) {
        this.runs = runs;
        this.views = views;
        this.once = once;
        this.person = person;
    }

    /**
     * When to send.
     *
     * @param notBefore instant before which no invitation is sent; absent: as soon as the ballot is open
     */
    record InvitationOrder(Instant notBefore) {}

    /**
     * Who will be invited by a request.
     *
     * @param queued entries with an address
     * @param withoutAddress entries that wait for one
     */
    record Invited(long queued, long withoutAddress) {

        static Invited of(MessageRuns.Count count) {
            return new Invited(count.recipients(), count.withoutAddress());
        }
    }

    /**
     * How far the invitations are.
     *
     * @param queued waiting to be sent, or being sent
     * @param accepted taken by the mail relay
     * @param failed refused by the mail relay for good
     * @param returned taken by the mail relay, and came back for good
     * @param suppressed not sent because the address is left alone
     * @param withoutAddress waiting for an address in the register
     * @param withdrawn no longer needed: excluded, or voted
     * @param unsent not sent because the close was too near
     * @param notBefore instant before which none is sent
     * @param state what happens now
     */
    record InvitationProgress(
            long queued,
            long accepted,
            long failed,
            long returned,
            long suppressed,
            long withoutAddress,
            long withdrawn,
            long unsent,
            Instant notBefore,

            @Schema(
                    enumeration = {
                        "not-requested",
                        "scheduled",
                        "waiting",
                        "sending",
                        "paused",
                        "relay-down",
                        "done",
                        "stopped",
                        "over"
                    })
            String state) {

        static InvitationProgress of(MessageViews.MessageView view) {
            return new InvitationProgress(
                    view.queued(),
                    view.accepted(),
                    view.failed(),
                    view.returned(),
                    view.suppressed(),
                    view.withoutAddress(),
                    view.withdrawn(),
                    view.unsent(),
                    view.notBefore(),
                    view.state());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            summary = "Have one invitation sent to each roll entry that may vote",
            description =
                    "They leave when the ballot is open and the instant has passed. A second request invites nobody"
                            + " twice; it only sets the instant anew. Later entries of the roll are invited by themselves.")
    @APIResponse(
            responseCode = "202",
            description = "The audience of this request",
            content = @Content(schema = @Schema(implementation = Invited.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, idempotency-key-too-long, not-before-after-close, or a body that is"
                    + " not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "credentials-not-ready, close-too-near, ballot-closed, ballot-cancelled, idempotency-key-reused")
    public Response request(
            @PathParam("uuid") String uuid, @HeaderParam("Idempotency-Key") String key, InvitationOrder order) {
        InvitationOrder asked = order == null ? new InvitationOrder(null) : order;
        String by = person.getPrincipal().getName();
        return once.accepted(
                "invitations/" + uuid, key, asked, () -> Invited.of(runs.invite(uuid, asked.notBefore(), by)));
    }

    @GET
    @RolesAllowed(Roles.OFFICER)
    @Transactional
    @Operation(summary = "Progress of the invitations of a ballot")
    @APIResponse(responseCode = "200", description = "The progress")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public InvitationProgress progress(@PathParam("uuid") String uuid) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        return views.invitations(ballot)
                .map(InvitationProgress::of)
                .orElseGet(() -> new InvitationProgress(0, 0, 0, 0, 0, 0, 0, 0, null, "not-requested"));
    }
}
