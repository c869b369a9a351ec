package org.tellers.notification.dispatch;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.notification.ballot.Charter;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.Letter;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.notification.optout.OptOutLinks;
import org.tellers.service.VotersOrigin;

/** Puts together what a mail says, for members and for previews alike. */
@Singleton
public class Letters {

    private final MailSettings settings;
    private final OptOutLinks optOuts;
    private final VotersOrigin votersOrigin;

    Letters(
            MailSettings settings,
            OptOutLinks optOuts,
            @ConfigProperty(name = VotersOrigin.SETTING) VotersOrigin votersOrigin) {
        this.settings = settings;
        this.optOuts = optOuts;
        this.votersOrigin = votersOrigin;
    }

    /** The mail or letter to a member. */
    public Letter toMember(
            KnownBallot ballot, MailKind kind, UUID member, Recipient recipient, Letter.Content content) {
        Language language = Language.of(recipient.language());
        Optional<String> decline =
                kind.declinable() ? Optional.of(optOuts.link(kind, ballot.uuid, member, language)) : Optional.empty();
        return letter(ballot, kind, language, recipient.name(), content, decline, false);
    }

    /**
     * The same mail as an officer sees it. A link to decline belongs to nobody, and works for nobody.
     *
     * @param recipient the name in the greeting
     * @param content with a code that cannot vote
     */
    public Letter onTrial(
            KnownBallot ballot, MailKind kind, Language language, String recipient, Letter.Content content) {
        Optional<String> decline =
                kind.declinable() ? Optional.of(votersOrigin.at(OptOutLinks.SAMPLE)) : Optional.empty();
        return letter(ballot, kind, language, recipient, content, decline, true);
    }

    private Letter letter(
            KnownBallot ballot,
            MailKind kind,
            Language language,
            String recipient,
            Letter.Content content,
            Optional<String> decline,
            boolean trial) {
        Letter.About about = new Letter.About(
                ballot.uuid,
                ballot.name,
                Charter.parse(ballot.charter),
                ballot.opensAt,
                ballot.closesAt,
                ballot.fingerprint,
                Optional.ofNullable(ballot.outcome)
                        .map(outcome -> new Letter.Outcome(
                                outcome.equals("declared"),
                                Optional.ofNullable(ballot.outcomeReason),
                                Optional.ofNullable(ballot.reviewOn))));
        return new Letter(
                kind,
                language,
                recipient,
                about,
                content,
                votersOrigin.text(),
                MailSettings.addressIn(from(kind)),
                decline,
                trial);
    }

    /** From of a kind of mail. */
    String from(MailKind kind) {
        return kind == MailKind.CAMPAIGN ? settings.campaignFrom().orElseThrow() : settings.noticeFrom();
    }
}
