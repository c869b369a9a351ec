package org.tellers.notification.ballot;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.BallotOpened;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** Keeps {@link KnownBallot} up to date. */
@ApplicationScoped
class BallotFacts implements FactReader {

    private static final int FIRST_VERSION = 1;

    private final Clock clock;

    BallotFacts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(BallotKeyed.class, this::keyed)
                .on(RollFrozen.class, this::frozen)
                .on(BallotOpened.class, fact -> KnownBallot.locked(fact.ballot()).opened = true)
                .on(
                        CloseExtended.class,
                        fact -> KnownBallot.locked(fact.ballot()).closesNotBefore(fact.closesAt()))
                .on(
                        BallotClosed.class,
                        fact -> KnownBallot.locked(fact.ballot()).end("closed"))
                .on(
                        BallotCancelled.class,
                        fact -> KnownBallot.locked(fact.ballot()).end("cancelled"))
                .on(BoxClosed.class, fact -> KnownBallot.locked(fact.ballot()).boxClosed(fact.cast(), fact.head()))
                .on(
                        ResultDeclared.class,
                        fact -> KnownBallot.locked(fact.ballot()).declared())
                .on(
                        ResultWithheld.class,
                        fact -> KnownBallot.locked(fact.ballot()).withheld(fact.reason(), fact.reviewOn()));
    }

    private void keyed(BallotKeyed fact) {
        // Refuses a charter that mails cannot be written from now, rather than when the first mail is due.
        Charter.parse(fact.charter());
        KnownBallot ballot = KnownBallot.locked(fact.ballot());
        ballot.name = fact.name();
        ballot.fingerprint = fact.fingerprint();
        ballot.charter = fact.charter();
        ballot.opensAt = fact.opensAt();
        ballot.closesNotBefore(fact.closesAt());
        ballot.reservePercent = fact.reservePercent();
        ballot.reserveMinimum = fact.reserveMinimum();
    }

    private void frozen(RollFrozen fact) {
        KnownBallot ballot = KnownBallot.locked(fact.ballot());
        if (fact.version() == FIRST_VERSION) {
            ballot.frozenEntries = fact.entries();
            if (ballot.frozenAt == null) {
                ballot.frozenAt = clock.instant();
            }
        }
        ballot.frozenVersion = Math.max(ballot.frozenVersion, fact.version());
    }
}
