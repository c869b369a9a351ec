package org.tellers.contracts.voting;

import java.util.List;
import org.tellers.contracts.Fact;

/**
 * The encrypted sums of the plan's cells are formed.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param planHash SHA-256 of the plan
 * @param cells in the plan's order; the total comes first
 */
public record SumsFormed(String ballot, String planHash, List<CellSum> cells) implements Fact {}
