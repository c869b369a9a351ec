package org.tellers.ballot.policy;

/**
 * What will be published, fixed and shown before the opening (rule R11).
 *
 * @param turnout none, daily or live
 * @param result none, headline or full
 * @param breakdown none, or a level of the ballot's constituencies
 */
public record Publication(String turnout, String result, String breakdown) {

    /** What a draft promises unless it says otherwise. */
    public static final Publication USUAL = new Publication("live", "full", "none");
}
