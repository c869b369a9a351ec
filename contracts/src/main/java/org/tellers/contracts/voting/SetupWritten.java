package org.tellers.contracts.voting;

import org.tellers.contracts.Fact;

/**
 * The first event of the archive is written: the ballot is ready.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param setupHash SHA-256 of the Setup payload
 * @param fingerprint fingerprint of the election
 * @param listed public credentials listed
 * @param active of these, active
 * @param rollVersion roll version that the box was checked against
 */
public record SetupWritten(String ballot, String setupHash, String fingerprint, int listed, int active, int rollVersion)
        implements Fact {}
