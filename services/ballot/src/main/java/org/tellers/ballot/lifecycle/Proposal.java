package org.tellers.ballot.lifecycle;

import java.time.Instant;

/**
 * What one person proposed and another has yet to confirm.
 *
 * @param by who proposed it
 * @param at when
 * @param reason why, shown to all
 * @param change what is proposed
 */
public record Proposal(Person by, Instant at, String reason, Change change) {}
