package org.tellers.ballot.roll;

/**
 * The spare credentials of a ballot. The list of credentials is fixed before the opening, so there never will be more.
 *
 * @param spare how many were listed
 * @param left how many are left; not below 0
 */
public record ReserveLeft(int spare, int left) {

    private static final int WARN_PERCENT = 80;

    /** Not below 0: what two services count at different times may overlap for a moment. */
    public ReserveLeft {
        left = Math.max(0, left);
    }

    /** How many are gone. */
    public int used() {
        return spare - left;
    }

    /** Whether so little is left that HQ must know: 80 % used, or more (protocol, What we add, 1). */
    public boolean dwindling() {
        return used() * 100L >= spare * (long) WARN_PERCENT;
    }
}
