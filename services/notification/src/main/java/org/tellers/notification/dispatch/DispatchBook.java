package org.tellers.notification.dispatch;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * What the senders read and note about the mail each has in hand: all that wait share one transaction. Each sender waits
 * for its own before it goes on: so a mail is noted as in flight before it leaves, a crash leaves at most one mail per
 * sender that had left and was not settled, and yet the database is asked, and the disk waited for, once for all of them.
 */
@ApplicationScoped
class DispatchBook {

    private static final Logger LOG = Logger.getLogger(DispatchBook.class);

    private final DispatchQueue queue;
    private final DispatchReader reader;
    private final MailSettings settings;
    private final BlockingQueue<Step> waiting = new LinkedBlockingQueue<>();
    private final Thread keeper;

    DispatchBook(DispatchQueue queue, DispatchReader reader, MailSettings settings) {
        this.queue = queue;
        this.reader = reader;
        this.settings = settings;
        this.keeper = Thread.ofPlatform().name("postman-book").daemon().start(this::keep);
    }

    private sealed interface Step {
        CompletableFuture<?> done();
    }

    private record Reading(DispatchQueue.Claim claim, CompletableFuture<Optional<Standing>> done) implements Step {}

    private record Starting(DispatchQueue.Start start, CompletableFuture<Boolean> done) implements Step {}

    private record Ending(DispatchQueue.Ended attempt, CompletableFuture<Void> done) implements Step {}

    /**
     * Reads everything for one mail as it stands now (rule R3).
     *
     * @return empty when the lease was lost meanwhile and another attempt counts
     */
    Optional<Standing> read(DispatchQueue.Claim claim) throws InterruptedException {
        CompletableFuture<Optional<Standing>> done = new CompletableFuture<>();
        return wait(new Reading(claim, done), done);
    }

    /**
     * Notes that a mail is in flight.
     *
     * @param sentTo hash of the address it goes to
     * @return false when the lease was lost meanwhile and another attempt counts
     */
    boolean begin(DispatchQueue.Claim claim, byte[] sentTo) throws InterruptedException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        return wait(new Starting(new DispatchQueue.Start(claim, sentTo), done), done);
    }

    /** Stores how an attempt ended; returns when it is stored. */
    void settle(DispatchQueue.Claim claim, Delivery delivery) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        wait(new Ending(new DispatchQueue.Ended(claim, delivery), done), done);
    }

    private <T> T wait(Step step, CompletableFuture<T> done) throws InterruptedException {
        waiting.add(step);
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new NotKept(e.getCause());
        }
    }

    /** The database did not take it; the mail is tried again when its lease ends. */
    static final class NotKept extends RuntimeException {
        private NotKept(Throwable cause) {
            super(cause.getClass().getSimpleName(), cause);
        }
    }

    private void keep() {
        try {
            while (true) {
                List<Step> steps = new ArrayList<>();
                steps.add(waiting.take());
                waiting.drainTo(steps);
                keep(steps);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(List<Step> steps) {
        List<Reading> readings = only(steps, Reading.class);
        List<Starting> starts = only(steps, Starting.class);
        List<Ending> ends = only(steps, Ending.class);
        try {
            record Answers(Map<UUID, Standing> standing, Set<UUID> begun) {}
            Answers answers = QuarkusTransaction.requiringNew().call(() -> {
                if (ends.isEmpty()) {
                    // A crash of this process loses no start, and losing one with the database costs a count: no wait
                    // for the disk.
                    queue.doNotWaitForDisk();
                } else {
                    queue.settle(ends.stream().map(Ending::attempt).toList());
                }
                return new Answers(
                        reader.read(readings.stream().map(Reading::claim).toList()),
                        queue.begin(starts.stream().map(Starting::start).toList(), settings.lease()));
            });
            ends.forEach(end -> end.done().complete(null));
            readings.forEach(reading -> reading.done()
                    .complete(Optional.ofNullable(
                            answers.standing().get(reading.claim().id()))));
            starts.forEach(start -> start.done()
                    .complete(answers.begun().contains(start.start().claim().id())));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What became of %d mails cannot be read or stored now (%s); they are tried again when their lease ends",
                    steps.size(), e.getClass().getSimpleName());
            steps.forEach(step -> step.done().completeExceptionally(e));
        }
    }

    private static <T extends Step> List<T> only(List<Step> steps, Class<T> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @PreDestroy
    void stop() {
        keeper.interrupt();
    }
}
