package org.tellers.notification.replacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.events.Outbox;
import org.tellers.notification.authority.CredentialRequest;
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
    private final Outbox outbox;
    private final Clock clock;

    Replacements(EntityManager database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Asks voting for a replacement; inside the caller's transaction. */
    CredentialRequest request(String uuid, UUID entryId, String membershipNumber, String reason, String by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        UUID entry = entry(uuid, entryId, membershipNumber);
        String old = liveCredential(entry);
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

    private UUID entry(String ballot, UUID entryId, String membershipNumber) {
        List<?> found = entryId != null
                ? database.createNativeQuery(
                                "select entry_id from roll_entry where ballot = :ballot and entry_id = :entry"
                                        + " and not excluded",
                                UUID.class)
                        .setParameter("ballot", ballot)
                        .setParameter("entry", entryId)
                        .getResultList()
                : database.createNativeQuery("""
                                select e.entry_id from roll_entry e join contact k on k.member_id = e.member_id
                                where e.ballot = :ballot and k.membership_number = :number and not e.excluded\
                                """, UUID.class)
                        .setParameter("ballot", ballot)
                        .setParameter("number", membershipNumber)
                        .getResultList();
        if (found.isEmpty()) {
            throw Problem.notFound(
                    "entry-not-found", "No such member is on the roll of this ballot; check the number.");
        }
        return (UUID) found.getFirst();
    }

    private String liveCredential(UUID entry) {
        List<?> live = database.createNativeQuery("""
                        select public_credential, state from credential
                        where entry_id = :entry and state in ('active', 'used') order by state\
                        """, Object[].class)
                .setParameter("entry", entry)
                .getResultList();
        if (live.isEmpty()) {
            throw Problem.conflict(
                    "no-live-credential", "The member's first code is not active yet; ask again in a minute.");
        }
        Object[] row = (Object[]) live.getFirst();
        if (row[1].equals("used")) {
            throw Problem.conflict(
                    "already-voted",
                    "A vote was recorded with the member's code; a code is never replaced after that.");
        }
        return (String) row[0];
    }
}
