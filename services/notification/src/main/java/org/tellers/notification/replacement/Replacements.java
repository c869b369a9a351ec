package org.tellers.notification.replacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.events.Outbox;
import org.tellers.notification.audit.Act;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.HelpdeskAudit;
import org.tellers.notification.authority.CredentialRequest;
import org.tellers.notification.authority.Holders;
import org.tellers.notification.authority.Reserve;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.service.Problem;

/**
 * Replaces a code believed exposed by one of the reserve. Only voting knows whether the old one was used meanwhile, so it
 * decides; the new code is mailed after its consent and not before, and no race can leave two votes. Where one person's
 * word is not enough ({@link Safeguard}), voting is asked when another person has confirmed.
 */
@ApplicationScoped
class Replacements {

    private final EntityManager database;
    private final Holders holders;
    private final Safeguards safeguards;
    private final Quota quota;
    private final HelpdeskAudit audit;
    private final Outbox outbox;
    private final Clock clock;

    Replacements(
            EntityManager database,
            Holders holders,
            Safeguards safeguards,
            Quota quota,
            HelpdeskAudit audit,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.holders = holders;
        this.safeguards = safeguards;
        this.quota = quota;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * How a replacement stands.
     *
     * @param id the replacement
     * @param state proposed, withdrawn, pending, replaced or refused
     * @param reason stable code of voting's reason when it refused
     * @param secondPerson why a second person is or was needed; absent where one was enough
     */
    record Replacement(UUID id, String state, String reason, String secondPerson) {

        private static Replacement of(CredentialRequest asked, String secondPerson) {
            return new Replacement(
                    asked.id, asked.state.equals("done") ? "replaced" : asked.state, asked.refusal, secondPerson);
        }

        private static Replacement of(Reissue proposal) {
            return new Replacement(proposal.id, proposal.state, null, proposal.secondPerson);
        }
    }

    /** Asks voting for a replacement, or proposes it where a second person is needed; inside the caller's transaction. */
    Replacement request(String uuid, UUID entryId, String membershipNumber, ReissueReason reason, String note, By by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        UUID entry = holders.entry(uuid, entryId, membershipNumber);
        requireReplaceable(entry);
        quota.require(by);
        Optional<Safeguard.Cause> cause = safeguards.secondPerson(ballot, entry);
        if (cause.isEmpty()) {
            CredentialRequest asked = ask(ballot, UUID.randomUUID(), entry, reason.code(), by.name());
            audit.note(
                    Act.REPLACEMENT_REQUESTED, uuid, entry, by, HelpdeskAudit.Detail.of(asked.id, reason.code(), note));
            return Replacement.of(asked, null);
        }
        Reissue proposal = Reissue.of(Reissue.REPLACEMENT, uuid, entry, reason, cause, by, clock.instant());
        proposal.persistAndFlush();
        audit.note(
                Act.REPLACEMENT_PROPOSED, uuid, entry, by, HelpdeskAudit.Detail.of(proposal.id, reason.code(), note));
        return Replacement.of(proposal);
    }

    /** Another person agrees, and voting is asked; inside the caller's transaction. */
    Replacement confirm(String uuid, UUID id, By by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        Reissue proposal = proposal(uuid, id);
        proposal.confirm(by, clock.instant());
        UUID entry = holders.entry(uuid, proposal.entryId, null);
        CredentialRequest asked = ask(ballot, proposal.id, entry, proposal.reason, proposal.askedBy);
        audit.note(
                Act.REPLACEMENT_CONFIRMED,
                uuid,
                entry,
                by,
                HelpdeskAudit.Detail.of(proposal.id, proposal.reason, null));
        return Replacement.of(asked, proposal.secondPerson);
    }

    /** The proposal is taken back; inside the caller's transaction. */
    Replacement withdraw(String uuid, UUID id, By by) {
        KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        Reissue proposal = proposal(uuid, id);
        proposal.withdraw(by, clock.instant());
        audit.note(Act.REPLACEMENT_WITHDRAWN, uuid, proposal.entryId, by, HelpdeskAudit.Detail.of(proposal.id));
        return Replacement.of(proposal);
    }

    /** How it stands; inside the caller's transaction. */
    Replacement state(String uuid, UUID id) {
        Optional<CredentialRequest> asked = CredentialRequest.find(
                        "id = ?1 and ballot = ?2 and kind = 'replacement'", id, uuid)
                .firstResultOptional();
        Optional<Reissue> proposal = Reissue.of(uuid, Reissue.REPLACEMENT, id);
        return asked.map(request -> Replacement.of(
                        request, proposal.map(each -> each.secondPerson).orElse(null)))
                .or(() -> proposal.map(Replacement::of))
                .orElseThrow(Replacements::notFound);
    }

    private CredentialRequest ask(KnownBallot ballot, UUID id, UUID entry, String reason, String by) {
        String old = requireReplaceable(entry);
        String spare = Reserve.take(database, ballot.uuid, entry)
                .orElseThrow(() -> Problem.conflict(
                        "reserve-exhausted",
                        "No reserve credential is left in this ballot; the member keeps the code they have."));
        Reserve.count(database, outbox, ballot);
        CredentialRequest request =
                CredentialRequest.replacement(id, ballot.uuid, entry, old, spare, by, clock.instant(), reason);
        request.persistAndFlush();
        outbox.announce(ballot.uuid, new ReplacementRequested(ballot.uuid, request.id, old, spare));
        return request;
    }

    /** The code that the member can vote with now; a 409 problem when it cannot be replaced. */
    private String requireReplaceable(UUID entry) {
        String old = holders.liveCredential(entry);
        if (CredentialRequest.count("entryId = ?1 and kind = 'replacement' and state = 'pending'", entry) > 0) {
            throw Problem.conflict(
                    "replacement-pending", "A replacement was asked for already; wait until it is answered.");
        }
        return old;
    }

    private static Reissue proposal(String uuid, UUID id) {
        return Reissue.locked(uuid, Reissue.REPLACEMENT, id).orElseThrow(Replacements::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.notFound("replacement-not-found", "No replacement with this id was asked for in this ballot.");
    }
}
