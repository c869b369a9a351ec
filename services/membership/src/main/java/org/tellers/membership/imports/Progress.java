package org.tellers.membership.imports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far the present step is.
 *
 * @param phase what is being done
 * @param done rows or facts done so far in this phase; 0 where the database does all at once
 * @param expected how many there will be, about; a line break inside a value counts as a row more
 */
@Schema(name = "ImportProgress")
record Progress(
        @Schema(enumeration = {"waiting", "reading", "comparing", "applying", "announcing", "undoing"})
        String phase,

        @Schema(description = "Rows or facts done in this phase; 0 where the database does all at once")
        int done,

        @Schema(description = "How many there will be, about; 0 where nobody knows")
        int expected) {}
