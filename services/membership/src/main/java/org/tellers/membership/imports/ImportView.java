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

        @Schema(description = "When the file was read") Instant readAt,

        @Schema(description = "Who uploaded it") String readBy,
        @Nullable Instant appliedAt,
        @Nullable String appliedBy,

        @Schema(description = "Whether invalid rows were left out by confirmation")
        boolean validRowsOnly,

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

        @Schema(description = "Rows that cannot be imported")
        int invalid,

        @Schema(description = "Valid rows of members who would have no e-mail address")
        int withoutEmail,

        @Schema(description = "Headers that mean nothing to the register; ignored")
        List<String> unknownColumns,

        @Schema(description = "The first 1,000 faults by line; not in listings") @Nullable
        List<RowFault> errors) {

    static ImportView of(ImportRun run, @Nullable List<RowFault> errors) {
        return new ImportView(
                run.id,
                run.mode,
                run.state,
                run.readAt,
                run.readBy,
                run.appliedAt,
                run.appliedBy,
                run.validRowsOnly,
                run.rowCount,
                run.newCount,
                run.changedCount,
                run.leftCount,
                run.unchangedCount,
                run.invalidCount,
                run.withoutEmailCount,
                List.of(run.unknownColumns),
                errors);
    }
}
