package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.Member;

/**
 * A member as HQ sees one here: this service knows no name, and the register is where an officer looks it up.
 *
 * @param memberId the member
 * @param section section of the union
 * @param branch branch
 * @param employer employer
 * @param region region
 * @param workplace workplace
 * @param membershipClass membership class
 * @param status status of membership
 * @param joinedAt joining instant
 * @param joinedAtDayOnly whether only the day of joining is known
 */
@Schema(name = "RollMember", description = "A member without a name; the register has it")
record RollMember(
        UUID memberId,
        String section,
        @Nullable String branch,
        @Nullable String employer,
        @Nullable String region,
        @Nullable String workplace,
        @Nullable String membershipClass,
        String status,
        @Nullable Instant joinedAt,
        boolean joinedAtDayOnly) {

    static RollMember of(Member member) {
        return new RollMember(
                member.memberId(),
                member.section(),
                member.branch(),
                member.employer(),
                member.region(),
                member.workplace(),
                member.membershipClass(),
                member.status(),
                member.joinedAt(),
                member.joinedAtDayOnly());
    }
}
