package org.tellers.notification.suppression;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Hashes the addresses of contacts that were stored before there were hashes. */
@ApplicationScoped
class HashCatchUp {

    private static final Logger LOG = Logger.getLogger(HashCatchUp.class);
    private static final int STEP = 1_000;

    private final AddressFacts addresses;
    private boolean done;

    HashCatchUp(AddressFacts addresses) {
        this.addresses = addresses;
    }

    @Scheduled(every = "{tellers.delivery-reports.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            while (!done) {
                done = !QuarkusTransaction.requiringNew().call(() -> addresses.catchUp(STEP));
            }
        } catch (RuntimeException e) {
            LOG.warnf("Addresses are hashed later: %s", e.getClass().getSimpleName());
        }
    }
}
