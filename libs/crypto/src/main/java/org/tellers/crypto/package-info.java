/**
 * The Belenios protocol, version 1, for homomorphic questions in the group Ed25519: what every service that touches a
 * ballot, and the verifier, compute. Data is refused by throwing
 * {@link org.tellers.crypto.fault.ProtocolViolation}, which names the fault and its place.
 */
package org.tellers.crypto;
