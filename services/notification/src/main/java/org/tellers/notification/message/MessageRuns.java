package org.tellers.notification.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tellers.contracts.Fact;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.events.Outbox;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.DispatchQueue;
import org.tellers.notification.dispatch.ExtensionNotice;
import org.tellers.notification.dispatch.MailSettings;
import org.tellers.notification.dispatch.SendingWindow;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Problem;

/**
 * Mails to an audience: asked for once, queued when their time has come, to exactly those for whom they are at that
 * moment. Queueing goes through the roll in small steps, each a transaction that notes how far it came; a crash goes on
 * where it stopped, and the key of each mail keeps it from being queued twice.
 */
@ApplicationScoped
public class MessageRuns {

    private static final int STEP = 500;
    /** Who asks for a notice that follows from the ballot itself. */
    private static final String BY_THE_BALLOT = "ballot";
    /** Greater than the identifier of every run. */
    private static final UUID NEXT_RUN = new UUID(-1, -1);

    private final EntityManager database;
    private final Outbox outbox;
    private final DispatchQueue queue;
    private final MailSettings settings;
    private final Clock clock;

    MessageRuns(EntityManager database, Outbox outbox, DispatchQueue queue, MailSettings settings, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How many a message is for, at this moment.
     *
     * @param recipients with an address
     * @param withoutAddress without one
     */
    public record Count(long recipients, long withoutAddress) {}

    /**
     * A campaign message in one language.
     *
     * @param subject subject line
     * @param body plain text
     */
    public record Text(String subject, String body) {}

    /**
     * Asks for the invitations. Asked again, it invites nobody twice and only sets the instant anew; inside the caller's
     * transaction.
     *
     * @return who will be invited
     */
    public Count invite(String uuid, Instant notBefore, String by) {
        KnownBallot ballot = requireSendable(uuid, MailKind.INVITATION, notBefore);
        if (!ballot.setupComplete || activationsPending(uuid)) {
            throw Problem.conflict(
                    "credentials-not-ready",
                    "Not every entry of the roll has a live credential yet; see the progress under credentials and ask"
                            + " again when its state is ready.");
        }
        Optional<DispatchRun> asked = runs(uuid, MailKind.INVITATION).stream().findFirst();
        if (asked.isPresent()) {
            DispatchRun run = DispatchRun.findById(asked.get().id, LockModeType.PESSIMISTIC_WRITE);
            run.notBefore = notBefore;
        } else {
            start(ballot, MailKind.INVITATION, notBefore, by);
        }
        return count(uuid, MailKind.INVITATION);
    }

    /**
     * Asks for a message; inside the caller's transaction.
     *
     * @param texts of a campaign message, by language; empty for every other kind
     */
    DispatchRun ask(String uuid, MailKind kind, Instant notBefore, Map<Language, Text> texts, String by) {
        KnownBallot ballot = requireSendable(uuid, kind, notBefore);
        requireKept(uuid);
        if (kind == MailKind.CAMPAIGN) {
            requireCampaignSender();
        }
        if (kind == MailKind.INVITATION) {
            invite(uuid, notBefore, by);
            return runs(uuid, kind).getFirst();
        }
        if (runs(uuid, kind).stream().anyMatch(DispatchRun::atWork)) {
            throw Problem.conflict(
                    "message-under-way",
                    "A message of this kind is still being queued for this ballot; wait for it, or cancel it first.");
        }
        if (kind == MailKind.RECORDED && !runs(uuid, kind).isEmpty()) {
            throw Problem.conflict(
                    "message-sent-already", "Members were told already whether a vote was recorded in their name.");
        }
        DispatchRun run = start(ballot, kind, notBefore, by);
        texts.forEach((language, text) -> database.createNativeQuery("""
                        insert into campaign_text (run_id, ballot, language, subject, body)
                        values (:run, :ballot, :language, :subject, :body)""")
                .setParameter("run", run.id)
                .setParameter("ballot", uuid)
                .setParameter("language", language.code())
                .setParameter("subject", text.subject())
                .setParameter("body", text.body())
                .executeUpdate());
        return run;
    }

    /**
     * Has everyone who was invited told that the close was extended (rule R8), once for each new close; inside the
     * caller's transaction. A ballot that is over has nobody to tell.
     *
     * @param reason why, as everyone may read it
     */
    void tellExtension(String uuid, Instant previousClosesAt, Instant closesAt, String reason) {
        KnownBallot ballot = KnownBallot.locked(uuid);
        if (ballot.ended != null || ExtensionNotice.told(uuid, closesAt)) {
            return;
        }
        DispatchRun run = start(ballot, MailKind.EXTENSION, null, BY_THE_BALLOT);
        ExtensionNotice.of(run.id, uuid, previousClosesAt, closesAt, reason).persistAndFlush();
    }

    /** Refuses a campaign message where campaigns have no sender of their own (rule R17). */
    void requireCampaignSender() {
        if (settings.campaignFrom().isEmpty()
                || MailSettings.addressIn(settings.campaignFrom().get())
                        .equalsIgnoreCase(MailSettings.addressIn(settings.noticeFrom()))) {
            throw Problem.conflict(
                    "campaign-sender-missing",
                    "Campaign messages need a sender of their own, other than that of the notices: set"
                            + " TELLERS_CAMPAIGN_FROM.");
        }
    }

    private KnownBallot requireSendable(String uuid, MailKind kind, Instant notBefore) {
        KnownBallot ballot = KnownBallot.required(uuid, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        if (kind.endsAtClose()) {
            ballot.requireBeforeClose(now);
        }
        SendingWindow window = window(ballot);
        window.hold(kind, now).ifPresent(hold -> {
            switch (hold) {
                case TOO_LATE ->
                    throw Problem.conflict(
                            hold.code(),
                            "The close is too near: nothing that carries a code is sent in the last %d minutes."
                                    .formatted(settings.stopBeforeClose().toMinutes()));
                case CANCELLED ->
                    throw Problem.conflict(hold.code(), "The ballot was cancelled; nothing more is sent for it.");
                case CLOSED, NOT_OPEN, NOT_CLOSED, NO_OUTCOME -> {}
            }
        });
        if (notBefore != null && kind.endsAtClose() && !notBefore.isBefore(window.stopsAt())) {
            throw Problem.badField(
                    "not-before-after-close",
                    "notBefore",
                    "Sending stops at %s, before the close; choose an earlier instant.".formatted(window.stopsAt()));
        }
        return ballot;
    }

    /** What is sent after the mail events of a ballot were erased would never be erased. */
    private void requireKept(String uuid) {
        boolean erased = !database.createNativeQuery(
                        "select 1 from retention_certificate where ballot = :ballot and rule = 'mail-events' limit 1",
                        Integer.class)
                .setParameter("ballot", uuid)
                .getResultList()
                .isEmpty();
        if (erased) {
            throw Problem.conflict(
                    "mail-events-erased",
                    "The mail events of this ballot have been erased as the rules of retention say; nothing more is"
                            + " sent for it.");
        }
    }

    private DispatchRun start(KnownBallot ballot, MailKind kind, Instant notBefore, String by) {
        DispatchRun run = new DispatchRun();
        run.id =
                (UUID) database.createNativeQuery("select uuidv7()", UUID.class).getSingleResult();
        run.ballot = ballot.uuid;
        run.kind = kind.code();
        run.issue = 1 + runs(ballot.uuid, kind).size();
        run.stage = "waiting";
        run.notBefore = notBefore;
        run.nextRound = kind == MailKind.CONFIRMATION
                ? ConfirmationRound.after(clock.instant(), settings.confirmationsAt())
                : null;
        run.askedBy = by;
        run.askedAt = clock.instant();
        run.persistAndFlush();
        return run;
    }

    private static List<DispatchRun> runs(String ballot, MailKind kind) {
        return DispatchRun.list("ballot = ?1 and kind = ?2 order by issue", ballot, kind.code());
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

    /** How many a message of this kind would be for at this moment. */
    Count count(String ballot, MailKind kind) {
        return count(ballot, kind, NEXT_RUN);
    }

    /** How many a run is for at this moment. */
    Count count(DispatchRun run) {
        return count(run.ballot, run.mailKind(), run.id);
    }

    private Count count(String ballot, MailKind kind, UUID run) {
        Query query = database.createNativeQuery(
                        """
                        select count(*) filter (where %1$s), count(*) filter (where not (%1$s))
                        from roll_entry e left join contact k on k.member_id = e.member_id
                        where e.ballot = :ballot and %2$s""".formatted(Audience.WITH_ADDRESS, Audience.of(kind)), Object[].class)
                .setParameter("ballot", ballot);
        if (kind == MailKind.EXTENSION) {
            query.setParameter("run", run);
        }
        Object[] row = (Object[]) query.getSingleResult();
        return new Count((long) row[0], (long) row[1]);
    }

    /** Pauses a run or lets it go on; what is in flight is not called back. */
    DispatchRun pause(String ballot, UUID id, boolean paused) {
        DispatchRun run = DispatchRun.required(ballot, id, LockModeType.PESSIMISTIC_WRITE);
        if (run.stage.equals("cancelled") || run.stage.equals("over")) {
            throw Problem.conflict("message-ended", "The message has ended; nothing of it is left to be sent.");
        }
        run.paused = paused;
        return run;
    }

    /** Ends a run: what has not left is withdrawn. */
    DispatchRun cancel(String ballot, UUID id) {
        DispatchRun run = DispatchRun.required(ballot, id, LockModeType.PESSIMISTIC_WRITE);
        if (run.mailKind() == MailKind.INVITATION) {
            throw Problem.conflict(
                    "invitations-cannot-be-cancelled",
                    "Every member on the roll must be invited; pause the invitations instead.");
        }
        if (run.mailKind() == MailKind.EXTENSION) {
            throw Problem.conflict(
                    "extension-notice-cannot-be-cancelled",
                    "Everyone who was invited must hear that the close is later; pause the notice instead.");
        }
        run.stage = "cancelled";
        database.createNativeQuery("""
                        update dispatch set state = 'withdrawn', reason = 'cancelled', settled_at = :now
                        where run_id = :run and state in ('queued', 'without-address', 'unsent')""")
                .setParameter("run", id)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        return run;
    }

    /** Runs for which mails may have to be queued. */
    @SuppressWarnings("unchecked")
    List<UUID> atWork() {
        return database.createNativeQuery("""
                        select r.id from dispatch_run r
                        where r.stage in ('waiting', 'queueing') and not r.paused
                          and (r.not_before is null or r.not_before <= :now)
                          and (r.next_round is null or r.next_round <= :now or exists
                              (select 1 from ballot b where b.uuid = r.ballot and b.ended is not null))
                        order by r.id""", UUID.class)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .getResultList();
    }

    /**
     * Queues the next mails of a run; in a transaction of its own.
     *
     * @return whether there may be more to queue now
     */
    boolean step(UUID id) {
        Object uuid = database.createNativeQuery("select ballot from dispatch_run where id = :id", String.class)
                .setParameter("id", id)
                .getSingleResult();
        // The ballot's row first, as everybody does: a close that is announced now leaves no mail behind it.
        KnownBallot ballot = KnownBallot.findById(uuid, LockModeType.PESSIMISTIC_READ);
        DispatchRun run = DispatchRun.findById(id, LockModeType.PESSIMISTIC_WRITE);
        MailKind kind = run.mailKind();
        boolean held = window(ballot).hold(kind, clock.instant()).isPresent()
                || (kind == MailKind.RECORDED && !votesKnown(ballot));
        if (held || !run.atWork() || run.paused) {
            return false;
        }
        if (run.stage.equals("waiting")) {
            run.stage = "queueing";
            run.beganAt = clock.instant();
        }
        if (enqueue(run, kind) == STEP) {
            return true;
        }
        finishRound(run, kind, ballot);
        return false;
    }

    private void finishRound(DispatchRun run, MailKind kind, KnownBallot ballot) {
        if (kind == MailKind.CONFIRMATION) {
            run.restart();
            run.nextRound = ConfirmationRound.after(clock.instant(), settings.confirmationsAt());
            if (ballot.ended != null && votesKnown(ballot)) {
                run.stage = "queued";
            }
        } else if (kind.standing()) {
            run.restart();
        } else {
            run.stage = "queued";
        }
    }

    /** Whether every vote that counts is known here by its credential: only then "no vote" is the truth. */
    private boolean votesKnown(KnownBallot ballot) {
        return ballot.castAtClose != null
                && ballot.castAtClose
                        == (long) database.createNativeQuery(
                                        "select count(*) from credential where ballot = :ballot and state = 'used'",
                                        Long.class)
                                .setParameter("ballot", ballot.uuid)
                                .getSingleResult();
    }

    /**
     * Queues the mails of the next entries in the order of their random lots. What is queued already stays as it is: the
     * unique key says so, for the planner, asked in advance, may read the whole queue for each entry.
     *
     * @return entries passed; fewer than a step when none is left
     */
    @SuppressWarnings("unchecked")
    private int enqueue(DispatchRun run, MailKind kind) {
        List<Object[]> rows = database.createNativeQuery(
                        """
                        with audience as materialized (
                            select e.entry_id, e.lot, e.version, k.domain, %2$s as reachable
                            from roll_entry e left join contact k on k.member_id = e.member_id
                            where e.ballot = :ballot and (e.lot, e.entry_id) > (:lot, :entry) and %1$s
                            order by e.lot, e.entry_id limit :most),
                        invited as (
                            update roll_entry set invited = true
                            where :invites and entry_id in (select entry_id from audience)),
                        added as (
                            insert into dispatch (id, ballot, entry_id, kind, issue, message_id, state, reason, due_at,
                                                  queued_at, run_id, priority, domain)
                            select uuidv7(), :ballot, a.entry_id, :kind, :issue, %3$s,
                                   case when a.reachable then 'queued' else 'without-address' end,
                                   case when a.reachable then null else 'no-address' end,
                                   :now, :now, :run, :invites and a.version > 1, coalesce(a.domain, '')
                            from audience a order by a.lot, a.entry_id
                            on conflict (ballot, entry_id, kind, issue) do nothing
                            returning id, entry_id, state)
                        select a.lot, a.entry_id, d.id, d.state
                        from audience a left join added d on d.entry_id = a.entry_id order by a.lot, a.entry_id""".formatted(
                                        Audience.of(kind),
                                        Audience.WITH_ADDRESS,
                                        DispatchQueue.messageId(":ballot", "a.entry_id", ":kind", ":issue")),
                        Object[].class)
                .setParameter("ballot", run.ballot)
                .setParameter("lot", run.afterLot)
                .setParameter("entry", run.afterEntry)
                .setParameter("kind", run.kind)
                .setParameter("issue", run.issue)
                .setParameter("invites", kind == MailKind.INVITATION)
                .setParameter("run", run.id)
                .setParameter("most", STEP)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter("domain", queue.messageIdDomain())
                .getResultList();
        if (rows.isEmpty()) {
            return 0;
        }
        List<Fact> facts = new ArrayList<>();
        for (Object[] row : rows) {
            UUID dispatch = (UUID) row[2];
            if (dispatch == null) {
                continue;
            }
            facts.add(new DispatchQueued(run.ballot, dispatch, run.kind));
            if (row[3].equals("without-address")) {
                facts.add(new DispatchFailed(run.ballot, dispatch, run.kind, "no-address"));
            }
        }
        outbox.announceAll(run.ballot, facts);
        run.reached((Long) rows.getLast()[0], (UUID) rows.getLast()[1]);
        return rows.size();
    }

    SendingWindow window(KnownBallot ballot) {
        return SendingWindow.of(ballot, settings.stopBeforeClose());
    }
}
