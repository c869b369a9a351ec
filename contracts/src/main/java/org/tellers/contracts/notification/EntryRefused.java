package org.tellers.contracts.notification;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * A late joiner got no credential that may vote.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param entryId the roll entry
 * @param reason why
 */
public record EntryRefused(String ballot, UUID entryId, String reason) implements Fact {}
