package org.tellers.membership.membermail;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a mail to a member says; the templates read these fields and nothing else.
 *
 * @param kind why it is written
 * @param welsh whether in Welsh, else in English
 * @param recipient the member's name
 * @param fields stable names of the contact data that it is about
 * @param moved whether it goes to an address that is in force only since the change that it tells of
 * @param actionLink where the member can act; empty for nowhere
 * @param life how long the link is good; zero where that is not said
 * @param votersOrigin origin of the members' pages, without a slash at its end
 * @param union who writes
 * @param contact whom to ask
 * @param sender address of the sender, as the member sees it
 */
public record MemberLetter(
        MemberMailKind kind,
        boolean welsh,
        String recipient,
        List<String> fields,
        boolean moved,
        Optional<String> actionLink,
        Duration life,
        String votersOrigin,
        String union,
        String contact,
        String sender) {

    private static final Map<String, String> ENGLISH = Map.of(
            "preferred-email", "which e-mail address is used",
            "personal-email", "personal e-mail address",
            "work-email", "work e-mail address",
            "mobile", "mobile number",
            "postal-address", "postal address",
            "language", "language");
    private static final Map<String, String> WELSH = Map.of(
            "preferred-email", "pa gyfeiriad e-bost a ddefnyddir",
            "personal-email", "cyfeiriad e-bost personol",
            "work-email", "cyfeiriad e-bost gwaith",
            "mobile", "rhif ffôn symudol",
            "postal-address", "cyfeiriad post",
            "language", "iaith");

    /** Language tag for the page. */
    public String lang() {
        return welsh ? "cy" : "en";
    }

    /** The link, or null. */
    public @Nullable String link() {
        return actionLink.orElse(null);
    }

    /** What it is about, in words. */
    public String fieldsInWords() {
        Map<String, String> words = welsh ? WELSH : ENGLISH;
        return fields.stream().map(words::get).collect(Collectors.joining(", "));
    }

    /** How long the link is good, in words: whole days from two on, else whole hours from two on, else minutes. */
    public String lifeInWords() {
        if (life.toHours() >= 48) {
            return words(life.toDays(), "day", "diwrnod");
        }
        return life.toMinutes() >= 120
                ? words(life.toHours(), "hour", "awr")
                : words(life.toMinutes(), "minute", "munud");
    }

    /** After a numeral Welsh has the singular. */
    private String words(long number, String english, String welshSingular) {
        return String.format(Locale.ROOT, "%d %s", number, welsh ? welshSingular : english + (number == 1 ? "" : "s"));
    }

    /** Hides the link and the member. */
    @Override
    public String toString() {
        return "MemberLetter[" + kind + "]";
    }
}
