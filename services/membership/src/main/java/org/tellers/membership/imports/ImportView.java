package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people see of an import. */
@Schema(name = "Import")
record ImportView(
        UUID id,
        ImportMode mode,
        ImportState state,

        @Schema(description = "How far it is, while it goes on by itself") @Nullable
        Progress progress,

        @Schema(description = "Why the last step ended without its result") @Nullable
        ImportProblem problem,

        @Schema(description = "When the file was uploaded") Instant readAt,

        @Schema(description = "Who uploaded it") String readBy,
        @Nullable Instant appliedAt,

        @Schema(description = "Who confirmed it") @Nullable String appliedBy,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy,

        @Schema(description = "Whether it can be taken back: only the last one can, for 30 days")
        boolean undoable,

        @Schema(description = "Members whom the undo left as they were, because their record was changed since")
        int kept,

        @Schema(description = "Whether invalid rows were left out by confirmation")
        boolean validRowsOnly,

        @Schema(description = "How the file's characters are written, as found out")
        Encoding encoding,

        @Schema(
                description = "What is between the values, as found out",
                enumeration = {"comma", "semicolon", "tab"})
        String separator,

        @Schema(description = "The columns of the file in their order")
        List<MappedColumn> columns,

        @Schema(description = "Rows of the file, without header and empty lines")
        int rows,

        @Schema(description = "Members whom the register does not have yet") @JsonProperty("new")
        int added,

        @Schema(description = "Members of whom something changes")
        int changed,

        @Schema(description = "Members whom a full file does not name")
        int left,

        @Schema(description = "Members of whom nothing changes")
        int unchanged,

        @Schema(description = "Rows whose membership number is on several rows; they are invalid")
        int duplicate,

        @Schema(description = "Rows that cannot be imported")
        int invalid,

        @Schema(description = "What a person should look at, though the rows are imported")
        int warnings,

        @Schema(description = "Valid rows of members who would have no e-mail address")
        int withoutEmail,

        @Schema(
                description = "Members of whom the file has something else than they, or somebody for them, have set."
                        + " Theirs stays unless the confirmation says overwrite; each is among the warnings.")
        int conflicts,

        @Schema(description = "Whether the file's values were confirmed to take the place of what members have set")
        boolean overwrite,

        @Schema(description = "Headings that mean nothing to the register; ignored")
        List<String> unknownColumns,

        @Schema(description = "The first 1,000 faults and warnings by line; not in listings") @Nullable
        List<RowFault> errors) {

    static ImportView of(ImportRun run, @Nullable List<RowFault> errors) {
        List<MappedColumn> columns = run.mapping().columns();
        String phase = run.phase;
        return new ImportView(
                run.id,
                run.mode,
                run.state,
                phase == null || !run.state.busy() ? null : new Progress(phase, run.doneCount, run.expectedCount),
                run.problem(),
                run.readAt,
                run.readBy,
                run.appliedAt,
                run.appliedBy,
                run.undoneAt,
                run.undoneBy,
                run.undoable && run.state == ImportState.APPLIED,
                run.keptCount,
                run.validRowsOnly,
                run.encoding,
                switch (run.separator) {
                    case ";" -> "semicolon";
                    case "\t" -> "tab";
                    default -> "comma";
                },
                columns,
                run.rowCount,
                run.newCount,
                run.changedCount,
                run.leftCount,
                run.unchangedCount,
                run.duplicateCount,
                run.invalidCount,
                run.warningCount,
                run.withoutEmailCount,
                run.conflictCount,
                run.overwrite,
                columns.stream()
                        .filter(column -> column.column() == null)
                        .map(MappedColumn::heading)
                        .toList(),
                errors);
    }
}
