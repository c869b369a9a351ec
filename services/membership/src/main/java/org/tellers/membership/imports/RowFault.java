package org.tellers.membership.imports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a row cannot be imported. Holds nothing that the row said.
 *
 * @param line line of the file on which the row begins; the header is on line 1
 * @param column header of the column, or null when the whole row is meant
 * @param code stable name of the fault
 * @param detail what is wrong and what to do
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
        String detail) {}
