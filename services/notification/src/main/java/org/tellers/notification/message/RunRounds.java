package org.tellers.notification.message;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Queues the mails of every run whose time has come. */
@ApplicationScoped
class RunRounds {

    private static final Logger LOG = Logger.getLogger(RunRounds.class);

    private final MessageRuns runs;

    RunRounds(MessageRuns runs) {
        this.runs = runs;
    }

    @Scheduled(every = "{tellers.mail.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            for (UUID run : QuarkusTransaction.requiringNew().call(runs::atWork)) {
                queue(run);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Queueing mails waits: %s", e.getClass().getSimpleName());
        }
    }

    private void queue(UUID run) {
        try {
            while (QuarkusTransaction.requiringNew().call(() -> runs.step(run))) {}
        } catch (RuntimeException e) {
            // One run in trouble must not keep the others waiting; the step was rolled back and is done again.
            LOG.warnf(
                    "Message %s: queueing its mails waits: %s",
                    run, e.getClass().getSimpleName());
        }
    }
}
