package org.tellers.contracts.reporting;

import org.tellers.contracts.Fact;

/**
 * A quorum of trustees decrypted the total; no figures.
 *
 * @param ballot the Belenios uuid of the ballot
 */
public record ResultCounted(String ballot) implements Fact {}
