package org.tellers.membership.contact;

import java.util.Locale;

/** How a change of contact data came about. */
public enum ChangeWay {
    /** The member said so, through a link in a mail to the address in force. */
    SELF_SERVICE("member"),
    /** A new e-mail address was confirmed through itself. */
    CONFIRMATION("member"),
    /** Who reads the mails of the address before took the change back. */
    UNDO("member"),
    /** Headquarters, for the member. */
    CORRECTION("staff");

    private final String changedBy;

    ChangeWay(String changedBy) {
        this.changedBy = changedBy;
    }

    /** Stable name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** member or staff, as facts tell it. */
    public String changedBy() {
        return changedBy;
    }

    /**
     * Whether a change of e-mail can be taken back by who reads the mails of the address before. Not what headquarters
     * did: somebody else may read these by now, which is why the member called.
     */
    public boolean undoable() {
        return this == SELF_SERVICE || this == CONFIRMATION;
    }
}
