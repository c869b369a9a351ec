package org.tellers.contracts.ballot;

import org.tellers.contracts.Fact;

/**
 * A roll version is complete: all its entries were announced before this fact.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param version roll version
 * @param entries entitled entries in this version
 */
public record RollFrozen(String ballot, int version, int entries) implements Fact {}
