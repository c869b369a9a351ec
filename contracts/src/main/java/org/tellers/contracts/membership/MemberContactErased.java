package org.tellers.contracts.membership;

import java.util.UUID;
import org.tellers.contracts.Fact;

/**
 * Contact data of a member must be forgotten; a tombstone follows.
 *
 * @param memberId the member
 */
public record MemberContactErased(UUID memberId) implements Fact {}
