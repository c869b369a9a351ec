package org.tellers.contracts.ballot;

import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * A line of the public decision log: hash-chained and signed.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param number number of the line, from 1
 * @param entry the line, exact JSON text
 * @param hash SHA-256 of the line
 * @param signature signature of the hash with the log's key, JSON text; absent until the charter names that key
 */
public record DecisionRecorded(
        String ballot,
        int number,
        String entry,
        String hash,
        @Nullable String signature) implements Fact {}
