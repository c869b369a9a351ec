package org.tellers.reporting.declaration;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be done with a counted result: proposed by one person, confirmed by another. */
@Entity
@Table(name = "declaration")
class Declaration extends PanacheEntityBase {

    /** The choice. */
    enum Decision {
        DECLARE,
        WITHHOLD
    }

    @Id
    UUID id;

    String ballot;

    @Enumerated(EnumType.STRING)
    Decision decision;

    @Nullable
    String reason;

    @Column(name = "review_on")
    @Nullable
    LocalDate reviewOn;

    @Column(name = "proposed_by")
    String proposedBy;

    @Column(name = "proposed_at")
    Instant proposedAt;

    @Column(name = "confirmed_by")
    @Nullable
    String confirmedBy;

    @Column(name = "confirmed_at")
    @Nullable
    Instant confirmedAt;

    static Optional<Declaration> open(String ballot) {
        return find("ballot = ?1 and confirmedAt is null", ballot).firstResultOptional();
    }

    static Optional<Declaration> last(String ballot) {
        return find("ballot = ?1 and confirmedAt is not null order by confirmedAt desc", ballot)
                .firstResultOptional();
    }
}
