package org.tellers.voting.credential;

import org.tellers.voting.ballot.VotingBallot;

/**
 * Fired inside the transaction in which the number of credentials that may vote changed.
 *
 * @param locked the ballot's row, locked by that transaction
 */
public record ActiveCredentialsChanged(VotingBallot locked) {}
