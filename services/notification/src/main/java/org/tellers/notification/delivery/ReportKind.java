package org.tellers.notification.delivery;

/** What a report says of a mail. */
public enum ReportKind {
    /** It came back for good. */
    HARD("hard"),
    /** It came back for a reason that may pass: it is sent again later. */
    SOFT("soft"),
    /** A policy of the recipient's provider refused it: an alarm of the domain, and no fault of the address. */
    BLOCKED("blocked"),
    /** Not delivered yet; the relay goes on trying. */
    DELAYED("delayed"),
    /** The member told the provider that the mail was not wanted (RFC 5965). */
    COMPLAINT("complaint");

    private final String code;

    ReportKind(String code) {
        this.code = code;
    }

    /** Stable name. */
    public String code() {
        return code;
    }

    /** The kind of a stable name. */
    public static ReportKind of(String code) {
        for (ReportKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of report is called " + code);
    }
}
