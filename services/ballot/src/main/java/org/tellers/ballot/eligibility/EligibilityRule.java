package org.tellers.ballot.eligibility;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is entitled (rule R15). A list that is absent admits every value; where a list is given, a member without that
 * value is not admitted.
 *
 * @param sections sections of the union
 * @param employers employers
 * @param regions regions
 * @param branches branches
 * @param workplaces workplaces; null in a rule written before there was this term
 * @param membershipClasses membership classes
 * @param statuses statuses of membership; never absent, {@code active} unless stated otherwise
 * @param joinedBefore first instant of joining that is too late; absent for all who are members when the roll is drawn up
 */
public record EligibilityRule(
        @Nullable List<String> sections,
        @Nullable List<String> employers,
        @Nullable List<String> regions,
        @Nullable List<String> branches,
        @Nullable List<String> workplaces,
        @Nullable List<String> membershipClasses,
        List<String> statuses,
        @Nullable Instant joinedBefore) {

    /** The statuses that vote unless a ballot says otherwise. */
    public static final List<String> ACTIVE_ONLY = List.of("active");

    /** Every active member. */
    public static final EligibilityRule EVERY_ACTIVE_MEMBER =
            new EligibilityRule(null, null, null, null, null, null, ACTIVE_ONLY, null);

    /** Whether the member is entitled in a roll drawn up at this instant. */
    public boolean admits(Member member, Instant at) {
        return member.belongsAt(at)
                && (joinedBefore == null || member.joinedBefore(joinedBefore))
                && statuses.contains(member.status())
                && in(sections, member.section())
                && in(employers, member.employer())
                && in(regions, member.region())
                && in(branches, member.branch())
                && in(workplaces, member.workplace())
                && in(membershipClasses, member.membershipClass());
    }

    private static boolean in(@Nullable List<String> admitted, @Nullable String value) {
        return admitted == null || (value != null && admitted.contains(value));
    }
}
