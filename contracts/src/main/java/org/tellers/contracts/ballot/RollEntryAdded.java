package org.tellers.contracts.ballot;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * A member is entitled.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param entryId the roll entry
 * @param memberId the member
 * @param admissionId the admission that voting checks off
 * @param constituency constituency of the entry
 * @param version roll version
 */
public record RollEntryAdded(
        String ballot, UUID entryId, UUID memberId, UUID admissionId, String constituency, int version)
        implements Fact {}
