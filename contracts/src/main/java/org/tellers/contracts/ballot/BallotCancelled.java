package org.tellers.contracts.ballot;

import org.tellers.contracts.Fact;

/**
 * Two people cancelled the ballot.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param reason reason shown to all
 */
public record BallotCancelled(String ballot, String reason) implements Fact {}
