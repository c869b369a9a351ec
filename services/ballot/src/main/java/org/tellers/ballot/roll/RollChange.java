package org.tellers.ballot.roll;

import java.util.Locale;

/** How a version of a roll came about. */
public enum RollChange {
    /** The first version. */
    FREEZE,
    /** Late joiners were added. */
    SUPPLEMENT,
    /** Leavers, and late joiners who got no credential, are no longer counted. */
    CORRECTION;

    /** The word of the API and of the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
