package org.tellers.reporting.platformkey;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.BallotKnown;
import org.tellers.service.Roles;

/** Whether the platform's key would be there if one of its two sealed copies were lost. */
@Path("/api/reporting/ballots/{uuid}/platform-key")
@Tag(name = "platform key")
@RunOnVirtualThread
public class PlatformKeyResource {

    @Inject
    PlatformKeys keys;

    @Inject
    Event<BallotKnown> known;

    /**
     * The platform's key of a ballot; nothing secret.
     *
     * @param restorable whether the last rehearsal opened both sealed copies and decrypted with each
     * @param rehearsedAt when that last succeeded
     * @param fault which copy failed, and what to do
     */
    public record KeyState(
            boolean restorable,
            @Nullable Instant rehearsedAt,
            @Nullable String fault) {

        private static KeyState of(PlatformKeys.Rehearsal rehearsal) {
            return new KeyState(
                    rehearsal.fault().isEmpty() && rehearsal.rehearsedAt().isPresent(),
                    rehearsal.rehearsedAt().orElse(null),
                    rehearsal.fault().orElse(null));
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR})
    @Transactional
    @Operation(summary = "How the last rehearsal of restoring the platform's key went")
    public KeyState state(@PathParam("uuid") String uuid) {
        return KeyState.of(keys.lastRehearsal(Ballot.named(uuid).uuid));
    }

    @POST
    @Path("/rehearsal")
    @RolesAllowed({Roles.OFFICER, Roles.APPROVER})
    @Transactional
    @Operation(summary = "Rehearse restoring the platform's key from each of its sealed copies, as after a repair")
    public KeyState rehearse(@PathParam("uuid") String uuid) {
        Ballot ballot = Ballot.locked(uuid);
        KeyState state = KeyState.of(keys.rehearse(uuid));
        if (state.restorable()) {
            // What waited for the key goes on: the plan's signature, the platform's share.
            known.fire(new BallotKnown(ballot));
        }
        return state;
    }
}
