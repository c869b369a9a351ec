package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far an import came. */
public enum ImportState {
    /** Uploaded; a person must say which column of the file is which. */
    @JsonProperty("mapping")
    MAPPING,
    /** Being read and compared. */
    @JsonProperty("reading")
    READING,
    /** Read and compared; the register is as before. */
    @JsonProperty("dry-run")
    DRY_RUN,
    /** Confirmed, being applied. */
    @JsonProperty("applying")
    APPLYING,
    /** The register holds it. */
    @JsonProperty("applied")
    APPLIED,
    /** Being taken back. */
    @JsonProperty("undoing")
    UNDOING,
    /** Was applied and taken back. */
    @JsonProperty("undone")
    UNDONE,
    /** The file cannot be read, or a step broke down again and again; the register is as before. */
    @JsonProperty("failed")
    FAILED,
    /** A later upload took its place, or it waited too long for confirmation; its rows are gone. */
    @JsonProperty("superseded")
    SUPERSEDED;

    /** Whether it goes on by itself. */
    public boolean busy() {
        return this == READING || this == APPLYING || this == UNDOING;
    }
}
