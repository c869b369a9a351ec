package org.tellers.membership.imports;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    @Enumerated(EnumType.STRING)
    Encoding encoding;

    /** Between the values of a row. */
    String separator;

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

    String[] headings;

    /** For each heading the register's column, or an empty text. */
    String[] columns;

    String[] sources;

    @Nullable
    String phase;

    @Column(name = "done_count")
    int doneCount;

    @Column(name = "expected_count")
    int expectedCount;

    int attempts;

    @Column(name = "problem_code")
    @Nullable
    String problemCode;

    @Column(name = "problem_line")
    @Nullable
    Integer problemLine;

    @Column(name = "problem_detail")
    @Nullable
    String problemDetail;

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

    @Column(name = "duplicate_count")
    int duplicateCount;

    @Column(name = "warning_count")
    int warningCount;

    @Column(name = "unnumbered_count")
    int unnumberedCount;

    @Column(name = "without_email_count")
    int withoutEmailCount;

    /** Members of whom the file has something else than they, or somebody for them, have set. */
    @Column(name = "conflict_count")
    int conflictCount;

    /** Those of them of whom nothing else changes. */
    @Column(name = "conflict_only_count")
    int conflictOnlyCount;

    /** Whether the file's values take the place of what members have set. */
    boolean overwrite;

    /** Whether what it changed can still be taken back. */
    boolean undoable;

    @Column(name = "undone_at")
    @Nullable
    Instant undoneAt;

    @Column(name = "undone_by")
    @Nullable
    String undoneBy;

    /** Members whom the undo left as they are, because their record was changed since. */
    @Column(name = "kept_count")
    int keptCount;

    /** The one that goes on by itself, if any does. */
    static @Nullable ImportRun busy() {
        return ImportRun.<ImportRun>find(
                        "state in ?1",
                        Arrays.stream(ImportState.values())
                                .filter(ImportState::busy)
                                .toList())
                .firstResult();
    }

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

    /** The file's values take the place of what members have set; so more members change. */
    void overwriteHeld() {
        overwrite = true;
        changedCount += conflictOnlyCount;
        unchangedCount -= conflictOnlyCount;
    }

    ColumnMapping mapping() {
        List<MappedColumn> mapped = new ArrayList<>();
        for (int i = 0; i < headings.length; i++) {
            mapped.add(new MappedColumn(
                    headings[i], columns[i].isEmpty() ? null : columns[i], MappedColumn.Source.valueOf(sources[i])));
        }
        return new ColumnMapping(mapped);
    }

    void mapping(ColumnMapping mapping) {
        headings = mapping.columns().stream().map(MappedColumn::heading).toArray(String[]::new);
        columns = mapping.columns().stream()
                .map(column -> column.column() == null ? "" : column.column())
                .toArray(String[]::new);
        sources =
                mapping.columns().stream().map(column -> column.source().name()).toArray(String[]::new);
    }

    /** Goes on by itself from now on. */
    void begin(ImportState step) {
        state = step;
        phase = "waiting";
        doneCount = 0;
        attempts = 0;
        problem(null);
    }

    /** Rests from now on. */
    void end(ImportState reached) {
        state = reached;
        phase = null;
    }

    @Nullable
    ImportProblem problem() {
        return problemCode == null || problemDetail == null
                ? null
                : new ImportProblem(problemCode, problemLine, problemDetail);
    }

    void problem(@Nullable ImportProblem problem) {
        problemCode = problem == null ? null : problem.code();
        problemLine = problem == null ? null : problem.line();
        problemDetail = problem == null ? null : problem.detail();
    }
}
