package org.tellers.contracts.ballot;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * The box is closed.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param closesAt closing instant
 * @param head hash of the last event of the chain at the close
 */
public record BallotClosed(String ballot, Instant closesAt, String head) implements Fact {}
