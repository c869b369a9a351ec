package org.tellers.voting.box;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.events.Outbox;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.VotingBallot;

/** Opens a box at its opening instant, by voting's own clock: by the first ballot that comes, or by the scheduler. */
@ApplicationScoped
public class OpenBox {
    private static final Logger LOG = Logger.getLogger(OpenBox.class);

    private final Outbox outbox;
    private final Clock clock;

    OpenBox(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Opens the box if Setup is written and the instant is reached; a second time changes nothing. */
    public void open(String uuid) {
        QuarkusTransaction.joiningExisting()
                .run(() -> VotingBallot.existing(uuid)
                        .filter(ballot -> ballot.state == BallotState.READY
                                && ballot.window().begunAt(clock.instant()))
                        .ifPresent(ballot -> {
                            ballot.state = BallotState.OPEN;
                            outbox.announce(
                                    uuid,
                                    new BoxOpened(uuid, ballot.window().opensAt()),
                                    ballot.window().opensAt());
                            LOG.infof("The box of ballot %s is open", uuid);
                        }));
    }
}
