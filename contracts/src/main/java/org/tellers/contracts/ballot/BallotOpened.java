package org.tellers.contracts.ballot;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * The box is open.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param opensAt opening instant
 */
public record BallotOpened(String ballot, Instant opensAt) implements Fact {}
