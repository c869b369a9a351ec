package org.tellers.contracts.reporting;

/**
 * A partial decryption and the trustee who made it.
 *
 * @param owner number of the trustee, from 1, as in the archive
 * @param payload Belenios partial decryption, exact canonical JSON text
 */
public record OwnedDecryption(int owner, String payload) {}
