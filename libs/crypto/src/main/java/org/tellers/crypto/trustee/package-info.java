/**
 * Trustees' keys and the proofs that they are known.
 */
package org.tellers.crypto.trustee;
