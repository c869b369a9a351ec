package org.tellers.membership.imports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a step of an import ended without its result. */
@Schema(name = "ImportProblem")
record ImportProblem(
        @Schema(description = "Stable name", examples = "not-csv")
        String code,

        @Schema(description = "Line of the file, where it is one line's fault") @Nullable
        Integer line,

        @Schema(description = "What is wrong and what to do")
        String detail) {}
