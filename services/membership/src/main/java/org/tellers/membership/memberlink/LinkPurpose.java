package org.tellers.membership.memberlink;

import java.util.Locale;

/** What a link in a mail to a member is for. */
public enum LinkPurpose {
    /** See and change one's contact data. */
    CHANGE("/details"),
    /** Confirm a new e-mail address. */
    CONFIRM("/confirm-email"),
    /** Take back a change of e-mail. */
    UNDO("/undo-email");

    private final String page;

    LinkPurpose(String page) {
        this.page = page;
    }

    /** Stable name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Path of the page behind the link, at the voters' origin. */
    public String page() {
        return page;
    }
}
