package org.tellers.notification.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What the helpdesk did for whom, and who did it. It holds no credential, no address and no name of a member; from when
 * the roll is erased its entries name nobody. Kept for twelve months from the close.
 */
@ApplicationScoped
public class HelpdeskAudit {

    private final EntityManager database;
    private final Clock clock;

    HelpdeskAudit(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * More about an act; each may be null.
     *
     * @param reason stable code
     * @param note words to it
     * @param ref the replacement, letter or dispatch
     * @param amount members found or mails queued
     */
    public record Detail(String reason, String note, UUID ref, Integer amount) {

        /** Nothing more. */
        public static final Detail NONE = new Detail(null, null, null, null);

        /** What came of it. */
        public static Detail of(UUID ref) {
            return new Detail(null, null, ref, null);
        }

        /** How many. */
        public static Detail of(int amount) {
            return new Detail(null, null, null, amount);
        }

        /** Why. */
        public static Detail of(UUID ref, String reason, String note) {
            return new Detail(reason, note, ref, null);
        }
    }

    /**
     * An act as it was noted.
     *
     * @param id place in the order of noting
     * @param at when
     * @param entryId the roll entry, or null
     * @param action stable name of the act
     * @param by sign-in name, or member, staff, import, unknown, voting
     * @param reason stable code, or null
     * @param note words to it, or null
     * @param ref the replacement, letter or dispatch, or null
     * @param amount how many, or null
     */
    public record Noted(
            UUID id,
            Instant at,
            UUID entryId,
            String action,
            String by,
            String reason,
            String note,
            UUID ref,
            Integer amount) {}

    /** Notes an act; inside the caller's transaction. */
    public void note(Act act, String ballot, UUID entry, By by, Detail detail) {
        database.createNativeQuery("""
                        insert into helpdesk_audit (id, at, ballot, entry_id, action, by_name, by_subject, reason, note,
                                                    ref, amount)
                        values (uuidv7(), :at, :ballot, :entry, :action, :name, :subject, :reason, :note, :ref, :amount)""")
                .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .setParameter("action", act.code())
                .setParameter("name", by.name())
                .setParameter("subject", by.subject())
                .setParameter("reason", detail.reason())
                .setParameter("note", detail.note())
                .setParameter("ref", detail.ref())
                .setParameter("amount", detail.amount())
                .executeUpdate();
    }

    /** How many acts of these kinds a person has done since an instant, in any ballot. */
    public long count(String subject, Instant since, Act... acts) {
        return (long) database.createNativeQuery("""
                        select count(*) from helpdesk_audit
                        where by_subject = :subject and at >= :since and action = any(:acts)""", Long.class)
                .setParameter("subject", subject)
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .setParameter("acts", codes(acts))
                .getSingleResult();
    }

    /** What was done for one member, in order, without who searched and looked. */
    public List<Noted> ofEntry(String ballot, UUID entry) {
        return read(
                "entry_id = :entry and action <> '" + Act.VIEWED.code() + "'", ballot, entry, new UUID(0, 0), 1_000);
    }

    /** A page of a ballot's acts, in order; of one entry when that is not null. */
    public List<Noted> page(String ballot, UUID entry, UUID after, int most) {
        return read(
                entry == null ? "cast(:entry as uuid) is null" : "entry_id = :entry",
                ballot,
                entry,
                after == null ? new UUID(0, 0) : after,
                most);
    }

    private List<Noted> read(String condition, String ballot, UUID entry, UUID after, int most) {
        List<?> rows = database.createNativeQuery("""
                        select id, at, entry_id, action, by_name, reason, note, ref, amount from helpdesk_audit
                        where ballot = :ballot and id > :after and %s order by id limit :most""".formatted(condition), Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("after", after)
                .setParameter("entry", entry)
                .setParameter("most", most)
                .getResultList();
        List<Noted> noted = new ArrayList<>();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            noted.add(new Noted(
                    (UUID) row[0],
                    (Instant) row[1],
                    (UUID) row[2],
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    (String) row[6],
                    (UUID) row[7],
                    (Integer) row[8]));
        }
        return noted;
    }

    private static String[] codes(Act... acts) {
        return Arrays.stream(acts).map(Act::code).toArray(String[]::new);
    }
}
