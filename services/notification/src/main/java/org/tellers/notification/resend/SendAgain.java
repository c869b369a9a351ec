package org.tellers.notification.resend;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A member has the code sent once more (story M7). The request is taken before anything is looked up, so that its answer
 * cannot tell, by word or by time, whether there is such a member; what follows goes to the registered address only. Each
 * member is limited, and no network: many share one. A request that is lost with this process is made again.
 */
@ApplicationScoped
class SendAgain {

    private static final Logger LOG = Logger.getLogger(SendAgain.class);
    /** More wait for nobody: the relay's queue is the place to wait. */
    private static final int MOST_WAITING = 2_000;
    /** Members with the same e-mail address: a couple, an office. */
    private static final int MOST_SHARING = 5;

    private final EntityManager database;
    private final Resends resends;
    private final SendAgainLimits limits;
    private final Clock clock;
    private final ThreadPoolExecutor clerk;

    SendAgain(EntityManager database, Resends resends, SendAgainLimits limits, Clock clock) {
        this.database = database;
        this.resends = resends;
        this.limits = limits;
        this.clock = clock;
        this.clerk = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("send-again-", 1).daemon().factory());
    }

    @PreDestroy
    void stop() {
        clerk.shutdownNow();
    }

    /** Takes a request; returns at once, whoever it is about. */
    void ask(String ballot, String numberOrAddress) {
        try {
            clerk.execute(() -> handle(ballot, numberOrAddress));
        } catch (RejectedExecutionException e) {
            LOG.warnf("Ballot %s: too many members ask for their code at once; a request is dropped", ballot);
        }
    }

    private void handle(String ballot, String numberOrAddress) {
        try {
            for (UUID entry : QuarkusTransaction.requiringNew().call(() -> entries(ballot, numberOrAddress))) {
                if (QuarkusTransaction.requiringNew().call(() -> limits.admit(ballot, entry))) {
                    send(ballot, entry);
                }
            }
        } catch (RuntimeException e) {
            // A message could quote what was typed.
            LOG.warnf(
                    "Ballot %s: a member's request for the code is lost: %s",
                    ballot, e.getClass().getSimpleName());
        }
    }

    private void send(String ballot, UUID entry) {
        try {
            QuarkusTransaction.requiringNew().run(() -> resends.again(ballot, entry));
        } catch (HttpProblem nothingToSend) {
            LOG.debugf("Ballot %s: nothing is sent again (%s)", ballot, nothingToSend.getType());
        }
    }

    /** Each member on the roll whose number or e-mail address this is, while the code is good for anything. */
    @SuppressWarnings("unchecked")
    private List<UUID> entries(String ballot, String numberOrAddress) {
        return database.createNativeQuery("""
                        select e.entry_id from contact k join roll_entry e on e.member_id = k.member_id
                        join ballot b on b.uuid = e.ballot and b.ended is null and b.closes_at > :now
                        where e.ballot = :ballot and not e.excluded
                          and (k.membership_number = :text or lower(k.personal_email) = lower(:text)
                               or lower(k.work_email) = lower(:text))
                        order by e.entry_id limit :most""", UUID.class)
                .setParameter("ballot", ballot)
                .setParameter("text", numberOrAddress)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter("most", MOST_SHARING)
                .getResultList();
    }
}
