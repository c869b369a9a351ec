package org.tellers.contracts.reporting;

import org.tellers.contracts.Fact;

/**
 * The platform made its key for a ballot.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param trustee Belenios trustee public key with its proof, exact canonical JSON text
 */
public record PlatformKeyMade(String ballot, String trustee) implements Fact {}
