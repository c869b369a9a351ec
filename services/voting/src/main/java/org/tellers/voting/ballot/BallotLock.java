package org.tellers.voting.ballot;

import jakarta.enterprise.context.ApplicationScoped;
import org.tellers.events.AggregateLock;

/** Every fact that voting reads is about one ballot, and whoever changes a ballot's box takes its row first. */
@ApplicationScoped
class BallotLock implements AggregateLock {

    @Override
    public void lock(String key) {
        VotingBallot.locked(key);
    }
}
