package org.tellers.membership.imports;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** One upload of a register file, from its dry run on. */
@Entity
@Table(name = "import_run")
@SuppressWarnings("NullAway.Init")
public class ImportRun extends PanacheEntityBase {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    UUID id;

    @Enumerated(EnumType.STRING)
    ImportMode mode;

    @Enumerated(EnumType.STRING)
    ImportState state;

    @Column(name = "read_at")
    Instant readAt;

    @Column(name = "read_by")
    String readBy;

    @Column(name = "applied_at")
    @Nullable
    Instant appliedAt;

    @Column(name = "applied_by")
    @Nullable
    String appliedBy;

    @Column(name = "valid_rows_only")
    boolean validRowsOnly;

    String[] columns;

    @Column(name = "unknown_columns")
    String[] unknownColumns;

    @Column(name = "row_count")
    int rowCount;

    @Column(name = "new_count")
    int newCount;

    @Column(name = "changed_count")
    int changedCount;

    @Column(name = "left_count")
    int leftCount;

    @Column(name = "unchanged_count")
    int unchangedCount;

    @Column(name = "invalid_count")
    int invalidCount;

    @Column(name = "unnumbered_count")
    int unnumberedCount;

    @Column(name = "without_email_count")
    int withoutEmailCount;

    Comparison found() {
        return new Comparison(newCount, changedCount, leftCount, unchangedCount, withoutEmailCount);
    }

    void found(Comparison comparison) {
        newCount = comparison.added();
        changedCount = comparison.changed();
        leftCount = comparison.left();
        unchangedCount = comparison.unchanged();
        withoutEmailCount = comparison.withoutEmail();
    }
}
