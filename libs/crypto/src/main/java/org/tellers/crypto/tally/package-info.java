/**
 * Sums of ballots, their decryption by trustees, and the result.
 */
package org.tellers.crypto.tally;
