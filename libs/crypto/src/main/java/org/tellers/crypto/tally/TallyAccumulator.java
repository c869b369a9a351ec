package org.tellers.crypto.tally;

import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.election.Election;

/**
 * Adds ballots up. Its state is {@link #tally()} and {@link #count()}, both of which can be stored and given to
 * {@link #TallyAccumulator(Election, EncryptedTally, int)} again. The caller adds verified ballots only, and of each
 * credential one: where re-voting is allowed, the last. Not safe for concurrent use.
 */
public final class TallyAccumulator {
    private EncryptedTally tally;
    private int count;

    /** Starts from no ballots. */
    public TallyAccumulator(Election election) {
        this(election, EncryptedTally.empty(election), 0);
    }

    /** Continues from a stored state. */
    public TallyAccumulator(Election election, EncryptedTally tally, int count) {
        if (!tally.fits(election)) {
            throw new IllegalArgumentException("the tally is not of this election");
        }
        this.tally = tally;
        this.count = count;
    }

    /** Adds a ballot. */
    public void add(Ballot ballot) {
        tally = tally.plus(EncryptedTally.of(ballot));
        count++;
    }

    /** The sums so far. */
    public EncryptedTally tally() {
        return tally;
    }

    /** The number of ballots added. */
    public int count() {
        return count;
    }

    /** The payload of the EncryptedTally event. */
    public SizedEncryptedTally sized() {
        return new SizedEncryptedTally(count, count, tally.hash());
    }
}
