package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose last mail with a code did not reach them, though they could vote and have an address. A mail reached nobody when
 * the relay refused it, when it came back or was blocked, and when it was not sent because an earlier one had come back
 * from that address.
 */
@ApplicationScoped
class BounceList {

    /**
     * Without those who wait for a mail with a code, or for a new code. A mail that came back settled when it did, which
     * may be after the correction; so its address is the one from when it was queued. A mail that was held back leaves by
     * itself once nothing stands against the address any more.
     */
    private static final String UNREACHED = """
            select l.entry_id, l.state, l.reason, coalesce(k.address_changed_at > l.at, false) as changed,
                   s.reason as suppressed
            from (select distinct on (d.entry_id) d.entry_id, d.state, d.reason,
                         case when d.state in ('failed', 'suppressed') then d.settled_at else d.queued_at end as at
                  from dispatch d
                  where d.ballot = :ballot and d.kind in ('invitation', 'resend', 'replacement', 'reminder')
                    and d.state <> 'withdrawn'
                  order by d.entry_id, d.queued_at desc, d.id desc) l
            join roll_entry e on e.entry_id = l.entry_id and not e.excluded
            join contact k on k.member_id = e.member_id and k.address is not null
            left join address_hash h on h.member_id = e.member_id
            left join suppression s on s.hash = h.hash and s.mail_class = 'notice'
            where (l.state in ('failed', 'bounced', 'blocked') or (l.state = 'suppressed' and l.reason = 'hard-bounce'))
              and exists (select 1 from credential c where c.entry_id = l.entry_id and c.state = 'active'
                          and c.sealed is not null)
              and not exists (select 1 from credential_request r where r.entry_id = l.entry_id
                              and r.kind = 'replacement' and r.state = 'pending')
              and not exists (select 1 from dispatch w where w.entry_id = l.entry_id
                              and w.kind in ('invitation', 'resend', 'replacement')
                              and (w.state in ('queued', 'sending') or (w.state = 'suppressed' and s.reason is null)))""";

    private final EntityManager database;

    BounceList(EntityManager database) {
        this.database = database;
    }

    /**
     * One whom the last mail did not reach.
     *
     * @param entryId the roll entry
     * @param state how that mail ended
     * @param reason stable code of the trouble, or null
     * @param addressChanged whether the address changed since
     * @param suppressed why the present address is left alone, so that nothing is sent there until that is lifted; absent:
     *     it is not
     */
    record Unreached(UUID entryId, String state, String reason, boolean addressChanged, String suppressed) {}

    /**
     * One who was chosen from the list.
     *
     * @param entryId the roll entry
     * @param suppressed why the present address is left alone; empty when it is not
     */
    record Chosen(UUID entryId, Optional<String> suppressed) {}

    /**
     * How long the list is.
     *
     * @param unreached everyone on it
     * @param addressChanged of these, whose address changed since
     * @param suppressed of all, whose present address is left alone
     */
    record Length(long unreached, long addressChanged, long suppressed) {}

    Length length(String ballot) {
        Object[] row = (Object[]) database.createNativeQuery(
                        "select count(*), count(*) filter (where changed), count(suppressed) from (" + UNREACHED
                                + ") as list",
                        Object[].class)
                .setParameter("ballot", ballot)
                .getSingleResult();
        return new Length((long) row[0], (long) row[1], (long) row[2]);
    }

    /** A part of the list, by entry. */
    List<Unreached> page(String ballot, UUID after, int most) {
        List<?> rows = database.createNativeQuery(
                        "select * from (" + UNREACHED
                                + ") as list where entry_id > :after order by entry_id limit :most",
                        Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .setParameter("most", most)
                .getResultList();
        List<Unreached> list = new ArrayList<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            list.add(new Unreached((UUID) row[0], (String) row[1], (String) row[2], (boolean) row[3], (String) row[4]));
        }
        return list;
    }

    /** Of the list, those whose address changed since, or those named. */
    List<Chosen> choose(String ballot, List<UUID> named) {
        List<?> rows = database.createNativeQuery(
                        "select entry_id, suppressed from (" + UNREACHED
                                + ") as list where (:any and changed) or entry_id = any(:named) order by entry_id",
                        Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("any", named == null)
                .setParameter("named", named == null ? new UUID[0] : named.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Chosen((UUID) row[0], Optional.ofNullable((String) row[1])))
                .toList();
    }
}
