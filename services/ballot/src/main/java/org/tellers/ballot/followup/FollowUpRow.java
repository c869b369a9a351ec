package org.tellers.ballot.followup;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;

/** A trigger date of an approved ballot, and what became of it. */
@Entity
@Table(name = "follow_up")
@NullUnmarked
class FollowUpRow extends PanacheEntityBase {

    /** How far it is. */
    enum State {
        /** The day has not come. */
        WAITING,
        /** The day has come and HQ has not done it. */
        OPEN,
        /** HQ has done it. */
        DONE,
        /** The ballot was cancelled before the day came, or nobody did it within a year of the day. */
        LAPSED;

        /** The word of the API. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(updatable = false)
    String ballot;

    /** Its place in the draft, from 1. */
    @Column(updatable = false)
    int number;

    @Column(name = "due_on", updatable = false)
    LocalDate dueOn;

    @Column(name = "due_at", updatable = false)
    Instant dueAt;

    @Column(updatable = false)
    Integer question;

    @Column(updatable = false)
    String text;

    @Enumerated(EnumType.STRING)
    State state;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "done_at")
    Instant doneAt;

    @Column(name = "done_by_subject")
    String doneBySubject;

    @Column(name = "done_by_name")
    String doneByName;

    String note;
}
