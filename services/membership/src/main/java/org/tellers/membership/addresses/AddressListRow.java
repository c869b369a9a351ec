package org.tellers.membership.addresses;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** That somebody took addresses out of the register; not whose. */
@Entity
@Immutable
@Table(name = "address_list")
@NullUnmarked
class AddressListRow extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "taken_at")
    Instant takenAt;

    @Column(name = "taken_by")
    String takenBy;

    String reason;

    int asked;
}
