package org.tellers.contracts.ballot;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * HQ wants a member off the roll; whether that comes before a vote, voting decides.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param entryId the roll entry
 * @param memberId the member
 */
public record ExclusionRequested(String ballot, UUID entryId, UUID memberId) implements Fact {}
