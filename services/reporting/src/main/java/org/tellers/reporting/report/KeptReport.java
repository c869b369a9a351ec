package org.tellers.reporting.report;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A report as it was made, exact text; a later one replaces it only when the publication policy became stricter. */
@NullUnmarked
@Entity
@Table(name = "report")
class KeptReport extends PanacheEntityBase {

    @Id
    UUID id;

    String ballot;

    /** Exact JSON. */
    String text;

    /** SHA-256 of the text, hexadecimal. */
    String sha256;

    /** When the policy that it was made under was changed; null when it was the charter's. */
    @Column(name = "policy_changed_at")
    @Nullable
    Instant policyChangedAt;

    @Column(name = "made_at")
    Instant madeAt;

    /** The latest report of a ballot. */
    static Optional<KeptReport> latest(String ballot) {
        return find("ballot = ?1 order by madeAt desc", ballot).firstResultOptional();
    }
}
