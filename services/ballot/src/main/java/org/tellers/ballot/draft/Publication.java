package org.tellers.ballot.draft;

/**
 * What will be published, fixed and shown before the opening (rule R11).
 *
 * @param turnout none, daily or live
 * @param result none, headline or full
 * @param breakdown none, region, employer or branch
 */
public record Publication(String turnout, String result, String breakdown) {}
