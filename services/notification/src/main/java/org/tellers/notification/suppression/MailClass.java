package org.tellers.notification.suppression;

import org.tellers.notification.mailtext.MailKind;

/** Classes of mails that are suppressed apart from one another (rule R17). */
public enum MailClass {
    /** What a member needs to vote and to check it; never lost to a complaint, which would disenfranchise. */
    NOTICE("notice"),
    /** Reminders, which a member can decline. */
    REMINDER("reminder"),
    /** What the union wishes members to do. */
    CAMPAIGN("campaign");

    private final String code;

    MailClass(String code) {
        this.code = code;
    }

    /** Stable name. */
    public String code() {
        return code;
    }

    /** The class of a kind of mail. */
    public static MailClass of(MailKind kind) {
        return switch (kind) {
            case CAMPAIGN -> CAMPAIGN;
            case REMINDER -> REMINDER;
            case INVITATION, RESEND, REPLACEMENT, EXTENSION, CONFIRMATION, RECORDED, RESULT -> NOTICE;
        };
    }

    /** The class that is lost to a complaint about a mail of this kind: one that members can decline, never more. */
    public static MailClass complainedOf(MailKind kind) {
        return kind == MailKind.CAMPAIGN ? CAMPAIGN : REMINDER;
    }
}
