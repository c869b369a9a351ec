package org.tellers.ballot.eligibility;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of the register as far as entitlement is concerned: no name, no address.
 *
 * @param memberId the member
 * @param section section of the union
 * @param branch branch
 * @param employer employer
 * @param region region
 * @param workplace workplace
 * @param membershipClass membership class
 * @param status active, suspended, lapsed, left, or another category of the union
 * @param joinedAt joining instant; a member whose joining is not known joined long ago
 * @param joinedAtDayOnly whether only the day of joining is known; the instant is then its start in London
 * @param leftAt leaving instant
 */
public record Member(
        UUID memberId,
        String section,
        @Nullable String branch,
        @Nullable String employer,
        @Nullable String region,
        @Nullable String workplace,
        @Nullable String membershipClass,
        String status,
        @Nullable Instant joinedAt,
        boolean joinedAtDayOnly,
        @Nullable Instant leftAt) {

    /** Whether they joined before this instant and have not left by it. */
    public boolean belongsAt(Instant instant) {
        return joinedBefore(instant) && (leftAt == null || leftAt.isAfter(instant));
    }

    /** Whether they joined before this instant; of whom only the day is known, at its start. */
    public boolean joinedBefore(Instant instant) {
        return joinedAt == null || joinedAt.isBefore(instant);
    }
}
