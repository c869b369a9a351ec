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
 * A member has the code sent once more (story M7), of one ballot or of every open one. The request is taken before anything is looked up, so that its answer
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

    /**
     * Takes a request; returns at once, whoever it is about.
     *
     * @param ballot the ballot that is meant; null for every open one
     */
    void ask(String ballot, String numberOrAddress) {
        try {
            clerk.execute(() -> handle(ballot, numberOrAddress));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many members ask for their codes at once; a request is dropped");
        }
    }

    private void handle(String ballot, String numberOrAddress) {
        try {
            for (OnRoll asking : QuarkusTransaction.requiringNew().call(() -> find(ballot, numberOrAddress))) {
                if (QuarkusTransaction.requiringNew().call(() -> limits.admit(asking.ballot(), asking.entry()))) {
                    send(asking);
                }
            }
        } catch (RuntimeException e) {
            // A message could quote what was typed.
            LOG.warnf(
                    "A member's request for the code is lost: %s", e.getClass().getSimpleName());
        }
    }

    private void send(OnRoll asking) {
        try {
            QuarkusTransaction.requiringNew().run(() -> resends.again(asking.ballot(), asking.entry()));
        } catch (HttpProblem nothingToSend) {
            LOG.debugf("Ballot %s: nothing is sent again (%s)", asking.ballot(), nothingToSend.getType());
        }
    }

    /** Each member whose number or e-mail address this is, on each roll meant, while the code is good for anything. */
    private List<OnRoll> find(String ballot, String numberOrAddress) {
        List<?> rows = database.createNativeQuery("""
                        select ballot, entry_id from (
                            select e.ballot, e.entry_id, dense_rank() over (order by e.member_id) as place
                            from contact k join roll_entry e on e.member_id = k.member_id
                            join ballot b on b.uuid = e.ballot and b.opened and b.ended is null and b.closes_at > :now
                            where (cast(:ballot as text) is null or e.ballot = cast(:ballot as text)) and not e.excluded
                              and (k.membership_number = :text or lower(k.personal_email) = lower(:text)
                                   or lower(k.work_email) = lower(:text))) as found
                        where place <= :most order by ballot, entry_id""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("text", numberOrAddress)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter("most", MOST_SHARING)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new OnRoll((String) row[0], (UUID) row[1]))
                .toList();
    }

    /** A member on a ballot's roll. */
    private record OnRoll(String ballot, UUID entry) {}
}
