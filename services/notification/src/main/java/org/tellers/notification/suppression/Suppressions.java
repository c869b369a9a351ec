package org.tellers.notification.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Problem;

/**
 * Addresses that are left alone, each for a class of mails. They are known by a keyed hash: a corrected address has
 * another one and is free at once, for whoever it is. Every suppression and every lifting leaves a line.
 */
@ApplicationScoped
public class Suppressions {

    /** Nothing will ever arrive there. */
    public static final String HARD_BOUNCE = "hard-bounce";
    /** The member called such mails unwanted. */
    public static final String COMPLAINT = "complaint";

    private final EntityManager database;
    private final Clock clock;

    Suppressions(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A suppression of the address that a roll entry is written to now.
     *
     * @param entryId the roll entry
     * @param mailClass notice, reminder or campaign
     * @param reason hard-bounce or complaint
     * @param dispatchId the mail that the report was about
     * @param since since when
     */
    public record Suppression(UUID entryId, String mailClass, String reason, UUID dispatchId, Instant since) {}

    /**
     * Leaves an address alone from now on; inside the caller's transaction. What is so already stays as it is, but that a
     * complaint takes the place of a bounce: when the mailbox works again, mails are unwanted there still.
     */
    public void suppress(byte[] hash, Set<MailClass> classes, String reason, UUID dispatch, String ballot, UUID entry) {
        for (MailClass mailClass : classes) {
            int added = database.createNativeQuery("""
                            insert into suppression (hash, mail_class, reason, dispatch_id, since)
                            values (:hash, :class, :reason, :dispatch, :now)
                            on conflict (hash, mail_class) do update
                            set reason = excluded.reason, dispatch_id = excluded.dispatch_id, since = excluded.since
                            where suppression.reason = 'hard-bounce' and excluded.reason = 'complaint'""")
                    .setParameter("hash", hash)
                    .setParameter("class", mailClass.code())
                    .setParameter("reason", reason)
                    .setParameter("dispatch", dispatch)
                    .setParameter("now", now())
                    .executeUpdate();
            if (added == 1) {
                log(ballot, entry, mailClass.code(), "suppressed", reason, null);
            }
        }
    }

    /** Why mails of this kind to the entry's present address are not sent; empty when they are. */
    public Optional<String> against(UUID entry, MailKind kind) {
        List<?> reasons = database.createNativeQuery("""
                        select s.reason from roll_entry e
                        join address_hash h on h.member_id = e.member_id
                        join suppression s on s.hash = h.hash and s.mail_class = :class
                        where e.entry_id = :entry""", String.class)
                .setParameter("class", MailClass.of(kind).code())
                .setParameter("entry", entry)
                .getResultList();
        return reasons.stream().findFirst().map(String.class::cast);
    }

    /**
     * Lifts as {@link #liftBounces} does; a 409 problem, which says what to do instead, when nothing can be lifted.
     *
     * @param by who lifts it
     * @param reason why
     */
    void lift(String ballot, UUID entry, String by, String reason) {
        if (liftBounces(ballot, entry, by, reason)) {
            return;
        }
        if (complainedOf(entry)) {
            throw Problem.conflict(
                    "complaint-stands",
                    "The member called such mails unwanted, and nobody takes that back for them. Correct the address"
                            + " if the member gives another one, or send a letter; formal notices are sent to this one"
                            + " still.");
        }
        throw Problem.conflict(
                "not-suppressed", "The member's present address is not suppressed; there is nothing to lift.");
    }

    /**
     * Lifts what stands against the entry's present address because mails came back, in every class; what waited for that
     * is sent in its turn. What a member complained of stays. Inside the caller's transaction.
     *
     * @param by who lifts it
     * @param reason why
     * @return whether there was anything to lift
     */
    public boolean liftBounces(String ballot, UUID entry, String by, String reason) {
        List<?> classes = database.createNativeQuery("""
                        delete from suppression s using roll_entry e join address_hash h on h.member_id = e.member_id
                        where e.entry_id = :entry and e.ballot = :ballot and s.hash = h.hash and s.reason = :bounce
                        returning s.mail_class""", String.class)
                .setParameter("entry", entry)
                .setParameter("ballot", ballot)
                .setParameter("bounce", HARD_BOUNCE)
                .getResultList();
        classes.forEach(mailClass -> log(ballot, entry, (String) mailClass, "lifted", reason, by));
        return !classes.isEmpty();
    }

    private boolean complainedOf(UUID entry) {
        return !database.createNativeQuery("""
                        select 1 from suppression s join address_hash h on h.hash = s.hash
                        join roll_entry e on e.member_id = h.member_id
                        where e.entry_id = :entry and s.reason = :complaint""", Integer.class)
                .setParameter("entry", entry)
                .setParameter("complaint", COMPLAINT)
                .getResultList()
                .isEmpty();
    }

    /** The suppressions that concern the roll of a ballot, by entry; at most so many, of entries after this one. */
    List<Suppression> list(String ballot, UUID after, int most) {
        List<?> rows = database.createNativeQuery("""
                        select e.entry_id, s.mail_class, s.reason, s.dispatch_id, s.since
                        from suppression s
                        join address_hash h on h.hash = s.hash
                        join roll_entry e on e.member_id = h.member_id
                        where e.ballot = :ballot and not e.excluded and e.entry_id > :after
                        order by e.entry_id, s.mail_class limit :most""", Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Suppression(
                        (UUID) row[0], (String) row[1], (String) row[2], (UUID) row[3], (Instant) row[4]))
                .toList();
    }

    /** Drops suppressions that are older than this: a mailbox may have come back to life, and one mail will tell. */
    public int forget(Duration age) {
        return database.createNativeQuery("delete from suppression where since < :before")
                .setParameter("before", clock.instant().minus(age).atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    private void log(String ballot, UUID entry, String mailClass, String action, String reason, String by) {
        database.createNativeQuery("""
                        insert into suppression_log (id, ballot, entry_id, mail_class, action, reason, done_by, done_at)
                        values (uuidv7(), :ballot, :entry, :class, :action, :reason, :by, :now)""")
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .setParameter("class", mailClass)
                .setParameter("action", action)
                .setParameter("reason", reason)
                .setParameter("by", by)
                .setParameter("now", now())
                .executeUpdate();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
