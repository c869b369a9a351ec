package org.tellers.voting.credential;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.replicas.Turns;

/** Publishes activations and revocations as often as turnout is announced, so that a batch tells no more than that. */
@ApplicationScoped
public class LogBatches {
    private static final Logger LOG = Logger.getLogger(LogBatches.class);

    private final CredentialLogs log;
    private final Turns turns;
    private final Duration interval;

    LogBatches(
            CredentialLogs log,
            Turns turns,
            @ConfigProperty(name = "tellers.voting.turnout-interval") Duration interval) {
        this.log = log;
        this.turns = turns;
        this.interval = interval;
    }

    @Scheduled(every = "${tellers.voting.turnout-interval}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyInterval() {
        try {
            if (turns.take("credential-log", interval)) {
                endBatches();
            }
        } catch (Sql.DatabaseUnavailable e) {
            LOG.warnf("The credential log cannot be continued, the next batch follows: %s", e.getMessage());
        }
    }

    /** Ends every batch in which something changed. */
    public void endBatches() {
        for (String ballot : log.unpublished()) {
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
