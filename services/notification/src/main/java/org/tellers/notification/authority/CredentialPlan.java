package org.tellers.notification.authority;

/**
 * How many credentials a ballot gets: like spare printed ballot papers, a reserve for late joiners and exposed codes is
 * listed from the start, since Setup fixes the list (protocol, What we add 1).
 *
 * @param entitled entries of roll version 1
 * @param reserve credentials beyond them
 */
public record CredentialPlan(int entitled, int reserve) {

    /** Credentials in one announced part of the list. */
    public static final int CHUNK = 2_000;

    private static final int ALARM_PERCENT = 80;

    /** The plan for a frozen roll: the percentage rounded up, but at least the minimum. */
    public static CredentialPlan of(int entitled, int reservePercent, int reserveMinimum) {
        long percent = Math.ceilDiv((long) entitled * reservePercent, 100L);
        return new CredentialPlan(entitled, Math.toIntExact(Math.max(percent, reserveMinimum)));
    }

    /** All credentials to be listed. */
    public int listed() {
        return Math.addExact(entitled, reserve);
    }

    /** Parts in which a list of this length is announced. */
    public static int chunks(int listed) {
        return Math.ceilDiv(listed, CHUNK);
    }

    /** Whether so little of the reserve is left that someone must know: 80 % used, or more. */
    public static boolean dwindling(long reserve, long left) {
        return reserve > 0 && (reserve - left) * 100 >= reserve * ALARM_PERCENT;
    }
}
