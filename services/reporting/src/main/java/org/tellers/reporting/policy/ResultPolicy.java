package org.tellers.reporting.policy;

import java.util.Locale;

/** How much of a result is published: fixed in the charter before opening (rule R11). */
public enum ResultPolicy {
    /** Nothing but the turnout; the result can only be withheld. */
    NONE,
    /** The total of each question; no breakdown is even formed. */
    HEADLINE,
    /** The total, and the breakdown as far as its own policy goes. */
    FULL;

    /** The charter's word for it. */
    public static ResultPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
