package org.tellers.notification.replacement;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tellers.notification.audit.By;
import org.tellers.service.Problem;

/**
 * A replacement that waits for a second person, or a letter until it is printed. States: proposed → ready (a letter) or
 * done (a replacement) by another person's confirmation, or withdrawn; ready → done when printed, or withdrawn.
 */
@Entity
@Table(name = "reissue")
public class Reissue extends PanacheEntityBase {

    /** What {@link #what} says of a replacement. */
    public static final String REPLACEMENT = "replacement";

    /** What {@link #what} says of a letter. */
    public static final String LETTER = "letter";

    /** Random; a replacement that is confirmed is known to voting by it. */
    @Id
    public UUID id;

    /** The Belenios uuid of the ballot. */
    public String ballot;

    /** The roll entry. */
    @Column(name = "entry_id")
    public UUID entryId;

    /** {@link #REPLACEMENT} or {@link #LETTER}. */
    public String what;

    /** Stable name of the reason. */
    public String reason;

    /** Of a letter, its language; null: the member's. */
    public String language;

    /** Why one person is not enough, as stable name; null where one is. */
    @Column(name = "second_person")
    public String secondPerson;

    /** {@code proposed}, {@code ready}, {@code done} or {@code withdrawn}. */
    public String state;

    /** Who asked. */
    @Column(name = "asked_by")
    public String askedBy;

    /** Their token's subject. */
    @Column(name = "asked_subject")
    public String askedSubject;

    /** When. */
    @Column(name = "asked_at")
    public Instant askedAt;

    /** Who confirmed or withdrew it. */
    @Column(name = "settled_by")
    public String settledBy;

    /** When. */
    @Column(name = "settled_at")
    public Instant settledAt;

    /** One that waits for a second person, or a letter that needs none. */
    public static Reissue of(
            String what,
            String ballot,
            UUID entry,
            ReissueReason reason,
            Optional<Safeguard.Cause> cause,
            By by,
            Instant now) {
        if (cause.isPresent() && count("entryId = ?1 and what = ?2 and state = 'proposed'", entry, what) > 0) {
            throw Problem.conflict(
                    "proposal-pending",
                    "This was proposed for the member already and waits for a second person; confirm or withdraw that.");
        }
        Reissue reissue = new Reissue();
        reissue.id = UUID.randomUUID();
        reissue.what = what;
        reissue.ballot = ballot;
        reissue.entryId = entry;
        reissue.reason = reason.code();
        reissue.secondPerson = cause.map(Safeguard.Cause::code).orElse(null);
        reissue.state = cause.isPresent() ? "proposed" : "ready";
        reissue.askedBy = by.name();
        reissue.askedSubject = by.subject();
        reissue.askedAt = now;
        return reissue;
    }

    /** One of a ballot, locked until the transaction ends. */
    public static Optional<Reissue> locked(String ballot, String what, UUID id) {
        return Reissue.<Reissue>find("id = ?1 and ballot = ?2 and what = ?3", id, ballot, what)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** One of a ballot. */
    public static Optional<Reissue> of(String ballot, String what, UUID id) {
        return find("id = ?1 and ballot = ?2 and what = ?3", id, ballot, what).firstResultOptional();
    }

    /** Those of a ballot that wait for a second person, oldest first. */
    public static List<Reissue> proposed(String ballot, int most) {
        return Reissue.<Reissue>find("ballot = ?1 and state = 'proposed' order by askedAt, id", ballot)
                .page(0, most)
                .list();
    }

    /** Another person agrees. */
    public void confirm(By by, Instant now) {
        requireProposed();
        if (!by.isAnotherThan(askedSubject)) {
            throw Problem.conflict(
                    "second-person-needed", "You proposed this yourself; another person has to confirm it.");
        }
        state = what.equals(LETTER) ? "ready" : "done";
        settle(by, now);
    }

    /** Somebody takes it back before it has had an effect. */
    public void withdraw(By by, Instant now) {
        if (!state.equals("ready")) {
            requireProposed();
        }
        state = "withdrawn";
        settle(by, now);
    }

    /** The letter was handed out. */
    public void printed() {
        if (!state.equals("ready")) {
            throw Problem.conflict(
                    "letter-not-ready",
                    state.equals("proposed")
                            ? "The letter waits for a second person's confirmation."
                            : "The letter was printed or withdrawn; order another one if it is needed.");
        }
        state = "done";
    }

    private void requireProposed() {
        if (!state.equals("proposed")) {
            throw Problem.conflict("not-proposed", "This was confirmed or withdrawn already.");
        }
    }

    private void settle(By by, Instant now) {
        settledBy = by.name();
        settledAt = now;
    }
}
