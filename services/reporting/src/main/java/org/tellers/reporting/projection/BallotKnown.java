package org.tellers.reporting.projection;

/**
 * Something of a closed or keyed ballot became known; observed in the same transaction by what waits for several facts
 * that come in any order.
 *
 * @param ballot locked
 */
public record BallotKnown(Ballot ballot) {}
