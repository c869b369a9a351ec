package org.tellers.notification.authority;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Roles;

/** How far the credential authority is. */
@Path("/api/notification/ballots/{uuid}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Credentials")
class CredentialsResource {

    private final EntityManager database;

    CredentialsResource(EntityManager database) {
        this.database = database;
    }

    /**
     * Progress of the credentials of a ballot.
     *
     * @param entitled entries of the frozen roll; 0 while it is not known
     * @param reserve spare credentials that were listed
     * @param reserveLeft spare credentials that are left
     * @param listed credentials announced in the list
     * @param activated entries whose credential voting let vote, whatever became of it later
     * @param refused entries whose credential voting refused
     * @param state what the authority does now
     */
    record CredentialProgress(
            int entitled,
            int reserve,
            long reserveLeft,
            long listed,
            long activated,
            long refused,

            @Schema(enumeration = {"waiting-for-roll", "making", "listing", "activating", "ready", "over"})
            String state) {}

    @GET
    @RolesAllowed(Roles.OFFICER)
    @Transactional
    @Operation(summary = "Progress of the credentials of a ballot")
    @APIResponse(responseCode = "200", description = "The progress")
    @APIResponse(responseCode = "404", description = "ballot-not-found: the ballot is not keyed or does not exist")
    public CredentialProgress progress(@PathParam("uuid") String uuid) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.NONE);
        int entitled = ballot.frozenEntries == null ? 0 : ballot.frozenEntries;
        int wanted = ballot.credentialsWanted == null ? 0 : ballot.credentialsWanted;
        Object[] requests = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where state = 'done'), count(*) filter (where state = 'refused'),
                               count(*) filter (where state = 'pending')
                        from credential_request where ballot = :ballot and kind = 'activation'""", Object[].class)
                .setParameter("ballot", uuid)
                .getSingleResult();
        return new CredentialProgress(
                entitled,
                Math.max(0, wanted - entitled),
                wanted == 0 ? 0 : Reserve.left(database, uuid),
                Math.min((long) ballot.chunksListed * CredentialPlan.CHUNK, wanted),
                (long) requests[0],
                (long) requests[1],
                state(ballot, (long) requests[2]));
    }

    private static String state(KnownBallot ballot, long pending) {
        if (ballot.ended != null) {
            return "over";
        }
        if (ballot.credentialsWanted == null) {
            return "waiting-for-roll";
        }
        if (ballot.credentialsMade < ballot.credentialsWanted) {
            return "making";
        }
        if (ballot.chunksListed < CredentialPlan.chunks(ballot.credentialsWanted)) {
            return "listing";
        }
        return ballot.setupComplete && pending == 0 ? "ready" : "activating";
    }
}
