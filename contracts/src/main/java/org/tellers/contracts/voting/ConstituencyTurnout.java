package org.tellers.contracts.voting;

/**
 * Ballots accepted from one constituency.
 *
 * @param constituency identifier of the constituency in the charter
 * @param cast ballots accepted so far
 */
public record ConstituencyTurnout(String constituency, int cast) {}
