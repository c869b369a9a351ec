package org.tellers.notification.letter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tellers.notification.audit.Act;
import org.tellers.notification.audit.By;
import org.tellers.notification.audit.HelpdeskAudit;
import org.tellers.notification.authority.CredentialRequest;
import org.tellers.notification.authority.CredentialVault;
import org.tellers.notification.authority.Holders;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;
import org.tellers.notification.dispatch.Letters;
import org.tellers.notification.mailtext.Letter;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.notification.mailtext.MailText;
import org.tellers.notification.mailtext.MailTexts;
import org.tellers.notification.replacement.Quota;
import org.tellers.notification.replacement.Reissue;
import org.tellers.notification.replacement.ReissueOrder;
import org.tellers.notification.replacement.Safeguard;
import org.tellers.notification.replacement.Safeguards;
import org.tellers.service.Problem;
import org.tellers.service.Sealer;

/**
 * The invitation on paper, with the member's code. An agent orders it, another person confirms where one is not enough
 * ({@link Safeguard}), and the agent who ordered it prints it, once. The code is opened only for that answer; it is stored
 * nowhere, and the order is known by its id.
 */
@ApplicationScoped
class PrintedLetters {

    private static final Logger LOG = Logger.getLogger(PrintedLetters.class);
    /** The templates: what an invitation says of mails is left out, and nothing is to be clicked. */
    private static final String ON_PAPER = "letter";

    private final EntityManager database;
    private final Holders holders;
    private final Safeguards safeguards;
    private final Quota quota;
    private final HelpdeskAudit audit;
    private final CredentialVault vault;
    private final Letters letters;
    private final Clock clock;
    private final MailTexts texts = new MailTexts();

    PrintedLetters(
            EntityManager database,
            Holders holders,
            Safeguards safeguards,
            Quota quota,
            HelpdeskAudit audit,
            CredentialVault vault,
            Letters letters,
            Clock clock) {
        this.database = database;
        this.holders = holders;
        this.safeguards = safeguards;
        this.quota = quota;
        this.audit = audit;
        this.vault = vault;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * How a letter stands.
     *
     * @param id the letter
     * @param state proposed, ready, printed or withdrawn
     * @param secondPerson why a second person is or was needed; absent where one was enough
     */
    record Ordered(UUID id, String state, String secondPerson) {

        private static Ordered of(Reissue letter) {
            return new Ordered(letter.id, letter.state.equals("done") ? "printed" : letter.state, letter.secondPerson);
        }
    }

    /** Orders a letter; inside the caller's transaction. */
    Ordered order(String uuid, ReissueOrder order, String language, By by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        UUID entry = holders.entry(uuid, order.entryId(), order.membershipNumber());
        requirePrintable(entry);
        quota.require(by);
        Optional<Safeguard.Cause> cause = safeguards.secondPerson(ballot, entry);
        Reissue letter = Reissue.of(Reissue.LETTER, uuid, entry, order.reason(), cause, by, clock.instant());
        letter.language = language;
        letter.persistAndFlush();
        audit.note(
                cause.isPresent() ? Act.LETTER_PROPOSED : Act.LETTER_ORDERED,
                uuid,
                entry,
                by,
                HelpdeskAudit.Detail.of(letter.id, letter.reason, order.note()));
        return Ordered.of(letter);
    }

    /** Another person agrees; inside the caller's transaction. */
    Ordered confirm(String uuid, UUID id, By by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        Reissue letter = letter(uuid, id);
        letter.confirm(by, clock.instant());
        audit.note(
                Act.LETTER_CONFIRMED,
                uuid,
                letter.entryId,
                by,
                HelpdeskAudit.Detail.of(letter.id, letter.reason, null));
        return Ordered.of(letter);
    }

    /** The letter is taken back before it is printed; inside the caller's transaction. */
    Ordered withdraw(String uuid, UUID id, By by) {
        KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        Reissue letter = letter(uuid, id);
        letter.withdraw(by, clock.instant());
        audit.note(Act.LETTER_WITHDRAWN, uuid, letter.entryId, by, HelpdeskAudit.Detail.of(letter.id));
        return Ordered.of(letter);
    }

    /** How it stands; inside the caller's transaction. */
    Ordered state(String uuid, UUID id) {
        return Reissue.of(uuid, Reissue.LETTER, id).map(Ordered::of).orElseThrow(PrintedLetters::notFound);
    }

    /** The text with the code, for the agent who ordered it, once; inside the caller's transaction. */
    MailText print(String uuid, UUID id, By by) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        Reissue letter = letter(uuid, id);
        if (by.isAnotherThan(letter.askedSubject)) {
            throw Problem.conflict(
                    "letter-of-another", "Only the agent who ordered the letter prints it; order one of your own.");
        }
        letter.printed();
        UUID entry = holders.entry(uuid, letter.entryId, null);
        requirePrintable(entry);
        if (letter.secondPerson == null
                && safeguards.secondPerson(ballot, entry).isPresent()) {
            throw Problem.conflict(
                    "second-person-needed",
                    "Since the letter was ordered it has come to need a second person; withdraw it and order it again.");
        }
        audit.note(Act.LETTER_PRINTED, uuid, entry, by, HelpdeskAudit.Detail.of(letter.id, letter.reason, null));
        Letter text = write(ballot, entry, letter.language);
        return texts.write(ON_PAPER, text.language(), text);
    }

    private Letter write(KnownBallot ballot, UUID entry, String language) {
        List<?> rows = database.createNativeQuery("""
                        select e.member_id, c.public_credential, c.sealed, k.title, k.first_name, k.last_name, k.language
                        from roll_entry e
                        join contact k on k.member_id = e.member_id
                        join credential c on c.entry_id = e.entry_id and c.state = 'active' and c.sealed is not null
                        where e.entry_id = :entry""", Object[].class)
                .setParameter("entry", entry)
                .getResultList();
        if (rows.isEmpty()) {
            throw Problem.conflict(
                    "no-live-credential", "There is no code or no name of this member here to put into a letter.");
        }
        Object[] row = (Object[]) rows.getFirst();
        Recipient recipient = new Recipient(
                (String) row[3],
                (String) row[4],
                (String) row[5],
                null,
                null,
                null,
                language == null ? (String) row[6] : language);
        try {
            return letters.toMember(
                    ballot,
                    MailKind.INVITATION,
                    (UUID) row[0],
                    recipient,
                    new Letter.Content.Code(vault.open(ballot.uuid, (String) row[1], (byte[]) row[2])));
        } catch (Sealer.SealBroken e) {
            LOG.warnf("Ballot %s: a credential does not open; is TELLERS_SEAL_KEY_FILE the right key?", ballot.uuid);
            throw Problem.conflict("seal-broken", "The member's code cannot be opened; tell who runs the system.");
        }
    }

    private void requirePrintable(UUID entry) {
        holders.liveCredential(entry);
        if (CredentialRequest.count("entryId = ?1 and kind = 'replacement' and state = 'pending'", entry) > 0) {
            throw Problem.conflict(
                    "replacement-pending", "The member's code is being replaced; a letter would carry a dead one.");
        }
    }

    private static Reissue letter(String uuid, UUID id) {
        return Reissue.locked(uuid, Reissue.LETTER, id).orElseThrow(PrintedLetters::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.notFound("letter-not-found", "No letter with this id was ordered in this ballot.");
    }
}
