package org.tellers.notification.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where failures of delivery return to (envelope sender, RFC 5321 MAIL FROM). With a {@code *} in the address each mail
 * has one of its own: a random token stands there, which names the mail to us and nothing to anybody else (VERP).
 */
public final class ReturnPath {

    private static final String TOKEN = "[0-9a-f]{32}";
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._+=-]*\\*?[A-Za-z0-9._+=-]*@[A-Za-z0-9.-]+");

    private final String address;
    private final Optional<Pattern> ours;

    private ReturnPath(String address) {
        this.address = address;
        this.ours = address.contains("*")
                ? Optional.of(Pattern.compile(
                        "(?<![A-Za-z0-9._+=-])" + Pattern.quote(address).replace("*", "\\E(" + TOKEN + ")\\Q")
                                + "(?![A-Za-z0-9.-])",
                        Pattern.CASE_INSENSITIVE))
                : Optional.empty();
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException when no address can be made of it; the message says what to do
     */
    public static ReturnPath of(String setting) {
        String address = setting.strip();
        boolean plain = PLAIN.matcher(address).matches();
        if (!plain
                || localPart(address).length() > LONGEST_LOCAL_PART
                || localPart(address).isEmpty()) {
            throw new IllegalArgumentException(
                    "The return path %s is no address, or too long with a token: set TELLERS_RETURN_PATH to an address such as bounces+*@ballots.example, with one * where the token of each mail goes"
                            .formatted(address));
        }
        return new ReturnPath(address);
    }

    /** The envelope sender of the mail with this token. */
    public String of(Token token) {
        return address.replace("*", token.text());
    }

    /**
     * A token of a mail.
     *
     * @param text 32 hexadecimal digits
     */
    public record Token(String text) {

        /** Refuses what is no token. */
        public Token {
            if (!text.matches(TOKEN)) {
                throw new IllegalArgumentException("A token of a mail has 32 hexadecimal digits in small letters");
            }
        }
    }

    /** The token in an address, or in a header that holds addresses; empty when there is none of ours. */
    Optional<Token> token(String text) {
        return ours.map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(found -> new Token(found.group(1).toLowerCase(Locale.ROOT)));
    }

    private static String localPart(String address) {
        return address.substring(0, address.indexOf('@')).replace("*", "0".repeat(32));
    }
}
