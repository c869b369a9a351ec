package org.tellers.notification.authority;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Lets the credential authority work whenever there is something to do; after a restart it goes on where it was. */
@ApplicationScoped
class CredentialRounds {

    private static final Logger LOG = Logger.getLogger(CredentialRounds.class);

    private final CredentialMaking making;

    CredentialRounds(CredentialMaking making) {
        this.making = making;
    }

    @Scheduled(every = "{tellers.credentials.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            for (String ballot : making.waiting()) {
                work(ballot);
            }
        } catch (RuntimeException e) {
            LOG.warnf("The credential authority waits: %s", e.getClass().getSimpleName());
        }
    }

    private void work(String ballot) {
        try {
            while (making.step(ballot)) {}
        } catch (RuntimeException e) {
            // One ballot in trouble must not keep the others waiting; the step was rolled back and is done again.
            LOG.warnf(
                    "Ballot %s: making credentials waits: %s",
                    ballot, e.getClass().getSimpleName());
        }
    }
}
