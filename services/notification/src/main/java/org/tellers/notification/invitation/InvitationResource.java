package org.tellers.notification.invitation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
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
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.Postman;
import org.tellers.notification.idempotency.OnceOnly;
import org.tellers.service.Roles;

/** Asks for the invitations of a ballot and shows how far they are. */
@Path("/api/notification/ballots/{uuid}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Invitations")
class InvitationResource {

    private final Invitations invitations;
    private final OnceOnly once;
    private final EntityManager database;
    private final Postman postman;
    private final Clock clock;

    InvitationResource(Invitations invitations, OnceOnly once, EntityManager database, Postman postman, Clock clock) {
        this.invitations = invitations;
        this.once = once;
        this.database = database;
        this.postman = postman;
        this.clock = clock;
    }

    /**
     * When to send.
     *
     * @param notBefore instant before which no invitation is sent; absent: as soon as the ballot is open
     */
    record InvitationOrder(Instant notBefore) {}

    /**
     * How far the invitations are.
     *
     * @param queued waiting to be sent, or being sent
     * @param accepted taken by the mail relay
     * @param failed refused by the mail relay for good
     * @param withoutAddress waiting for an address in the register
     * @param withdrawn no longer needed: excluded, voted, or the ballot is over
     * @param notBefore instant before which none is sent
     * @param state what happens now
     */
    record InvitationProgress(
            long queued,
            long accepted,
            long failed,
            long withoutAddress,
            long withdrawn,
            Instant notBefore,

            @Schema(enumeration = {"not-requested", "waiting", "sending", "paused", "done", "over"})
            String state) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            summary = "Queue one invitation for each roll entry that may vote",
            description =
                    "They leave when the ballot is open and the instant has passed. A second request invites nobody"
                            + " twice; it only sets the instant anew. Later entries of the roll are invited by themselves.")
    @APIResponse(
            responseCode = "202",
            description = "The audience of this request",
            content = @Content(schema = @Schema(implementation = Invitations.Audience.class)))
    @APIResponse(
            responseCode = "400",
            description = "idempotency-key-missing, idempotency-key-too-long, not-before-after-close, or a body that is"
                    + " not as described")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    @APIResponse(
            responseCode = "409",
            description = "credentials-not-ready, ballot-closed, ballot-cancelled, idempotency-key-reused")
    public Response request(
            @PathParam("uuid") String uuid, @HeaderParam("Idempotency-Key") String key, InvitationOrder order) {
        InvitationOrder asked = order == null ? new InvitationOrder(null) : order;
        return once.accepted("invitations/" + uuid, key, asked, () -> invitations.request(uuid, asked.notBefore()));
    }

    @GET
    @RolesAllowed(Roles.OFFICER)
    @Transactional
    @Operation(summary = "Progress of the invitations of a ballot")
    @APIResponse(responseCode = "200", description = "The progress")
    @APIResponse(responseCode = "404", description = "ballot-not-found")
    public InvitationProgress progress(@PathParam("uuid") String uuid) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        Object[] row = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where state in ('queued', 'sending')),
                               count(*) filter (where state = 'accepted'), count(*) filter (where state = 'failed'),
                               count(*) filter (where state = 'without-address'),
                               count(*) filter (where state = 'withdrawn'),
                               exists (select 1 from roll_entry e where e.ballot = :ballot
                                   and e.activated and not e.invited and not e.excluded)
                        from dispatch where ballot = :ballot and kind = 'invitation'""", Object[].class)
                .setParameter("ballot", uuid)
                .getSingleResult();
        boolean more = (long) row[0] > 0 || (boolean) row[5];
        return new InvitationProgress(
                (long) row[0],
                (long) row[1],
                (long) row[2],
                (long) row[3],
                (long) row[4],
                ballot.invitationsNotBefore,
                state(ballot, more));
    }

    private String state(KnownBallot ballot, boolean more) {
        Instant now = clock.instant();
        if (!ballot.invitationsRequested) {
            return "not-requested";
        }
        if (ballot.ended != null || !now.isBefore(ballot.closesAt)) {
            return "over";
        }
        if (!more) {
            return "done";
        }
        if (!ballot.opened || (ballot.invitationsNotBefore != null && now.isBefore(ballot.invitationsNotBefore))) {
            return "waiting";
        }
        return postman.relayIsDown() ? "paused" : "sending";
    }
}
