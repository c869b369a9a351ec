package org.tellers.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Counts a ballot's mails by recipient domain, and whom of its roll a mail can reach. */
@ApplicationScoped
class DomainViews {

    /** Servers give a mail up after four or five days (RFC 5321, 4.5.4.1): then no news is that it was delivered. */
    private static final Duration GIVEN_UP = Duration.ofDays(5);

    private final EntityManager database;
    private final Clock clock;

    DomainViews(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The roll and the part of it that a mail can reach.
     *
     * @param entries entries that are not excluded
     * @param deliverable of these, with an address that is not suppressed and from which no mail of this ballot came back
     * @param withoutAddress of the others, without any address
     * @param suppressed with an address that gets no notices
     * @param bounced with an address from which a mail of this ballot came back for good
     */
    record RollReach(long entries, long deliverable, long withoutAddress, long suppressed, long bounced) {}

    DomainFigures domains(String ballot) {
        List<?> rows = database.createNativeQuery("""
                        select domain, count(distinct entry_id),
                               count(*) filter (where state = 'accepted' and not late),
                               count(*) filter (where late or deferred),
                               count(*) filter (where state = 'bounced' or (refused and not policy)),
                               count(*) filter (where state = 'blocked' or (refused and policy))
                        from (
                            select domain, entry_id, state,
                                   state = 'accepted' and coalesce(delayed_at > :late, false) as late,
                                   state = 'queued' and (soft_bounces > 0
                                       or coalesce(reason like 'deferred-%' or reason = 'mailbox-full', false)) as deferred,
                                   state = 'failed' and reason <> 'address-invalid' as refused,
                                   coalesce(reason in ('policy-block', 'sender-refused'), false) as policy
                            from dispatch where ballot = :ballot and domain <> '') as mail
                        where state in ('accepted', 'bounced', 'blocked') or deferred or refused
                        group by domain""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("late", clock.instant().minus(GIVEN_UP).atOffset(ZoneOffset.UTC))
                .getResultList();
        return DomainFigures.of(rows.stream()
                .map(Object[].class::cast)
                .map(row -> DomainFigures.domain(
                        (String) row[0],
                        DomainFigures.Counts.of(
                                (Long) row[1], (Long) row[2], (Long) row[3], (Long) row[4], (Long) row[5])))
                .toList());
    }

    RollReach reach(String ballot) {
        Object[] row = (Object[]) database.createNativeQuery("""
                        with returned as materialized (
                            select d.entry_id, d.sent_to from dispatch d
                            where d.ballot = :ballot and d.state = 'bounced' and not exists (
                                select 1 from dispatch n where n.entry_id = d.entry_id and n.sent_to = d.sent_to
                                  and n.state = 'accepted' and n.id > d.id)),
                        entry as (
                            select k.address is not null as reachable,
                                   exists (select 1 from suppression s
                                       where s.hash = h.hash and s.mail_class = 'notice') as suppressed,
                                   exists (select 1 from returned r
                                       where r.entry_id = e.entry_id and r.sent_to = h.hash) as bounced
                            from roll_entry e
                            left join contact k on k.member_id = e.member_id
                            left join address_hash h on h.member_id = e.member_id
                            where e.ballot = :ballot and not e.excluded)
                        select count(*), count(*) filter (where reachable and not suppressed and not bounced),
                               count(*) filter (where not reachable), count(*) filter (where reachable and suppressed),
                               count(*) filter (where reachable and not suppressed and bounced)
                        from entry""", Object[].class)
                .setParameter("ballot", ballot)
                .getSingleResult();
        return new RollReach((Long) row[0], (Long) row[1], (Long) row[2], (Long) row[3], (Long) row[4]);
    }

    /** Ballots of which some mail is in trouble, and which are not long over. */
    List<String> troubled() {
        List<?> ballots = database.createNativeQuery("""
                        select b.uuid from ballot b
                        where (b.ended is null or b.closes_at > :recently)
                          and exists (select 1 from dispatch d where d.ballot = b.uuid
                              and (d.state in ('failed', 'blocked') or d.delayed_at is not null
                                  or (d.state = 'queued' and d.attempts > 0)))
                        order by b.uuid""", String.class)
                .setParameter("recently", clock.instant().minus(GIVEN_UP).atOffset(ZoneOffset.UTC))
                .getResultList();
        return ballots.stream().map(String.class::cast).toList();
    }
}
