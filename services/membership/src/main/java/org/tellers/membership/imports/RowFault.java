package org.tellers.membership.imports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a row cannot be imported, or what a person should look at in it. Holds nothing personal that the row said.
 *
 * @param line line of the file on which the row begins; the header is on line 1
 * @param column header of the column, or null when the whole row is meant
 * @param code stable name of the fault
 * @param detail what is wrong and what to do
 * @param warning whether the row is imported all the same
 */
public record RowFault(
        @Schema(description = "Line of the file on which the row begins; the header is on line 1", examples = "73214")
        int line,

        @Schema(description = "Header of the column; absent when the whole row is meant", examples = "joined_at")
        @Nullable
        String column,

        @Schema(description = "Stable name of the fault", examples = "not-an-iso-date")
        String code,

        @Schema(description = "What is wrong and what to do")
        String detail,

        @Schema(description = "Whether the row is imported all the same")
        boolean warning) {

    /** A fault that keeps the row out. */
    RowFault(int line, @Nullable String column, String code, String detail) {
        this(line, column, code, detail, false);
    }
}
