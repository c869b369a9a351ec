package org.tellers.membership.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of members whom the file does not name. */
public enum ImportMode {
    /** They stay as they are. */
    @JsonProperty("update")
    UPDATE,
    /** They have left; a person confirms how many. */
    @JsonProperty("full")
    FULL
}
