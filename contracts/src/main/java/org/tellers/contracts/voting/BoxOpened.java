package org.tellers.contracts.voting;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * The box accepts ballots.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param opensAt opening instant of the charter
 */
public record BoxOpened(String ballot, Instant opensAt) implements Fact {}
