package org.tellers.ballot.decisions;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** The key of a decision log as stored; never changed. */
@Entity
@Table(name = "decision_key")
@NullUnmarked
class LogKeyRow extends PanacheEntityBase {

    @Id
    String ballot;

    @Column(name = "public_key", updatable = false)
    String publicKey;

    /** The private part, sealed. */
    @Column(updatable = false)
    byte[] sealed;
}
