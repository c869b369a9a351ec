package org.tellers.notification.mailtext;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.notification.ballot.Charter;
import org.tellers.service.LondonTime;

/**
 * What a mail to one member says; the templates read these fields and nothing else.
 *
 * @param kind why it is written
 * @param language language of the member
 * @param recipient the member's name
 * @param about the ballot
 * @param content what only this member, or only this message, has
 * @param votersOrigin origin of the voting pages, without a slash at its end
 * @param sender address of the sender, as the member sees it
 * @param declineAt where the member can decline further mails of this kind; empty where that is not offered
 * @param trial whether it is shown or sent to an officer only, with a code that cannot vote
 */
public record Letter(
        MailKind kind,
        Language language,
        String recipient,
        About about,
        Content content,
        String votersOrigin,
        String sender,
        Optional<String> declineAt,
        boolean trial) {

    private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /**
     * The ballot that a mail is about.
     *
     * @param ballot the Belenios uuid of the ballot
     * @param name name of the ballot
     * @param charter the published rules of the ballot
     * @param opensAt opening instant
     * @param closesAt closing instant
     * @param fingerprint fingerprint of the election
     * @param outcome what became of the result; empty before that
     */
    public record About(
            String ballot,
            String name,
            Charter charter,
            Instant opensAt,
            Instant closesAt,
            String fingerprint,
            Optional<Outcome> outcome) {}

    /**
     * What became of the result.
     *
     * @param declared declared, or else withheld
     * @param reason reason why it is withheld, if stated
     * @param reviewOn day on which that is reviewed, if stated
     */
    public record Outcome(boolean declared, Optional<String> reason, Optional<LocalDate> reviewOn) {}

    /** What only this member, or only this message, has. */
    public sealed interface Content {

        /** Nothing beyond the kind and the ballot. */
        record Nothing() implements Content {}

        /**
         * The member's voting code.
         *
         * @param code the code
         */
        record Code(PrivateCredential code) implements Content {}

        /**
         * Whether a vote was recorded in the member's name.
         *
         * @param yes whether it was
         */
        record Recorded(boolean yes) implements Content {}

        /**
         * A later close (rule R8).
         *
         * @param previousClosesAt closing instant until now
         * @param closesAt new closing instant
         * @param reason why, as everyone may read it, if stated
         */
        record Extension(Instant previousClosesAt, Instant closesAt, Optional<String> reason) implements Content {}

        /**
         * What the union wrote.
         *
         * @param subject subject line
         * @param body plain text; an empty line begins a new paragraph
         */
        record Campaign(String subject, String body) implements Content {}
    }

    /** The Belenios uuid of the ballot. */
    public String ballot() {
        return about.ballot();
    }

    /** Name of the ballot. */
    public String ballotName() {
        return about.name();
    }

    /** Fingerprint of the election. */
    public String fingerprint() {
        return about.fingerprint();
    }

    /** Language tag for the page. */
    public String lang() {
        return language.code();
    }

    /** The page of the ballot in the letter's language, for those who type. */
    public String page() {
        return votersOrigin + (language == Language.WELSH ? "/" + language.code() : "") + "/v/" + ballot();
    }

    /** The page with the code behind the hash, which no browser sends to a server. */
    public String link() {
        return page() + "#" + codeInGroups();
    }

    /** The code in its four groups. */
    public String codeInGroups() {
        return as(Content.Code.class).code().reveal();
    }

    /** The public report of the result. */
    public String resultPage() {
        return votersOrigin + "/api/reporting/ballots/" + ballot() + "/report"
                + (language == Language.WELSH ? "?language=" + language.code() : "");
    }

    /** Whether a vote was recorded in the member's name. */
    public boolean recorded() {
        return as(Content.Recorded.class).yes();
    }

    /** The close until now, in words. */
    public String previousClose() {
        return LondonTime.inWords(as(Content.Extension.class).previousClosesAt(), language.locale());
    }

    /** The new close, in words. */
    public String newClose() {
        return LondonTime.inWords(as(Content.Extension.class).closesAt(), language.locale());
    }

    /** Why the close was extended, or null. */
    public String extendedBecause() {
        return as(Content.Extension.class).reason().orElse(null);
    }

    /** Subject of a campaign message. */
    public String subject() {
        return as(Content.Campaign.class).subject();
    }

    /** Paragraphs of a campaign message, each as its lines. */
    public List<List<String>> paragraphs() {
        return BLANK_LINES
                .splitAsStream(as(Content.Campaign.class).body().strip())
                .map(paragraph ->
                        LINE_BREAK.splitAsStream(paragraph).map(String::strip).toList())
                .toList();
    }

    /** The opening instant in words. */
    public String opens() {
        return LondonTime.inWords(about.opensAt(), language.locale());
    }

    /** The closing instant in words. */
    public String closes() {
        return LondonTime.inWords(about.closesAt(), language.locale());
    }

    /** Who holds the ballot. */
    public String union() {
        return about.charter().union().orElse(language == Language.WELSH ? "Eich undeb" : "Your union");
    }

    /** Whether the mail is the first one to this member. */
    public boolean invitation() {
        return kind == MailKind.INVITATION;
    }

    /** Whether a later vote replaces an earlier one. */
    public boolean revoting() {
        return about.charter().revoting();
    }

    /** The motion or decision behind the ballot, or null. */
    public String authority() {
        return about.charter().authority().orElse(null);
    }

    /** Where members ask, or null. */
    public String helpLine() {
        return about.charter().helpLine().orElse(null);
    }

    /** Whether the result was declared, not withheld. */
    public boolean declared() {
        return about.outcome().map(Outcome::declared).orElse(true);
    }

    /** Why the result is withheld, or null. */
    public String withheldBecause() {
        return about.outcome().flatMap(Outcome::reason).orElse(null);
    }

    /** The day on which withholding is reviewed, in words, or null. */
    public String reviewOn() {
        return about.outcome()
                .flatMap(Outcome::reviewOn)
                .map(day -> LondonTime.day(day, language.locale()))
                .orElse(null);
    }

    /** Where to decline further mails of this kind, or null. */
    public String declineLink() {
        return declineAt.orElse(null);
    }

    private <C extends Content> C as(Class<C> wanted) {
        if (!wanted.isInstance(content)) {
            throw new IllegalStateException("A mail of the kind " + kind.code() + " has no such content");
        }
        return wanted.cast(content);
    }

    /** Hides the code and the member. */
    @Override
    public String toString() {
        return "Letter[" + kind + ", " + ballot() + "]";
    }
}
