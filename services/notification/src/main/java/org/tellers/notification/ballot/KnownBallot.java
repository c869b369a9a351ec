package org.tellers.notification.ballot;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.tellers.service.Problem;

/**
 * What this service has heard of a ballot. The row begins with whichever fact comes first; everything else is null until
 * its fact arrives.
 */
@Entity
@Table(name = "ballot")
public class KnownBallot extends PanacheEntityBase {

    /** The Belenios uuid. */
    @Id
    public String uuid;

    /** Name of the ballot. */
    public String name;

    /** Fingerprint of the election. */
    public String fingerprint;

    /** charter.json; there as soon as the ballot is keyed. */
    public String charter;

    /** Opening instant. */
    @Column(name = "opens_at")
    public Instant opensAt;

    /** Closing instant, the latest one announced. */
    @Column(name = "closes_at")
    public Instant closesAt;

    /** Reserve credentials in per cent of entitled. */
    @Column(name = "reserve_percent")
    public Integer reservePercent;

    /** Least number of reserve credentials. */
    @Column(name = "reserve_minimum")
    public Integer reserveMinimum;

    /** Entries of roll version 1. */
    @Column(name = "frozen_entries")
    public Integer frozenEntries;

    /** When this service heard that roll version 1 is frozen; null before that, and of ballots older than this field. */
    @Column(name = "frozen_at")
    public Instant frozenAt;

    /** Latest roll version that is complete here; 0 before the first. */
    @Column(name = "frozen_version")
    public int frozenVersion;

    /** Latest roll version whose late joiners were provided for. */
    @Column(name = "provided_version")
    public int providedVersion;

    /** Reserve credentials left, as announced last; null before the first time. */
    @Column(name = "reserve_told")
    public Integer reserveTold;

    /** Whether the box is open. */
    public boolean opened;

    /** {@code closed}, {@code cancelled} or null. */
    public String ended;

    /** Credentials to be made; null until the roll is complete here. */
    @Column(name = "credentials_wanted")
    public Integer credentialsWanted;

    /** Credentials made. */
    @Column(name = "credentials_made")
    public int credentialsMade;

    /** Parts of the list announced. */
    @Column(name = "chunks_listed")
    public int chunksListed;

    /** Last public credential announced. */
    @Column(name = "listed_up_to")
    public String listedUpTo;

    /** Whether every entry of roll version 1 has its credential. */
    @Column(name = "setup_complete")
    public boolean setupComplete;

    /** Whether the alarm of a dwindling reserve was given. */
    @Column(name = "reserve_warned")
    public boolean reserveWarned;

    /** Ballots that count, told by the box when it closed. */
    @Column(name = "cast_at_close")
    public Integer castAtClose;

    /** Head of the closed box, 64 hexadecimal digits; null before the close. */
    @Column(name = "closed_head")
    public String closedHead;

    /** {@code declared}, {@code withheld} or null. */
    public String outcome;

    /** Why the result is withheld. */
    @Column(name = "outcome_reason")
    public String outcomeReason;

    /** When withholding is reviewed. */
    @Column(name = "review_on")
    public LocalDate reviewOn;

    /** The ballot, locked until the transaction ends; made when nothing was heard of it before. */
    public static KnownBallot locked(String uuid) {
        getEntityManager()
                .createNativeQuery("insert into ballot (uuid) values (:uuid) on conflict do nothing")
                .setParameter("uuid", uuid)
                .executeUpdate();
        return findById(uuid, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The keyed ballot, or a 404 problem; with {@code lock} it stays locked until the transaction ends. */
    public static KnownBallot required(String uuid, LockModeType lock) {
        KnownBallot ballot = findById(uuid, lock);
        if (ballot == null || !ballot.keyed()) {
            throw Problem.notFound(
                    "ballot-not-found",
                    "No ballot with this identifier has reached this service; it comes here when it is keyed.");
        }
        return ballot;
    }

    /** Whether election and charter are fixed. */
    public boolean keyed() {
        return charter != null;
    }

    /** Refuses, with the reason, what makes sense only before the close. */
    public void requireBeforeClose(Instant now) {
        if ("cancelled".equals(ended)) {
            throw Problem.conflict("ballot-cancelled", "The ballot was cancelled; nothing more is sent for it.");
        }
        if (ended != null || !now.isBefore(closesAt)) {
            throw Problem.conflict("ballot-closed", "The ballot has closed; nothing more is sent for it.");
        }
    }

    /** The box is closed: no ballot is added to it any more. */
    void boxClosed(int cast, String head) {
        castAtClose = cast;
        closedHead = head;
    }

    /** The close moves to a later instant; an earlier one is old news. */
    void closesNotBefore(Instant instant) {
        if (closesAt == null || closesAt.isBefore(instant)) {
            closesAt = instant;
        }
    }

    /** The result was declared, which ends a withholding. */
    void declared() {
        outcome = "declared";
        outcomeReason = null;
        reviewOn = null;
    }

    /** The result was withheld. */
    void withheld(String reason, LocalDate review) {
        outcome = "withheld";
        outcomeReason = reason;
        reviewOn = review;
    }

    /** The ballot is over; a cancellation stays one. */
    void end(String how) {
        if (ended == null || how.equals("cancelled")) {
            ended = how;
        }
    }
}
