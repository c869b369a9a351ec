package org.tellers.ballot.idempotency;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** An answer that was given. */
@Entity
@Table(name = "answered_request")
@NullUnmarked
class AnsweredRow extends PanacheEntityBase {

    @Embeddable
    record Key(String ballot, String action, String key) {}

    @EmbeddedId
    Key id;

    String subject;

    String answer;

    Instant at;
}
