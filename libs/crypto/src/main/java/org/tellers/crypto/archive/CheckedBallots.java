package org.tellers.crypto.archive;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers ballots whose signature and proofs were found right, so that whoever checks a box again and again while it
 * grows pays for each ballot once. Both follow from the election and the ballot's bytes alone; whatever depends on the
 * rest of an archive is checked each time. Safe to share between threads and checks.
 */
public final class CheckedBallots {
    private record Key(String fingerprint, String ballot) {}

    private final Set<Key> right = ConcurrentHashMap.newKeySet();

    boolean contains(String fingerprint, String ballotHash) {
        return right.contains(new Key(fingerprint, ballotHash));
    }

    void add(String fingerprint, String ballotHash) {
        right.add(new Key(fingerprint, ballotHash));
    }
}
