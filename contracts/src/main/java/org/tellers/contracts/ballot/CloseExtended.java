package org.tellers.contracts.ballot;

import java.time.Instant;
import org.tellers.contracts.Fact;

/**
 * Two people moved the close to a later instant (rule R8).
 *
 * @param ballot the Belenios uuid of the ballot
 * @param closesAt new closing instant
 * @param previousClosesAt closing instant until now
 * @param reason reason shown to all
 */
public record CloseExtended(String ballot, Instant closesAt, Instant previousClosesAt, String reason) implements Fact {}
