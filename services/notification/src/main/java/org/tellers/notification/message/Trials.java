package org.tellers.notification.message;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;
import org.tellers.notification.dispatch.Delivery;
import org.tellers.notification.dispatch.ExtensionNotice;
import org.tellers.notification.dispatch.Letters;
import org.tellers.notification.dispatch.Postman;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.Letter;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.notification.mailtext.MailText;
import org.tellers.service.Problem;

/** Messages as officers look at them, with a fresh code that is on no list. No member's code is ever opened for them. */
@ApplicationScoped
class Trials {

    private final EntityManager database;
    private final MessageRuns runs;
    private final Letters letters;
    private final Postman postman;
    private final SecureRandom random = new SecureRandom();

    Trials(EntityManager database, MessageRuns runs, Letters letters, Postman postman) {
        this.database = database;
        this.runs = runs;
        this.letters = letters;
        this.postman = postman;
    }

    /**
     * What to show.
     *
     * @param ballot the Belenios uuid of the ballot
     * @param kind what it is
     * @param language its language, or null for that of the entry
     * @param entry the roll entry whose name stands in it, or null for a fictitious member
     * @param voted whether it says that a vote was recorded
     * @param texts of a campaign message
     */
    record Trial(
            String ballot,
            MailKind kind,
            Language language,
            UUID entry,
            boolean voted,
            Map<Language, MessageRuns.Text> texts) {}

    /**
     * A message to look at.
     *
     * @param from its sender
     * @param language its language
     * @param subject its subject
     * @param text its plain-text part
     * @param html its HTML part
     */
    record Preview(String from, String language, String subject, String text, String html) {}

    /**
     * A message on trial was sent.
     *
     * @param state accepted: the mail relay took it
     */
    record Sent(String state) {}

    /** The message as it would be read. */
    Preview preview(Trial trial) {
        Letter letter = letter(trial);
        MailText text = postman.write(letter);
        return new Preview(letter.sender(), letter.lang(), text.subject(), text.text(), text.html());
    }

    /** Sends it to the person who asks. */
    Sent send(Trial trial, SecurityIdentity person) {
        Object address = person.getPrincipal() instanceof JsonWebToken token ? token.getClaim("email") : null;
        if (!(address instanceof String own) || own.isBlank()) {
            throw Problem.conflict(
                    "own-address-missing",
                    "Your sign-in has no e-mail address; ask who runs the sign-in service to state it as claim email.");
        }
        Delivery delivery = postman.sendOnTrial(letter(trial), own);
        return switch (delivery) {
            case Delivery.Accepted accepted -> new Sent("accepted");
            case Delivery.Refused refused -> throw refusedByRelay(refused.reason());
            case Delivery.Later later -> throw refusedByRelay(later.reason());
            case Delivery.RelayDown down -> throw refusedByRelay(down.reason());
            case Delivery.NoAddress none -> throw refusedByRelay("no-address");
            case Delivery.Unusable unusable -> throw refusedByRelay(unusable.reason());
            case Delivery.Suppressed suppressed -> throw refusedByRelay(suppressed.reason());
            case Delivery.Withdrawn withdrawn -> throw refusedByRelay(withdrawn.reason());
            case Delivery.NotNow notNow -> throw refusedByRelay("not-now");
        };
    }

    private static RuntimeException refusedByRelay(String reason) {
        return Problem.conflict(
                "relay-refused", "The mail relay did not take the message (%s); try again later.".formatted(reason));
    }

    private Letter letter(Trial trial) {
        KnownBallot ballot = KnownBallot.required(trial.ballot(), LockModeType.NONE);
        if (trial.kind() == MailKind.CAMPAIGN) {
            runs.requireCampaignSender();
        }
        Recipient recipient = trial.entry() == null ? null : recipient(trial.ballot(), trial.entry());
        Language language = trial.language() != null
                ? trial.language()
                : recipient == null ? Language.ENGLISH : Language.of(recipient.language());
        String name = recipient != null ? recipient.name() : fictitious(language);
        return letters.onTrial(ballot, trial.kind(), language, name, content(ballot, trial, language));
    }

    private Letter.Content content(KnownBallot ballot, Trial trial, Language language) {
        return switch (trial.kind()) {
            case INVITATION, RESEND, REPLACEMENT, REMINDER -> new Letter.Content.Code(PrivateCredential.random(random));
            case RECORDED -> new Letter.Content.Recorded(trial.voted());
            case EXTENSION ->
                ExtensionNotice.latest(ballot.uuid)
                        .map(ExtensionNotice::content)
                        .orElseGet(() -> fictitious(ballot, language));
            case CONFIRMATION, RESULT -> new Letter.Content.Nothing();
            case CAMPAIGN -> {
                MessageRuns.Text text = trial.texts()
                        .getOrDefault(
                                language, trial.texts().values().iterator().next());
                yield new Letter.Content.Campaign(text.subject(), text.body());
            }
        };
    }

    private static String fictitious(Language language) {
        return switch (language) {
            case ENGLISH -> "Alex Example";
            case WELSH -> "Alys Enghraifft";
        };
    }

    /** What an extension by a day would say. */
    private static Letter.Content.Extension fictitious(KnownBallot ballot, Language language) {
        String reason = switch (language) {
            case ENGLISH -> "an example of a reason";
            case WELSH -> "enghraifft o reswm";
        };
        return new Letter.Content.Extension(
                ballot.closesAt, ballot.closesAt.plus(1, ChronoUnit.DAYS), Optional.of(reason));
    }

    private Recipient recipient(String ballot, UUID entry) {
        List<?> rows = database.createNativeQuery("""
                        select k.title, k.first_name, k.last_name, k.preferred, k.personal_email, k.work_email, k.language
                        from roll_entry e join contact k on k.member_id = e.member_id
                        where e.ballot = :ballot and e.entry_id = :entry""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .getResultList();
        if (rows.isEmpty()) {
            throw Problem.notFound("entry-not-found", "No such member is on the roll of this ballot.");
        }
        Object[] row = (Object[]) rows.getFirst();
        return new Recipient(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6]);
    }
}
