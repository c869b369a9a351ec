package org.tellers.notification.dispatch;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Stores how attempts ended, all that wait in one transaction. Each sender waits for its own before it takes its next
 * mail: so a crash leaves at most one mail per sender that had left and was not noted, and yet the disk is waited for
 * once for all of them.
 */
@ApplicationScoped
class Settlements {

    private static final Logger LOG = Logger.getLogger(Settlements.class);

    private final DispatchQueue queue;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;

    Settlements(DispatchQueue queue) {
        this.queue = queue;
        this.writer = Thread.ofPlatform().name("postman-book").daemon().start(this::write);
    }

    private record Waiting(DispatchQueue.Ended attempt, CompletableFuture<Void> stored) {}

    /** Stores it; returns when it is stored, or throws what went wrong. */
    void store(DispatchQueue.Claim claim, Delivery delivery) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        waiting.add(new Waiting(new DispatchQueue.Ended(claim, delivery), stored));
        stored.join();
    }

    private void write() {
        try {
            while (true) {
                List<Waiting> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch);
                store(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(List<Waiting> batch) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> queue.settle(batch.stream().map(Waiting::attempt).toList()));
            batch.forEach(each -> each.stored().complete(null));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What became of %d mails cannot be stored now (%s); they are tried again when their lease ends",
                    batch.size(), e.getClass().getSimpleName());
            batch.forEach(each -> each.stored().completeExceptionally(e));
        }
    }

    @PreDestroy
    void stop() {
        writer.interrupt();
    }
}
