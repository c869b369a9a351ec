package org.tellers.notification.invitation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.DispatchQueue;
import org.tellers.service.Problem;

/**
 * Exactly one invitation for each roll entry that may vote (story M1). Once an officer has asked for them, entries that
 * join the roll later are invited by themselves (story H8).
 */
@ApplicationScoped
class Invitations {

    private static final Logger LOG = Logger.getLogger(Invitations.class);

    private final EntityManager database;
    private final DispatchQueue dispatches;
    private final Clock clock;

    Invitations(EntityManager database, DispatchQueue dispatches, Clock clock) {
        this.database = database;
        this.dispatches = dispatches;
        this.clock = clock;
    }

    /**
     * Who will be invited by a request.
     *
     * @param queued entries with an address
     * @param withoutAddress entries that wait for one
     */
    record Audience(long queued, long withoutAddress) {}

    /**
     * Asks for the invitations. Asked again, it invites nobody twice and only sets the instant anew; inside the caller's
     * transaction.
     */
    Audience request(String uuid, Instant notBefore) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        ballot.requireBeforeClose(clock.instant());
        if (notBefore != null && !notBefore.isBefore(ballot.closesAt)) {
            throw Problem.badField(
                    "not-before-after-close", "notBefore", "The instant lies after the close; choose an earlier one.");
        }
        if (!ballot.setupComplete || activationsPending(uuid)) {
            throw Problem.conflict(
                    "credentials-not-ready",
                    "Not every entry of the roll has a live credential yet; see the progress under credentials and ask"
                            + " again when its state is ready.");
        }
        ballot.invitationsRequested = true;
        ballot.invitationsNotBefore = notBefore;
        return audience(uuid);
    }

    private boolean activationsPending(String ballot) {
        return !database.createNativeQuery("""
                        select 1 from credential_request r join roll_entry e on e.entry_id = r.entry_id
                        where r.ballot = :ballot and r.kind = 'activation' and r.state = 'pending' and e.version = 1
                        limit 1""", Integer.class)
                .setParameter("ballot", ballot)
                .getResultList()
                .isEmpty();
    }

    private Audience audience(String ballot) {
        Object[] row = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where coalesce(k.personal_email, k.work_email) is not null),
                               count(*) filter (where coalesce(k.personal_email, k.work_email) is null)
                        from roll_entry e left join contact k on k.member_id = e.member_id
                        where e.ballot = :ballot and e.activated and not e.invited and not e.excluded""", Object[].class)
                .setParameter("ballot", ballot)
                .getSingleResult();
        return new Audience((long) row[0], (long) row[1]);
    }

    /** Queues what is missing, in steps of their own, so that a crash goes on where it stopped. */
    @Scheduled(every = "{tellers.mail.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            for (String ballot : requested()) {
                while (QuarkusTransaction.requiringNew().call(() -> step(ballot)) > 0) {}
            }
        } catch (RuntimeException e) {
            LOG.warnf("Queueing invitations waits: %s", e.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> requested() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                                select b.uuid from ballot b where b.invitations_requested and b.ended is null
                                  and exists (select 1 from roll_entry e where e.ballot = b.uuid
                                      and e.activated and not e.invited and not e.excluded)""", String.class).getResultList());
    }

    private int step(String uuid) {
        // The lock keeps a close that is announced now from leaving a mail behind it in the queue.
        KnownBallot ballot = KnownBallot.findById(uuid, LockModeType.PESSIMISTIC_WRITE);
        return ballot.ended == null ? dispatches.addMissingInvitations(uuid) : 0;
    }
}
