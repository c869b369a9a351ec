package org.tellers.notification.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.events.Announcement;
import org.tellers.events.Outbox;
import org.tellers.notification.delivery.ReportBook;
import org.tellers.notification.mailtext.MailKind;

/**
 * The mails to be sent. A mail is known by (ballot, entry, kind, issue), unique in the table and its Message-ID at the
 * same time: it is queued once, and should a crash repeat it, the copy is recognisable as one.
 *
 * <p>States: queued → sending (leased to a worker; back to queued when the lease runs out) → accepted, failed, without
 * address (back to queued when the register gets one), or suppressed (back to queued when that is lifted or the address is
 * corrected); accepted → bounced or blocked when it comes back for good, or queued when it may be sent again; queued →
 * withdrawn when it has lost its purpose; queued → unsent when the close came too near (back to queued when it is extended).
 *
 * <p>Two lanes: late joiners and re-issues first, then the runs, all of which get the same share of each batch, so that
 * no ballot waits for another's hundred thousand mails.
 */
@ApplicationScoped
public class DispatchQueue {

    private static final String FIRST_LANE = """
            d.priority and d.ballot || '/' || d.kind = any(:streams)
            and not exists (select 1 from dispatch_run r where r.id = d.run_id and (r.paused or r.stage = 'cancelled'))""";
    /** Which run may send is decided once: a condition for each mail makes the planner sort the whole queue. */
    private static final String RUN = "not d.priority and d.run_id = :run";

    static final String NO_ADDRESS = "no-address";
    static final String SUPPRESSED = "suppressed";

    private final EntityManager database;
    private final Outbox outbox;
    private final ReportBook reports;
    private final Clock clock;
    private final String messageIdDomain;

    DispatchQueue(EntityManager database, Outbox outbox, ReportBook reports, Clock clock, MailSettings settings) {
        this.database = database;
        this.outbox = outbox;
        this.reports = reports;
        this.clock = clock;
        this.messageIdDomain = settings.messageIdDomain();
    }

    /**
     * A claimed mail.
     *
     * @param id the dispatch
     * @param ballot the Belenios uuid of the ballot
     * @param kind why it is written
     * @param attempt number of this attempt, which also fences the lease
     * @param domain domain of the recipient as it was when it was queued
     */
    record Claim(UUID id, String ballot, MailKind kind, int attempt, String domain) {}

    /**
     * Mails of one kind about one ballot that may leave now.
     *
     * @param ballot the Belenios uuid of the ballot
     * @param kind the kind
     */
    record Stream(String ballot, MailKind kind) {

        private String name() {
            return ballot + "/" + kind.code();
        }
    }

    /**
     * What is to be stored of an attempt.
     *
     * @param claim the claimed mail
     * @param delivery how it ended
     */
    record Ended(Claim claim, Delivery delivery) {}

    /**
     * A mail that is about to leave.
     *
     * @param claim the claimed mail
     * @param sentTo hash of the address it goes to
     */
    record Start(Claim claim, byte[] sentTo) {}

