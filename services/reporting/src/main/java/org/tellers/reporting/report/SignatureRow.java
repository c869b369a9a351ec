package org.tellers.reporting.report;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A signature under a report; rows are only ever added. */
@NullUnmarked
@Entity
@Table(name = "report_signature")
class SignatureRow extends PanacheEntityBase {

    @Id
    UUID id;

    String ballot;
    String sha256;

    /** Who, as signed in; not shown to the public. */
    String person;

    String role;

    @Nullable
    String name;

    @Nullable
    String statement;

    @Column(name = "signed_at")
    Instant signedAt;

    static List<SignatureRow> of(String ballot) {
        return list("ballot = ?1 order by signedAt, id", ballot);
    }

    Signature shown() {
        return new Signature(role, name, statement, signedAt, sha256);
    }
}
