package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far an import came. */
public enum ImportState {
    /** Read and compared; the register is as before. */
    @JsonProperty("dry-run")
    DRY_RUN,
    /** The register holds it. */
    @JsonProperty("applied")
    APPLIED,
    /** A later upload took its place, or it waited too long for confirmation; its rows are gone. */
    @JsonProperty("superseded")
    SUPERSEDED
}
