package org.tellers.contracts.reporting;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * Two people withheld the result.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param reason reason shown to all
 * @param reviewOn when the decision is reviewed
 * @param confirmedBy sign-in name of the second person
 */
public record ResultWithheld(
        String ballot,
        String reason,
        @Nullable LocalDate reviewOn,
        @Nullable String confirmedBy) implements Fact {}
