package org.tellers.voting.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.VotingBallot;

/** Publishes activations and revocations as often as turnout is announced, so that a batch tells no more than that. */
@ApplicationScoped
public class LogBatches {
    private static final Logger LOG = Logger.getLogger(LogBatches.class);

    private final CredentialLogs log;

    LogBatches(CredentialLogs log) {
        this.log = log;
    }

    /** Ends every batch in which something changed. */
    @Scheduled(
            every = "${tellers.voting.turnout-interval:60s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void everyInterval() {
        List<String> ballots;
        try {
            ballots = log.unpublished();
        } catch (Sql.DatabaseUnavailable e) {
            LOG.warnf("The credential log cannot be continued, the next batch follows: %s", e.getMessage());
            return;
        }
        for (String ballot : ballots) {
            try {
                QuarkusTransaction.requiringNew().run(() -> end(ballot));
            } catch (RuntimeException e) {
                LOG.warnf(
                        "The credential log of ballot %s was not continued, the next batch has it: %s",
                        ballot, e.getClass().getName());
            }
        }
    }

    private void end(String ballot) {
        VotingBallot locked = VotingBallot.existing(ballot).orElseThrow();
        if (locked.state == BallotState.READY || locked.state == BallotState.OPEN) {
            log.endBatch(locked);
        }
    }
}
