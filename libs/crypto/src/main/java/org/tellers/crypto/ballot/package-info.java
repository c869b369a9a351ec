/**
 * Ballots: making them, and checking them in steps from the cheapest to the dearest.
 */
package org.tellers.crypto.ballot;
