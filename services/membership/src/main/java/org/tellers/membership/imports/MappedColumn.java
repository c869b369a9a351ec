package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file and which of the register's columns it is.
 *
 * @param heading what the file calls it
 * @param column header of the register's column; null when its cells are ignored
 * @param source why it is so
 */
@Schema(name = "MappedColumn")
record MappedColumn(
        @Schema(description = "What the file calls the column", examples = "Surname")
        String heading,

        @Schema(description = "The register's column; absent when the cells are ignored", examples = "last_name")
        @Nullable
        String column,

        Source source) {

    /** Why a column of a file is taken for one of the register's. */
    enum Source {
        /** It has the register's own name. */
        @JsonProperty("name")
        NAME,
        /** Somebody said so for this file or an earlier one. */
        @JsonProperty("remembered")
        REMEMBERED,
        /** It is a usual other name; a person must look at it. */
        @JsonProperty("guess")
        GUESS,
        /** It means nothing to the register. */
        @JsonProperty("unknown")
        UNKNOWN
    }
}
