package org.tellers.ballot.lifecycle;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.draft.DraftConverter;
import org.tellers.ballot.schedule.Window;

/** A ballot as stored; {@link Ballots} reads and changes it. */
@Entity
@Table(name = "ballot")
@NullUnmarked
public class BallotRow extends PanacheEntityBase {

    /** Belenios uuid. */
    @Id
    public String uuid;

    /** Order of creation, for paging. */
    @Column(insertable = false, updatable = false)
    public Long position;

    /** Where it stands. */
    @Enumerated(EnumType.STRING)
    public BallotState state;

    /** How often it was written. */
    public int revision;

    /** What was written. */
    @Convert(converter = DraftConverter.class)
    public Draft draft;

    /** Opening instant. */
    @Column(name = "opens_at")
    public Instant opensAt;

    /** Closing instant; later than the draft's after an extension. */
    @Column(name = "closes_at")
    public Instant closesAt;

    /** Last editor. */
    @Column(name = "edited_by_subject")
    public String editedBySubject;

    /** Last editor's sign-in name. */
    @Column(name = "edited_by_name")
    public String editedByName;

    /** Approver, once approved. */
    @Column(name = "approved_by_subject")
    public String approvedBySubject;

    /** Approver's sign-in name. */
    @Column(name = "approved_by_name")
    public String approvedByName;

    /** Latest roll version, 0 before the freeze. */
    @Column(name = "roll_version")
    public int rollVersion;

    /** When late joiners were last looked for by the clock; null for never. */
    @Column(name = "late_joiners_sought_at")
    public Instant lateJoinersSoughtAt;

    /** SHA-256 of the Setup payload, once Ready. */
    @Column(name = "setup_hash")
    public String setupHash;

    /** Hash of the chain's last event, once Closed. */
    public String head;

    /** Ballots that count, once Closed. */
    @Column(name = "ballots_cast")
    public Integer ballotsCast;

    /** Who wrote it last. */
    public Person editor() {
        return new Person(editedBySubject, editedByName);
    }

    /** Opening and close as they stand. */
    public Window window() {
        return new Window(opensAt, closesAt);
    }
}
