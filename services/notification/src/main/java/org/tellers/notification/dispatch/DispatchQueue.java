package org.tellers.notification.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.contracts.Fact;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.events.Outbox;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.mailtext.Letter;

/**
 * The mails to be sent. A mail is known by (ballot, entry, kind, issue), unique in the table and its Message-ID at the
 * same time: it is queued once, and should a crash repeat it, the copy is recognisable as one.
 *
 * <p>States: queued → sending (leased to a worker; back to queued when the lease runs out) → accepted, failed, or without
 * address (back to queued when the register gets one); queued → withdrawn when it has lost its purpose.
 */
@ApplicationScoped
public class DispatchQueue {

    static final String NO_ADDRESS = "no-address";

    private static final int BATCH = 500;

    private final EntityManager database;
    private final Outbox outbox;
    private final Clock clock;
    private final String messageIdDomain;

    DispatchQueue(
            EntityManager database,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "tellers.mail.message-id-domain") String messageIdDomain) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.messageIdDomain = messageIdDomain;
    }

    /**
     * A claimed mail.
     *
     * @param id the dispatch
     * @param attempt number of this attempt, which also fences the lease
     */
    record Claim(UUID id, int attempt) {}

    /** Queues a further mail of this kind to an entry, numbered as the next issue; inside the caller's transaction. */
    public void add(String ballot, UUID entry, Letter.Kind kind) {
        Object[] row = (Object[])
                database.createNativeQuery("""
                        insert into dispatch (id, ballot, entry_id, kind, issue, message_id, state, due_at, queued_at)
                        select uuidv7(), :ballot, :entry, :kind, n, %s, 'queued', :now, :now
                        from (select coalesce(max(issue), 0) + 1 as n from dispatch
                              where ballot = :ballot and entry_id = :entry and kind = :kind) as next
                        returning id, state""".formatted(messageId(":ballot", ":entry", ":kind", "n")), Object[].class)
                        .setParameter("ballot", ballot)
                        .setParameter("entry", entry)
                        .setParameter("kind", kind.code())
                        .setParameter("domain", messageIdDomain)
                        .setParameter("now", now())
                        .getSingleResult();
        outbox.announce(ballot, new DispatchQueued(ballot, (UUID) row[0], kind.code()));
    }

    /**
     * Queues the invitation of entries that may vote and have none yet, some at a time; inside the caller's transaction.
     *
     * @return how many; none when all are queued
     */
    @SuppressWarnings("unchecked")
    public int addMissingInvitations(String ballot) {
        String kind = Letter.Kind.INVITATION.code();
        List<Object[]> queued = database.createNativeQuery(
                        """
                        with entry as (
                            update roll_entry set invited = true where entry_id in (
                                select entry_id from roll_entry
                                where ballot = :ballot and activated and not invited and not excluded
                                order by entry_id limit :most)
                            returning entry_id, member_id)
                        insert into dispatch (id, ballot, entry_id, kind, issue, message_id, state, due_at, queued_at)
                        select uuidv7(), :ballot, e.entry_id, :kind, 1, %s,
                               case when coalesce(k.personal_email, k.work_email) is null
                                    then 'without-address' else 'queued' end, :now, :now
                        from entry e left join contact k on k.member_id = e.member_id
                        on conflict do nothing
                        returning id, state""".formatted(messageId(":ballot", "e.entry_id", ":kind", "1")), Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("kind", kind)
                .setParameter("domain", messageIdDomain)
                .setParameter("most", BATCH)
                .setParameter("now", now())
                .getResultList();
        List<Fact> facts = new ArrayList<>();
        for (Object[] row : queued) {
            UUID id = (UUID) row[0];
            facts.add(new DispatchQueued(ballot, id, kind));
            if (row[1].equals("without-address")) {
                facts.add(new DispatchFailed(ballot, id, kind, NO_ADDRESS));
            }
        }
        outbox.announceAll(ballot, facts);
        return queued.size();
    }

    /** Nothing more is sent for a ballot; inside the caller's transaction. */
    public void withdrawAll(String ballot) {
        database.createNativeQuery("""
                        update dispatch set state = 'withdrawn', reason = 'ballot-over', leased_until = null
                        where ballot = :ballot and state in ('queued', 'without-address')""").setParameter("ballot", ballot).executeUpdate();
    }

    /** Claims due mails of a ballot for the length of the lease; none when it may not be written about now. */
    @SuppressWarnings("unchecked")
    List<Claim> claim(KnownBallot ballot, int most, Duration lease) {
        Instant now = clock.instant();
        if (!ballot.mailable(now)) {
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        for (Letter.Kind kind : Letter.Kind.values()) {
            boolean early = kind == Letter.Kind.INVITATION
                    && ballot.invitationsNotBefore != null
                    && now.isBefore(ballot.invitationsNotBefore);
            if (early || claims.size() >= most) {
                continue;
            }
            List<Object[]> rows = database.createNativeQuery("""
                            update dispatch set state = 'sending', attempts = attempts + 1, leased_until = :lease
                            where id in (
                                select d.id from dispatch d
                                where d.ballot = :ballot and d.kind = :kind and d.state = 'queued' and d.due_at <= :now
                                  and not exists (select 1 from credential_request r where r.entry_id = d.entry_id
                                      and r.kind = 'replacement' and r.state = 'pending')
                                order by d.due_at limit :most for update of d skip locked)
                            returning id, attempts""", Object[].class)
                    .setParameter("ballot", ballot.uuid)
                    .setParameter("kind", kind.code())
                    .setParameter("now", now())
                    .setParameter("lease", now.plus(lease).atOffset(ZoneOffset.UTC))
                    .setParameter("most", most - claims.size())
                    .getResultList();
            rows.forEach(row -> claims.add(new Claim((UUID) row[0], (Integer) row[1])));
        }
        return claims;
    }

    /** Mails whose worker died, and mails whose member has an address by now, are due again. */
    void requeue() {
        database.createNativeQuery("""
                        update dispatch set state = 'queued', leased_until = null
                        where state = 'sending' and leased_until < :now""").setParameter("now", now()).executeUpdate();
        database.createNativeQuery("""
                        update dispatch d set state = 'queued', reason = null, settled_at = null
                        from roll_entry e join contact k on k.member_id = e.member_id
                        where d.state = 'without-address' and e.entry_id = d.entry_id
                          and coalesce(k.personal_email, k.work_email) is not null""").executeUpdate();
    }

    /** Stores how an attempt ended; false when the lease was lost meanwhile and another attempt counts. */
    boolean settle(Claim claim, String ballot, String kind, Delivery delivery) {
        boolean ours = switch (delivery) {
            case Delivery.Accepted accepted -> move(claim, "accepted", null, null, 0);
            case Delivery.Refused refused -> move(claim, "failed", refused.reason(), null, 0);
            case Delivery.Later later ->
                move(claim, "queued", later.reason(), clock.instant().plus(Delivery.backOff(claim.attempt())), 0);
            case Delivery.RelayDown down -> move(claim, "queued", down.reason(), clock.instant(), 1);
        };
        if (ours && delivery instanceof Delivery.Accepted) {
            outbox.announce(ballot, new DispatchAccepted(ballot, claim.id(), kind));
        } else if (ours && delivery instanceof Delivery.Refused refused) {
            outbox.announce(ballot, new DispatchFailed(ballot, claim.id(), kind, refused.reason()));
        }
        return ours;
    }

    /** The member has no address now; the mail waits for one. */
    void withoutAddress(Claim claim, String ballot, String kind) {
        if (move(claim, "without-address", NO_ADDRESS, null, 1)) {
            outbox.announce(ballot, new DispatchFailed(ballot, claim.id(), kind, NO_ADDRESS));
        }
    }

    /** The mail has lost its purpose: no credential of the entry can vote now. */
    void withdraw(Claim claim, String reason) {
        move(claim, "withdrawn", reason, null, 1);
    }

    /** Gives a claimed mail back unsent. */
    void release(Claim claim) {
        move(claim, "queued", null, clock.instant(), 1);
    }

    private boolean move(Claim claim, String state, String reason, Instant due, int attemptsBack) {
        boolean settled = due == null;
        return database.createNativeQuery("""
                        update dispatch set state = :state, reason = :reason, leased_until = null,
                            attempts = attempts - :back,
                            due_at = case when :settled then due_at else cast(:due as timestamptz) end,
                            settled_at = case when :settled then cast(:now as timestamptz) end
                        where id = :id and state = 'sending' and attempts = :attempt""")
                        .setParameter("state", state)
                        .setParameter("reason", reason)
                        .setParameter("back", attemptsBack)
                        .setParameter("settled", settled)
                        .setParameter("due", settled ? now() : due.atOffset(ZoneOffset.UTC))
                        .setParameter("now", now())
                        .setParameter("id", claim.id())
                        .setParameter("attempt", claim.attempt())
                        .executeUpdate()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** The idempotency key in the form of a Message-ID (RFC 5322). */
    private static String messageId(String ballot, String entry, String kind, String issue) {
        return "'<' || cast(" + ballot + " as text) || '.' || cast(" + entry + " as text) || '.' || cast(" + kind
                + " as text) || '.' || cast(" + issue + " as text) || '@' || cast(:domain as text) || '>'";
    }
}
