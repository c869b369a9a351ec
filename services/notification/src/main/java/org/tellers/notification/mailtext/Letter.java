package org.tellers.notification.mailtext;

import java.time.Instant;
import java.util.Optional;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.notification.ballot.Charter;

/**
 * What a mail to one member says; the templates read these fields and nothing else.
 *
 * @param kind why it is written
 * @param language language of the member
 * @param recipient the member's name
 * @param ballot the Belenios uuid of the ballot
 * @param ballotName name of the ballot
 * @param charter the published rules of the ballot
 * @param opensAt opening instant
 * @param closesAt closing instant
 * @param fingerprint fingerprint of the election
 * @param code the member's voting code
 * @param votersOrigin origin of the voting pages, without a slash at its end
 * @param sender address of the sender, as the member sees it
 */
public record Letter(
        Kind kind,
        String language,
        String recipient,
        String ballot,
        String ballotName,
        Charter charter,
        Instant opensAt,
        Instant closesAt,
        String fingerprint,
        PrivateCredential code,
        String votersOrigin,
        String sender) {

    /** Why a mail is written; the name is the first part of its templates' names and of its idempotency key. */
    public enum Kind {
        /** The first and only invitation to vote. */
        INVITATION("invitation"),
        /** A new code, because the old one was believed exposed. */
        REPLACEMENT("replacement");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** Stable name in tables, events and template names. */
        public String code() {
            return code;
        }

        /** The kind of a stable name. */
        public static Kind of(String code) {
            for (Kind kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No kind of mail is called " + code);
        }
    }

    /** The page of the ballot, for those who type. */
    public String page() {
        return votersOrigin + "/v/" + ballot;
    }

    /** The page with the code behind the hash, which no browser sends to a server. */
    public String link() {
        return page() + "#" + code.reveal();
    }

    /** The code in its four groups. */
    public String codeInGroups() {
        return code.reveal();
    }

    /** The opening instant in words. */
    public String opens() {
        return LondonTime.inWords(opensAt);
    }

    /** The closing instant in words. */
    public String closes() {
        return LondonTime.inWords(closesAt);
    }

    /** Who holds the ballot. */
    public String union() {
        return charter.union().orElse("Your union");
    }

    /** Whether the mail is the first one to this member. */
    public boolean invitation() {
        return kind == Kind.INVITATION;
    }

    /** Whether a later vote replaces an earlier one. */
    public boolean revoting() {
        return charter.revoting();
    }

    /** The motion or decision behind the ballot, or null. */
    public String authority() {
        return orNull(charter.authority());
    }

    /** Where members ask, or null. */
    public String helpLine() {
        return orNull(charter.helpLine());
    }

    private static String orNull(Optional<String> line) {
        return line.orElse(null);
    }

    /** Hides the code and the member. */
    @Override
    public String toString() {
        return "Letter[" + kind + ", " + ballot + "]";
    }
}
