/**
 * The election structure, whose bytes the fingerprint φ covers.
 */
package org.tellers.crypto.election;
