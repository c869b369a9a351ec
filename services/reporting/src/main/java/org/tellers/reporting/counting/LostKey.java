package org.tellers.reporting.counting;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A key that its holder reported lost. A share made with it after all proves the report wrong and removes it. */
@Entity
@Table(name = "lost_key")
@IdClass(Share.Key.class)
class LostKey extends PanacheEntityBase {

    @Id
    String ballot;

    @Id
    int owner;

    String reason;

    @Column(name = "reported_by")
    String reportedBy;

    @Column(name = "reported_at")
    Instant reportedAt;

    static List<LostKey> of(String ballot) {
        return list("ballot = ?1 order by owner", ballot);
    }
}
