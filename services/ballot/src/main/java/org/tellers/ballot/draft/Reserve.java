package org.tellers.ballot.draft;

/**
 * Spare credentials listed for late joiners and replacements.
 *
 * @param percent per cent of the entitled, rounded up
 * @param minimum at least this many
 */
public record Reserve(int percent, int minimum) {}
