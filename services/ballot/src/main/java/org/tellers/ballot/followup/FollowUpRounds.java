package org.tellers.ballot.followup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens the follow-ups whose day has come. */
@ApplicationScoped
class FollowUpRounds {

    private static final Logger LOG = Logger.getLogger(FollowUpRounds.class);

    private final FollowUps followUps;

    @Inject
    FollowUpRounds(FollowUps followUps) {
        this.followUps = followUps;
    }

    @Scheduled(every = "{tellers.follow-up.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            List<String> due = QuarkusTransaction.requiringNew().call(followUps::due);
            due.forEach(this::open);
        } catch (RuntimeException e) {
            LOG.warnf("Trigger dates wait for the next round: %s", e.getClass().getName());
        }
    }

    private void open(String ballot) {
        try {
            QuarkusTransaction.requiringNew().run(() -> followUps.open(ballot));
        } catch (RuntimeException e) {
            // One ballot in trouble must not keep the others waiting; it was rolled back and is done again.
            LOG.warnf(
                    "The trigger dates of ballot %s wait for the next round: %s",
                    ballot, e.getClass().getName());
        }
    }
}
