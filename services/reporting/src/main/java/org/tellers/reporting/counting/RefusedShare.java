package org.tellers.reporting.counting;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A share whose factors were wrong: whose, where and why, but not what was sent. */
@Entity
@Table(name = "refused_share")
class RefusedShare extends PanacheEntityBase {

    @Id
    UUID id;

    String ballot;
    int owner;

    /** The cell whose factor is wrong. */
    String cell;

    /** Which factor or proof. */
    String place;

    /** Code of the fault. */
    String fault;

    /** Who sent it: whoever names an owner need not be that owner. */
    @Column(name = "sent_by")
    String sentBy;

    @Column(name = "refused_at")
    Instant refusedAt;

    static List<RefusedShare> of(String ballot) {
        return list("ballot = ?1 order by refusedAt, id", ballot);
    }
}
