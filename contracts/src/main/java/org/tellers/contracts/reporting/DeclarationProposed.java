package org.tellers.contracts.reporting;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * A person proposed to declare or to withhold the result; another must confirm it.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param decision declare or withhold
 * @param reason why it is to be withheld
 * @param reviewOn when a withheld result is to be reviewed
 * @param proposedBy sign-in name of the person
 * @param proposedAt when
 */
public record DeclarationProposed(
        String ballot,
        String decision,
        @Nullable String reason,
        @Nullable LocalDate reviewOn,
        String proposedBy,
        Instant proposedAt)
        implements Fact {}
