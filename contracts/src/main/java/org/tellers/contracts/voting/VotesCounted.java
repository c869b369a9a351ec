package org.tellers.contracts.voting;

import java.util.List;
import org.tellers.contracts.Fact;

/**
 * Votes cast so far; cumulative, the highest batch is the truth.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param batch number of the batch, from 1
 * @param cast ballots in the box of distinct credentials
 * @param constituencies by constituency
 */
public record VotesCounted(String ballot, int batch, int cast, List<ConstituencyTurnout> constituencies)
        implements Fact {}
