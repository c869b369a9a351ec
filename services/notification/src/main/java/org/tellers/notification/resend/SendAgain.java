package org.tellers.notification.resend;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final int MOST_REMEMBERED = 100_000;

    private final EntityManager database;
    private final Resends resends;
    private final SendAgainSettings settings;
    private final TimeMeter time;
    private final Map<UUID, Bucket> buckets = new HashMap<>();
    private final ThreadPoolExecutor clerk;

    SendAgain(EntityManager database, Resends resends, SendAgainSettings settings, Clock clock) {
        this.database = database;
        this.resends = resends;
        this.settings = settings;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
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
                if (admit(entry)) {
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

    /** Each member on the roll whose number or e-mail address this is. */
    @SuppressWarnings("unchecked")
    private List<UUID> entries(String ballot, String numberOrAddress) {
        return database.createNativeQuery("""
                        select e.entry_id from contact k join roll_entry e on e.member_id = k.member_id
                        where e.ballot = :ballot and not e.excluded
                          and (k.membership_number = :text or lower(k.personal_email) = lower(:text)
                               or lower(k.work_email) = lower(:text))
                        order by e.entry_id limit :most""", UUID.class)
                .setParameter("ballot", ballot)
                .setParameter("text", numberOrAddress)
                .setParameter("most", MOST_SHARING)
                .getResultList();
    }

    /** Only the clerk comes here, so nothing is shared. */
    private boolean admit(UUID entry) {
        if (buckets.size() >= MOST_REMEMBERED) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= settings.inPeriod());
        }
        return buckets.computeIfAbsent(entry, _ -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(settings.inPeriod()).refillIntervally(settings.inPeriod(), settings.period()))
                .withCustomTimePrecision(time)
                .build();
    }
}
