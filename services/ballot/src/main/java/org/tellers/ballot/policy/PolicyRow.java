package org.tellers.ballot.policy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A change of a ballot's policy as stored; never changed, the last one holds. */
@Entity
@Table(name = "policy_change")
@NullUnmarked
class PolicyRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, int number) {}

    @EmbeddedId
    Key key;

    @Column(name = "changed_at", updatable = false)
    Instant changedAt;

    @Column(updatable = false)
    String reason;

    @Embedded
    PolicyColumns terms;
}
