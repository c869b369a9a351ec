package org.tellers.notification.mailtext;

/**
 * Why a mail is written. The stable name is the first part of its templates' names, and stands in tables, events,
 * metrics and Message-IDs.
 */
public enum MailKind {
    /** The first and only invitation to vote. */
    INVITATION("invitation", Period.WHILE_OPEN, true),
    /** The same code once more, because the member did not get it. */
    RESEND("resend", Period.WHILE_OPEN, true),
    /** A new code, because the old one was believed exposed. */
    REPLACEMENT("replacement", Period.WHILE_OPEN, true),
    /** The same code, to those who have not voted when it leaves (rule R9). */
    REMINDER("reminder", Period.WHILE_OPEN, true),
    /** The close was extended: to all who were invited, whether they have voted or not (rule R8). */
    EXTENSION("extension", Period.WHILE_OPEN, false),
    /** A vote was recorded with the member's code; not which. An option of the union. */
    CONFIRMATION("confirmation", Period.FROM_OPENING, false),
    /** After the close: whether a vote was recorded in the member's name (story M13); not which. */
    RECORDED("recorded", Period.AFTER_CLOSE, false),
    /** The result was declared, or withheld. */
    RESULT("result", Period.WITH_OUTCOME, false),
    /** What the union wishes members to do: a class of its own, with another sender and another consent (rule R17). */
    CAMPAIGN("campaign", Period.BEFORE_CLOSE, false);

    /** When mails of a kind may leave. */
    public enum Period {
        /** From the keyed ballot until shortly before the close. */
        BEFORE_CLOSE,
        /** From the opening until shortly before the close. */
        WHILE_OPEN,
        /** From the opening on, also after the close. */
        FROM_OPENING,
        /** After the close. */
        AFTER_CLOSE,
        /** After the result was declared or withheld. */
        WITH_OUTCOME
    }

    private final String code;
    private final Period period;
    private final boolean carriesCode;

    MailKind(String code, Period period, boolean carriesCode) {
        this.code = code;
        this.period = period;
        this.carriesCode = carriesCode;
    }

    /** Stable name. */
    public String code() {
        return code;
    }

    /** When it may leave. */
    public Period period() {
        return period;
    }

    /** Whether the member's voting code stands in it: then it goes only to those whose code can vote now. */
    public boolean carriesCode() {
        return carriesCode;
    }

    /** Whether it loses its purpose at the close. */
    public boolean endsAtClose() {
        return period == Period.BEFORE_CLOSE || period == Period.WHILE_OPEN;
    }

    /** Whether it goes to a whole audience; the others go to one member for a reason of their own. */
    public boolean toAnAudience() {
        return this != RESEND && this != REPLACEMENT;
    }

    /** Whether its audience grows while it runs, so that later members get it by themselves. */
    public boolean standing() {
        return this == INVITATION || this == CONFIRMATION;
    }

    /** Whether a member without an address gets it as soon as the register has one. */
    public boolean waitsForAddress() {
        return this == INVITATION || this == RESEND || this == REPLACEMENT;
    }

    /** Whether it leaves before the ordinary mails: who waits for a code of their own waits for a person. */
    public boolean urgent() {
        return this == RESEND || this == REPLACEMENT;
    }

    /**
     * Whether the member can decline it with one click (RFC 8058). Never what carries the only code a member has: it
     * would disenfranchise.
     */
    public boolean declinable() {
        return this == REMINDER || this == CAMPAIGN;
    }

    /** The kind of a stable name. */
    public static MailKind of(String code) {
        for (MailKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of mail is called " + code);
    }
}
