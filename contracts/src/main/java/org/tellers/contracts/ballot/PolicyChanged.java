package org.tellers.contracts.ballot;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * The publication policy or the minima changed: two people, a reason. The latest is the truth; after opening it is never less strict than before.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param turnout none, daily or live
 * @param result none, headline or full
 * @param breakdown none or a level of constituencies
 * @param minimumCast least votes cast in a published cell
 * @param minimumEntitled least entitled in a published cell
 * @param reason reason shown to all
 * @param changedAt when the second person confirmed
 */
public record PolicyChanged(
        String ballot,
        String turnout,
        String result,
        String breakdown,
        int minimumCast,
        int minimumEntitled,
        String reason,
        Instant changedAt)
        implements Fact {}
