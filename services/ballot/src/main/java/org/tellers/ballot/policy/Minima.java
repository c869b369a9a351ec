package org.tellers.ballot.policy;

/**
 * The smallest constituency whose figures may be seen (rule R23); may be raised above the default, not lowered.
 *
 * @param cast least number of votes cast
 * @param entitled least number of entitled
 */
public record Minima(int cast, int entitled) {

    /** Below this a cell discloses people. */
    public static final int LEAST = 20;

    /** What holds unless a draft says more. */
    public static final Minima USUAL = new Minima(LEAST, LEAST);
}
