package org.tellers.notification.replacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.UUID;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.events.Outbox;
import org.tellers.notification.authority.CredentialRequest;
import org.tellers.notification.authority.Holders;
import org.tellers.notification.authority.Reserve;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Problem;

/**
 * Replaces a code believed exposed by one of the reserve. Only voting knows whether the old one was used meanwhile, so it
 * decides; the new code is mailed after its consent and not before, and no race can leave two votes.
 */
@ApplicationScoped
class Replacements {

    private final EntityManager database;
    private final Holders holders;
    private final Outbox outbox;
    private final Clock clock;

    Replacements(EntityManager database, Holders holders, Outbox outbox, Clock clock) {
        this.database = database;
        this.holders = holders;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Asks voting for a replacement; inside the caller's transaction. */
    CredentialRequest request(String uuid, UUID entryId, String membershipNumber, String reason, String by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        UUID entry = holders.entry(uuid, entryId, membershipNumber);
        String old = holders.liveCredential(entry);
        if (CredentialRequest.count("entryId = ?1 and kind = 'replacement' and state = 'pending'", entry) > 0) {
            throw Problem.conflict(
                    "replacement-pending", "A replacement was asked for already; wait until it is answered.");
        }
        String spare = Reserve.take(database, uuid, entry)
                .orElseThrow(() -> Problem.conflict(
                        "reserve-exhausted",
                        "No reserve credential is left in this ballot; the member keeps the code they have."));
        Reserve.count(database, outbox, ballot);
        CredentialRequest request = CredentialRequest.replacement(uuid, entry, old, spare, by, clock.instant(), reason);
        request.persistAndFlush();
        outbox.announce(uuid, new ReplacementRequested(uuid, request.id, old, spare));
        return request;
    }
}
