package org.tellers.contracts.ballot;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * A member is no longer entitled; never after voting.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param entryId the roll entry
 * @param memberId the member
 * @param reason why
 * @param version roll version
 */
public record RollEntryExcluded(String ballot, UUID entryId, UUID memberId, String reason, int version)
        implements Fact {}
