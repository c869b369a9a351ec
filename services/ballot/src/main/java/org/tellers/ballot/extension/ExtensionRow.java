package org.tellers.ballot.extension;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A later close that was announced; never changed. */
@Entity
@Table(name = "close_extension")
@NullUnmarked
class ExtensionRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, int number) {}

    @EmbeddedId
    Key key;

    @Column(name = "announced_at", updatable = false)
    Instant announcedAt;

    @Column(name = "previous_closes_at", updatable = false)
    Instant previousClosesAt;

    @Column(name = "closes_at", updatable = false)
    Instant closesAt;

    @Column(updatable = false)
    String reason;
}