    /**
     * Queues a further mail of this kind to an entry, numbered as the next issue, in the first lane; inside the caller's
     * transaction.
     *
     * @return the dispatch
     */
    public UUID add(String ballot, UUID entry, MailKind kind) {
        Object[] row = (Object[])
                database.createNativeQuery("""
                        insert into dispatch (id, ballot, entry_id, kind, issue, message_id, state, due_at, queued_at,
                                              priority, domain)
                        select uuidv7(), :ballot, :entry, :kind, n, %s, 'queued', :now, :now, true,
                               coalesce((select k.domain from roll_entry e join contact k on k.member_id = e.member_id
                                         where e.entry_id = :entry), '')
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
        return (UUID) row[0];
    }

    /** Nothing more that ends at the close is sent for a ballot; what had not left is kept and listed as unsent. */
    public void close(String ballot) {
        setAside(ballot, SendingWindow.Hold.CLOSED);
        database.createNativeQuery("""
                        update dispatch_run set stage = 'over'
                        where ballot = :ballot and stage in ('waiting', 'queueing') and kind = any(:kinds)""")
                .setParameter("ballot", ballot)
                .setParameter("kinds", codes(MailKind::endsAtClose))
                .executeUpdate();
    }

    /** Nothing more at all is sent for a ballot. */
    public void cancel(String ballot) {
        database.createNativeQuery("""
                        update dispatch set state = 'withdrawn', reason = 'ballot-cancelled', settled_at = :now
                        where ballot = :ballot and state in ('queued', 'without-address', 'suppressed')""")
                .setParameter("ballot", ballot)
                .setParameter("now", now())
                .executeUpdate();
        database.createNativeQuery("""
                        update dispatch_run set stage = 'over'
                        where ballot = :ballot and stage in ('waiting', 'queueing', 'queued')""").setParameter("ballot", ballot).executeUpdate();
    }

    /** What ends at the close and has not left stays here, listed as unsent with what held it back; how many mails. */
    int setAside(String ballot, SendingWindow.Hold hold) {
        return database.createNativeQuery("""
                        update dispatch set state = 'unsent', reason = :reason, settled_at = :now
                        where ballot = :ballot and state = 'queued' and kind = any(:kinds)""")
                .setParameter("ballot", ballot)
                .setParameter("reason", hold.code())
                .setParameter("kinds", codes(MailKind::endsAtClose))
                .setParameter("now", now())
                .executeUpdate();
    }

    /** The close was extended: what it had stopped is due again. */
    void goOn(String ballot) {
        database.createNativeQuery("""
                        update dispatch set state = 'queued', reason = null, settled_at = null, due_at = :now
                        where ballot = :ballot and state = 'unsent' and reason = 'close-too-near'""")
                .setParameter("ballot", ballot)
                .setParameter("now", now())
                .executeUpdate();
    }

    private static String[] codes(Predicate<MailKind> which) {
        return Arrays.stream(MailKind.values())
                .filter(which)
                .map(MailKind::code)
                .toArray(String[]::new);
    }

    /**
     * Claims due mails for the length of the lease, those of the first lane first. Workers and replicas pass over what
     * another is claiming, so they share the work.
     *
     * @param allowed what may leave now
     * @param resting domains that have had their share for the moment
     */
    List<Claim> claim(Collection<Stream> allowed, Collection<String> resting, int most, Duration lease) {
        String[] streams = allowed.stream().map(Stream::name).toArray(String[]::new);
        List<Claim> claims = new ArrayList<>(claim(FIRST_LANE, Map.of("streams", streams), resting, most, lease));
        List<UUID> runs = claims.size() < most ? runs(streams) : List.of();
        for (int i = 0; i < runs.size() && claims.size() < most; i++) {
            int share = Math.ceilDiv(most - claims.size(), runs.size() - i);
            claims.addAll(claim(RUN, Map.of("run", runs.get(i)), resting, share, lease));
        }
        return claims;
    }

    @SuppressWarnings("unchecked")
    private List<UUID> runs(String[] streams) {
        return database.createNativeQuery("""
                        select r.id from dispatch_run r
                        where not r.paused and r.stage in ('queueing', 'queued')
                          and r.ballot || '/' || r.kind = any(:streams)
                          and exists (select 1 from dispatch d where d.run_id = r.id and d.state = 'queued'
                              and not d.priority and d.due_at <= :now)
                        order by random()""", UUID.class)
                .setParameter("streams", streams)
                .setParameter("now", now())
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private List<Claim> claim(
            String lane, Map<String, Object> choice, Collection<String> resting, int most, Duration lease) {
        var query = database.createNativeQuery("""
                        update dispatch set state = 'sending', attempts = attempts + 1, leased_until = :lease
                        where id in (
                            select d.id from dispatch d
                            where d.state = 'queued' and %s and d.due_at <= :now and d.domain <> all(:resting)
                              and not exists (select 1 from credential_request r where r.entry_id = d.entry_id
                                  and r.kind = 'replacement' and r.state = 'pending')
                            order by d.due_at, d.id limit :most for update of d skip locked)
                        returning id, ballot, kind, attempts, domain""".formatted(lane), Object[].class)
                .setParameter("resting", resting.toArray(String[]::new))
                .setParameter("now", now())
                .setParameter("lease", later(lease))
                .setParameter("most", most);
        choice.forEach(query::setParameter);
        return ((List<Object[]>) query.getResultList())
                .stream()
                        .map(row -> new Claim(
                                (UUID) row[0], (String) row[1], MailKind.of((String) row[2]), (Integer) row[3], (String)
                                        row[4]))
                        .toList();
    }

    /** Mails whose worker died, and mails whose member can be written to by now, are due again; others have no purpose. */
    void requeue() {
        database.createNativeQuery("""
                        update dispatch set state = 'queued', leased_until = null,
                            repeats = repeats + cast(in_flight as integer), in_flight = false
                        where state = 'sending' and leased_until < :now""").setParameter("now", now()).executeUpdate();
        database.createNativeQuery("""
                        update dispatch d set state = 'queued', reason = null, settled_at = null
                        from roll_entry e join contact k on k.member_id = e.member_id, ballot b
                        where d.state = 'without-address' and d.kind = any(:kinds) and e.entry_id = d.entry_id
                          and k.address is not null and b.uuid = d.ballot and b.ended is null""")
                .setParameter("kinds", codes(MailKind::waitsForAddress))
                .executeUpdate();
        // Lifted, or the member has another address by now; what waits for that is a notice.
        database.createNativeQuery("""
                        update dispatch d set state = 'queued', reason = null, settled_at = null, due_at = :now
                        from roll_entry e join address_hash h on h.member_id = e.member_id, ballot b
                        where d.state = 'suppressed' and d.kind = any(:kinds) and e.entry_id = d.entry_id
                          and b.uuid = d.ballot and b.ended is null
                          and not exists (select 1 from suppression s where s.hash = h.hash and s.mail_class = 'notice')""")
                .setParameter("now", now())
                .setParameter("kinds", codes(MailKind::waitsForAddress))
                .executeUpdate();
        // In flight when their message was ended, and given back since.
        database.createNativeQuery("""
                        update dispatch d set state = 'withdrawn', reason = 'cancelled', settled_at = :now
                        from dispatch_run r
                        where r.stage = 'cancelled' and d.run_id = r.id and d.state = 'queued'""").setParameter("now", now()).executeUpdate();
    }

    /** A crash of the database may lose what this transaction writes; the disk is not waited for. */
    void doNotWaitForDisk() {
        database.createNativeQuery("set local synchronous_commit = off").executeUpdate();
    }

    /**
     * Notes that the relay is about to be handed these mails, and renews their leases: should the process die from here
     * on, they are counted as mails that may have left twice.
     *
     * @return those of them whose lease was not lost meanwhile, by the dispatch's id
     */
    Set<UUID> begin(List<Start> starts, Duration lease) {
        Set<UUID> begun = new HashSet<>();
        if (starts.isEmpty()) {
            return begun;
        }
        database.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement note = connection.prepareStatement("""
                    update dispatch set in_flight = true, leased_until = ?, sent_to = ?
                    where id = ? and state = 'sending' and attempts = ?""")) {
                for (Start start : starts) {
                    note.setObject(1, later(lease));
                    note.setBytes(2, start.sentTo());
                    note.setObject(3, start.claim().id());
                    note.setInt(4, start.claim().attempt());
                    note.addBatch();
                }
                int[] ours = note.executeBatch();
                for (int i = 0; i < ours.length; i++) {
                    if (ours[i] == 1) {
                        begun.add(starts.get(i).claim().id());
                    }
                }
            }
        });
        return begun;
    }

    /** Stores how attempts ended. Where a lease was lost meanwhile another attempt counts, and nothing is stored. */
    void settle(List<Ended> attempts) {
        List<Announcement> facts = new ArrayList<>();
        List<Ended> refused = new ArrayList<>();
        database.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement move = connection.prepareStatement("""
                    update dispatch set state = ?, reason = ?, leased_until = null, in_flight = false,
                        attempts = attempts - ?, due_at = coalesce(?, due_at), settled_at = ?
                    where id = ? and state = 'sending' and attempts = ?""")) {
                for (Ended ended : attempts) {
                    Move to = move(ended);
                    move.setString(1, to.state());
                    move.setString(2, to.reason());
                    move.setInt(3, to.attemptsBack());
                    set(move, 4, to.due());
                    set(move, 5, to.due() == null ? clock.instant() : null);
                    move.setObject(6, ended.claim().id());
                    move.setInt(7, ended.claim().attempt());
                    move.addBatch();
                }
                int[] ours = move.executeBatch();
                for (int i = 0; i < ours.length; i++) {
                    if (ours[i] == 1) {
                        announce(facts, attempts.get(i));
                        if (attempts.get(i).delivery() instanceof Delivery.Refused) {
                            refused.add(attempts.get(i));
                        }
                    }
                }
            }
        });
        for (Ended ended : refused) {
            reports.refusedByRelay(
                    ended.claim().id(), ended.claim().attempt(), ((Delivery.Refused) ended.delivery()).status());
        }
        outbox.announceEach(facts);
    }

    private record Move(String state, String reason, Instant due, int attemptsBack) {}

    private Move move(Ended ended) {
        return switch (ended.delivery()) {
            case Delivery.Accepted accepted -> new Move("accepted", null, null, 0);
            case Delivery.Refused refused -> new Move("failed", refused.reason(), null, 0);
            case Delivery.Unusable unusable -> new Move("failed", unusable.reason(), null, 1);
            case Delivery.Suppressed suppressed -> new Move("suppressed", suppressed.reason(), null, 1);
            case Delivery.Later later ->
                new Move(
                        "queued",
                        later.reason(),
                        clock.instant().plus(Delivery.backOff(ended.claim().attempt())),
                        0);
            case Delivery.RelayDown down -> new Move("queued", down.reason(), clock.instant(), 1);
            case Delivery.NoAddress none -> new Move("without-address", NO_ADDRESS, null, 1);
            case Delivery.Withdrawn withdrawn -> new Move("withdrawn", withdrawn.reason(), null, 1);
            case Delivery.NotNow notNow ->
                new Move("queued", null, clock.instant().plus(notNow.pause()), 1);
        };
    }

    private static void announce(List<Announcement> facts, Ended ended) {
        Claim claim = ended.claim();
        String kind = claim.kind().code();
        switch (ended.delivery()) {
            case Delivery.Accepted accepted ->
                facts.add(new Announcement(claim.ballot(), new DispatchAccepted(claim.ballot(), claim.id(), kind)));
            case Delivery.Refused refused ->
                facts.add(new Announcement(
                        claim.ballot(), new DispatchFailed(claim.ballot(), claim.id(), kind, refused.reason())));
            case Delivery.Unusable unusable ->
                facts.add(new Announcement(
                        claim.ballot(), new DispatchFailed(claim.ballot(), claim.id(), kind, unusable.reason())));
            case Delivery.Suppressed suppressed ->
                facts.add(new Announcement(
                        claim.ballot(), new DispatchFailed(claim.ballot(), claim.id(), kind, SUPPRESSED)));
            case Delivery.NoAddress none ->
                facts.add(new Announcement(
                        claim.ballot(), new DispatchFailed(claim.ballot(), claim.id(), kind, NO_ADDRESS)));
            case Delivery.Later later -> {}
            case Delivery.RelayDown down -> {}
            case Delivery.Withdrawn withdrawn -> {}
            case Delivery.NotNow notNow -> {}
        }
    }

    private static void set(PreparedStatement statement, int index, Instant instant) throws java.sql.SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime later(Duration time) {
        return clock.instant().plus(time).atOffset(ZoneOffset.UTC);
    }

    /** The domain behind the @ of every Message-ID. */
    public String messageIdDomain() {
        return messageIdDomain;
    }

    /** SQL for the idempotency key in the form of a Message-ID (RFC 5322); parameter {@code :domain} is its domain. */
    public static String messageId(String ballot, String entry, String kind, String issue) {
        return "'<' || cast(" + ballot + " as text) || '.' || cast(" + entry + " as text) || '.' || cast(" + kind
                + " as text) || '.' || cast(" + issue + " as text) || '@' || cast(:domain as text) || '>'";
    }
}
