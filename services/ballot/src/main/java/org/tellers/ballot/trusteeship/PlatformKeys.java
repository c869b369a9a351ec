package org.tellers.ballot.trusteeship;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** Takes the platform's key of a ballot from reporting. */
@ApplicationScoped
class PlatformKeys implements FactReader {

    private final Ballots ballots;
    private final Trusteeship trusteeship;
    private final Clock clock;

    @Inject
    PlatformKeys(Ballots ballots, Trusteeship trusteeship, Clock clock) {
        this.ballots = ballots;
        this.trusteeship = trusteeship;
        this.clock = clock;
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(PlatformKeyMade.class, this::made);
    }

    private void made(PlatformKeyMade fact) {
        Optional<BallotRow> ballot = ballots.lockIfKnown(fact.ballot());
        if (ballot.isEmpty() || ballot.get().state != BallotState.APPROVED) {
            return;
        }
        KeyRing ring = trusteeship.ring(fact.ballot());
        KeyRing with = ring.withPlatform(fact.trustee(), clock.instant());
        if (!with.equals(ring)) {
            trusteeship.keep(ballot.get(), with, null, "platform-key-registered");
        }
    }
}
