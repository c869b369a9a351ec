package org.tellers.reporting.policy;

import java.util.Locale;

/** When the public sees the turnout: fixed in the charter before opening (rule R11). */
public enum TurnoutPolicy {
    /** Not before the result is declared. */
    NONE,
    /** The figure of the end of the last day, London time. */
    DAILY,
    /** The figure of the last batch. */
    LIVE;

    /** The charter's word for it. */
    public static TurnoutPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
