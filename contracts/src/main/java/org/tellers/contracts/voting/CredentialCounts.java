package org.tellers.contracts.voting;

/**
 * The credentials of a box at its close, counted from their states.
 *
 * @param rollVersion roll version that the box was last checked against
 * @param listed public credentials listed
 * @param active of these, active at the close
 * @param revoked of these, revoked
 * @param reserve of these, never activated
 * @param used active ones with a ballot in the box
 */
public record CredentialCounts(int rollVersion, int listed, int active, int revoked, int reserve, int used) {}
