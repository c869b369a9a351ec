/**
 * Ciphertexts and the zero-knowledge proofs about them.
 */
package org.tellers.crypto.proof;
