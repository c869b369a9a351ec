package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an import means for one section, branch, employer or region, as the register will have it.
 *
 * @param level which of the four
 * @param value its name; null for members without one
 * @param rows valid rows of the file
 * @param added members who are new
 * @param changed members of whom something changes
 * @param left members who leave because a full file does not name them
 */
@Schema(name = "ImportTotal")
record ImportTotal(
        @Schema(enumeration = {"section", "branch", "employer", "region"})
        String level,

        @Schema(description = "Absent for members without one") @Nullable
        String value,

        @Schema(description = "Valid rows of the file") int rows,

        @JsonProperty("new") int added,
        int changed,
        int left) {

    ImportTotal withLeft(int leavers) {
        return new ImportTotal(level, value, rows, added, changed, leavers);
    }
}
