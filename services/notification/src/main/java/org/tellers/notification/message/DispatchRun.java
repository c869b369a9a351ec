package org.tellers.notification.message;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Problem;

/** Mails of one kind to an audience of a ballot, asked for by an officer, or the notice of an extension. */
@Entity
@Table(name = "dispatch_run")
public class DispatchRun extends PanacheEntityBase {

    /** Identifier. */
    @Id
    public UUID id;

    /** The Belenios uuid of the ballot. */
    public String ballot;

    /** Stable name of the kind. */
    public String kind;

    /** Number among the runs of this kind. */
    public int issue;

    /** {@code waiting}, {@code queueing}, {@code queued}, {@code cancelled} or {@code over}. */
    public String stage;

    /** Whether an officer paused it. */
    public boolean paused;

    /** Instant before which none is queued, or null. */
    @Column(name = "not_before")
    public Instant notBefore;

    /** Of confirmations, when the next ones are queued; null while a round is being queued. */
    @Column(name = "next_round")
    public Instant nextRound;

    /** How far into the roll its mails are queued. */
    @Column(name = "after_lot")
    public long afterLot = Long.MIN_VALUE;

    /** How far into the roll its mails are queued. */
    @Column(name = "after_entry")
    public UUID afterEntry = new UUID(0, 0);

    /** Who asked for it; {@code ballot} for the notice of an extension. */
    @Column(name = "asked_by")
    public String askedBy;

    /** When. */
    @Column(name = "asked_at")
    public Instant askedAt;

    /** When its first mails were queued, or null. */
    @Column(name = "began_at")
    public Instant beganAt;

    /** Why its mails are written. */
    MailKind mailKind() {
        return MailKind.of(kind);
    }

    /** Whether mails may still be queued for it. */
    boolean atWork() {
        return stage.equals("waiting") || stage.equals("queueing");
    }

    /** The next entry goes on from here. */
    void reached(long lot, UUID entry) {
        afterLot = lot;
        afterEntry = entry;
    }

    /** Goes through the roll from its beginning again. */
    void restart() {
        reached(Long.MIN_VALUE, new UUID(0, 0));
    }

    /** A run of this ballot, or a 404 problem; with {@code lock} it stays locked until the transaction ends. */
    static DispatchRun required(String ballot, UUID id, LockModeType lock) {
        DispatchRun run = findById(id, lock);
        if (run == null || !run.ballot.equals(ballot)) {
            throw Problem.notFound("message-not-found", "No message with this id was asked for in this ballot.");
        }
        return run;
    }
}
