package org.tellers.notification.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a status means for the mail and its address (domain, Mail). Decided by the enhanced status code (RFC 3463) alone:
 * what a server says in words is neither understood nor kept.
 *
 * @param kind what the report says of the mail
 * @param diagnostic stable code of the reason
 * @param deadAddress whether nothing will ever arrive at this address
 */
public record Verdict(ReportKind kind, String diagnostic, boolean deadAddress) {

    /** Diagnostic of a failure that the status does not explain. */
    public static final String REFUSED = "refused";
    /** Diagnostic of a full mailbox. */
    public static final String MAILBOX_FULL = "mailbox-full";

    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    /** An SMTP reply with an enhanced status code (RFC 2034), in a Diagnostic-Code (RFC 3464, 2.3.6). */
    private static final Pattern REPLY = Pattern.compile(
            "(?i)\\s*smtp\\s*;\\s*[245]\\d\\d[ -]\\s*#?(" + STATUS.pattern() + ")\\b.*", Pattern.DOTALL);

    /**
     * What a field Action says (RFC 3464, 2.3.3); empty when the mail was delivered or passed on.
     *
     * @param status enhanced status code
     */
    static Optional<Verdict> ofAction(String action, String status) {
        return switch (action.strip().toLowerCase(Locale.ROOT)) {
            case "failed" -> Optional.of(ofFailure(status));
            case "delayed" -> Optional.of(delayed(status));
            default -> Optional.empty();
        };
    }

    /**
     * What it means that a mail came back.
     *
     * @param status enhanced status code; empty when there is none
     */
    public static Verdict ofFailure(String status) {
        if (!isStatus(status)) {
            return new Verdict(ReportKind.HARD, REFUSED, false);
        }
        String condition = status.substring(2);
        if (status.startsWith("4.")) {
            return new Verdict(ReportKind.SOFT, passing(condition), false);
        }
        if (condition.equals("1.7") || condition.equals("1.8")) {
            // RFC 3463, 3.2: these two are about the sender's address, so nothing is known against the recipient's.
            return new Verdict(ReportKind.BLOCKED, "sender-refused", false);
        }
        if (condition.startsWith("1.")) {
            return new Verdict(ReportKind.HARD, "address-unknown", true);
        }
        if (condition.equals("2.1")) {
            return new Verdict(ReportKind.HARD, "mailbox-disabled", true);
        }
        if (condition.equals("2.2")) {
            return new Verdict(ReportKind.SOFT, MAILBOX_FULL, false);
        }
        if (condition.startsWith("7.")) {
            return new Verdict(ReportKind.BLOCKED, "policy-block", false);
        }
        return new Verdict(ReportKind.HARD, REFUSED, false);
    }

    /** What it means that a mail is late. */
    static Verdict delayed(String status) {
        return new Verdict(ReportKind.DELAYED, passing(isStatus(status) ? status.substring(2) : ""), false);
    }

    /** What a complaint means. */
    static Verdict complaint() {
        return new Verdict(ReportKind.COMPLAINT, "complaint", false);
    }

    /**
     * The status that says most: some servers write x.0.0 and the true one into the reply that they quote.
     *
     * @param status field Status
     * @param diagnosticCode field Diagnostic-Code; only the status in it is read
     * @return an enhanced status code, or empty
     */
    static String sharper(String status, String diagnosticCode) {
        Matcher own = STATUS.matcher(status.strip());
        String stated = own.lookingAt() ? own.group() : "";
        if (stated.isEmpty() || stated.endsWith(".0.0")) {
            Matcher reply = REPLY.matcher(diagnosticCode);
            if (reply.matches() && (stated.isEmpty() || reply.group(1).charAt(0) == stated.charAt(0))) {
                return reply.group(1);
            }
        }
        return stated;
    }

    /** Whether this is an enhanced status code. */
    static boolean isStatus(String text) {
        return STATUS.matcher(text).matches();
    }

    private static String passing(String condition) {
        if (condition.equals("2.2")) {
            return MAILBOX_FULL;
        }
        if (condition.startsWith("7.")) {
            return "policy-deferral";
        }
        return condition.startsWith("4.") ? "unreachable" : "deferred";
    }
}
