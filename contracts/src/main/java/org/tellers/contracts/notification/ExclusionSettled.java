package org.tellers.contracts.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * Whether a member is off the roll: the credential was revoked, or its member had voted before.
 *
 * @param ballot the Belenios uuid of the ballot
 * @param entryId the roll entry
 * @param excluded whether the entry no longer entitles anyone to vote
 * @param reason why not; absent when excluded
 */
public record ExclusionSettled(
        String ballot,
        UUID entryId,
        boolean excluded,
        @Nullable String reason) implements Fact {}
