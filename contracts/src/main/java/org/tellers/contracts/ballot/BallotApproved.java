package org.tellers.contracts.ballot;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * A second officer approved wording, window, eligibility and policy.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param name name of the ballot
 * @param opensAt opening instant
 * @param closesAt closing instant
 */
public record BallotApproved(String ballot, String name, Instant opensAt, Instant closesAt) implements Fact {}
