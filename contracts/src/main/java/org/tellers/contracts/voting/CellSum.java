package org.tellers.contracts.voting;

/**
 * The encrypted sum of one cell.
 *
 * @param cell id of the cell in the plan
 * @param cast ballots summed
 * @param encryptedTally encrypted tally, exact canonical JSON text
 */
public record CellSum(String cell, int cast, String encryptedTally) {}
