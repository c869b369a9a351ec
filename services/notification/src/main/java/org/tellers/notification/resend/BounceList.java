package org.tellers.notification.resend;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whose last mail with a code did not reach them, though they could vote and have an address. A mail reached nobody when
 * the relay refused it, and when it came back or was blocked.
 */
@ApplicationScoped
class BounceList {

    /**
     * Without those who wait for a mail with a code, or for a new code. A mail that came back settled when it did, which
     * may be after the correction; so its address is the one from when it was queued.
     */
    private static final String UNREACHED = """
            select l.entry_id, l.state, l.reason, coalesce(k.address_changed_at > l.at, false) as changed
            from (select distinct on (d.entry_id) d.entry_id, d.state, d.reason,
                         case when d.state = 'failed' then d.settled_at else d.queued_at end as at
                  from dispatch d
                  where d.ballot = :ballot and d.kind in ('invitation', 'resend', 'replacement', 'reminder')
                    and d.state <> 'withdrawn'
                  order by d.entry_id, d.queued_at desc, d.id desc) l
            join roll_entry e on e.entry_id = l.entry_id and not e.excluded
            join contact k on k.member_id = e.member_id and k.address is not null
            where l.state in ('failed', 'bounced', 'blocked')
              and exists (select 1 from credential c where c.entry_id = l.entry_id and c.state = 'active'
                          and c.sealed is not null)
              and not exists (select 1 from credential_request r where r.entry_id = l.entry_id
                              and r.kind = 'replacement' and r.state = 'pending')
              and not exists (select 1 from dispatch w where w.entry_id = l.entry_id and w.state in ('queued', 'sending')
                              and w.kind in ('invitation', 'resend', 'replacement'))""";

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
     */
    record Unreached(UUID entryId, String state, String reason, boolean addressChanged) {}

    /**
     * How long the list is.
     *
     * @param unreached everyone on it
     * @param addressChanged of these, whose address changed since
     */
    record Length(long unreached, long addressChanged) {}

    Length length(String ballot) {
        Object[] row = (Object[]) database.createNativeQuery(
                        "select count(*), count(*) filter (where changed) from (" + UNREACHED + ") as list",
                        Object[].class)
                .setParameter("ballot", ballot)
                .getSingleResult();
        return new Length((long) row[0], (long) row[1]);
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
            list.add(new Unreached((UUID) row[0], (String) row[1], (String) row[2], (boolean) row[3]));
        }
        return list;
    }

    /** Of the list, those whose address changed since, or those named. */
    @SuppressWarnings("unchecked")
    List<UUID> choose(String ballot, List<UUID> named) {
        return database.createNativeQuery(
                        "select entry_id from (" + UNREACHED
                                + ") as list where (:any and changed) or entry_id = any(:named) order by entry_id",
                        UUID.class)
                .setParameter("ballot", ballot)
                .setParameter("any", named == null)
                .setParameter("named", named == null ? new UUID[0] : named.toArray(UUID[]::new))
                .getResultList();
    }
}
