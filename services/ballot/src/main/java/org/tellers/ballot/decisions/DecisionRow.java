package org.tellers.ballot.decisions;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A line of the decision log; never changed. */
@Entity
@Table(name = "decision")
@NullUnmarked
class DecisionRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(updatable = false)
    String ballot;

    /** Its number in the ballot's log, from 1. */
    @Column(updatable = false)
    int number;

    @Column(updatable = false)
    Instant at;

    @Column(updatable = false)
    String who;

    @Column(name = "who_subject", updatable = false)
    String whoSubject;

    /** What the public log calls them. */
    @Column(updatable = false)
    String actor;

    @Column(updatable = false)
    String action;

    @Column(name = "from_state", updatable = false)
    String fromState;

    @Column(name = "to_state", updatable = false)
    String toState;

    @Column(updatable = false)
    String why;

    /** The public line, exact text. */
    @Column(updatable = false)
    String entry;

    /** SHA-256 of the line. */
    @Column(updatable = false)
    String hash;

    /** Signature of the hash, JSON text; absent before the ballot is keyed. */
    @Column(updatable = false)
    String signature;
}
