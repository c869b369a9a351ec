/**
 * What Tellers adds to Belenios and publishes beside the archive (protocol, What we add): the log of active credentials,
 * the disclosure plan and its rule, strong proofs of decryption, the decision log, and the file that holds them.
 */
package org.tellers.crypto.additions;
