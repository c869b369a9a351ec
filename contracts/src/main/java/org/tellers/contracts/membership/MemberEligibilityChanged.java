package org.tellers.contracts.membership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.Fact;

/**
 * A member of the register joined, changed or left, as far as entitlement is concerned.
 *
 * @param memberId the member
 * @param section section of the union
 * @param branch branch
 * @param employer employer
 * @param region region
 * @param pdu probation delivery unit
 * @param workplace workplace
 * @param membershipClass membership class
 * @param status active, suspended, lapsed, left, or another category of the union
 * @param joinedAt joining instant; start of the day in London when only a day is known
 * @param joinedAtDayOnly whether only the day of joining is known (rule R5)
 * @param leftAt leaving instant
 */
public record MemberEligibilityChanged(
        UUID memberId,
        String section,
        @Nullable String branch,
        @Nullable String employer,
        @Nullable String region,
        @Nullable String pdu,
        @Nullable String workplace,
        @Nullable String membershipClass,
        String status,
        @Nullable Instant joinedAt,
        boolean joinedAtDayOnly,
        @Nullable Instant leftAt)
        implements Fact {}
