package org.tellers.voting.closing;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.SubjectUnknown;
import org.tellers.voting.ballot.Awaited;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.VotingBallot;

/** HQ can only move the close to a later instant (R8), or cancel; all else of the window runs by voting's own clock. */
@ApplicationScoped
public class WindowChanges implements FactReader {
    private static final Logger LOG = Logger.getLogger(WindowChanges.class);

    @Override
    public Handlers handlers() {
        return new Handlers().on(CloseExtended.class, this::extended).on(BallotCancelled.class, this::cancelled);
    }

    private void extended(CloseExtended fact) throws SubjectUnknown {
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        if (!ballot.keyed()) {
            throw new SubjectUnknown(Awaited.keysOf(fact.ballot()));
        }
        if (ballot.state.over()) {
            LOG.warnf("The close of ballot %s was extended, but its box is %s", ballot.uuid, ballot.state.shown());
            return;
        }
        if (fact.closesAt().isAfter(ballot.window().closesAt())) {
            ballot.closesAt = fact.closesAt();
        }
    }

    private void cancelled(BallotCancelled fact) {
        VotingBallot.locked(fact.ballot()).state = BallotState.CANCELLED;
    }
}
