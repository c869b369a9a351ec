package org.tellers.ballot.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EligibilityRuleTest {

    private static final Instant FREEZE = Instant.parse("2026-02-05T12:00:00Z");
    private static final EligibilityRule EVERY_ACTIVE = EligibilityRule.EVERY_ACTIVE_MEMBER;

    @Test
    void aMemberIsEntitledFromTheInstantAfterJoiningUntilTheInstantOfLeaving() {
        assertThat(EVERY_ACTIVE.admits(member("Wales", "active", null, null), FREEZE))
                .isTrue();
        assertThat(EVERY_ACTIVE.admits(member("Wales", "active", FREEZE.minusNanos(1), null), FREEZE))
                .isTrue();
        assertThat(EVERY_ACTIVE.admits(member("Wales", "active", FREEZE, null), FREEZE))
                .isFalse();
        assertThat(EVERY_ACTIVE.admits(member("Wales", "active", null, FREEZE.plusNanos(1)), FREEZE))
                .isTrue();
        assertThat(EVERY_ACTIVE.admits(member("Wales", "active", null, FREEZE), FREEZE))
                .isFalse();
    }

    @Test
    void onlyTheStatusesOfTheRuleVote() {
        assertThat(EVERY_ACTIVE.admits(member("Wales", "suspended", null, null), FREEZE))
                .isFalse();
        EligibilityRule both =
                new EligibilityRule(null, null, null, null, null, null, List.of("active", "suspended"), null);
        assertThat(both.admits(member("Wales", "suspended", null, null), FREEZE))
                .isTrue();
    }

    @Test
    void eachListNarrowsAndAMemberWithoutTheValueIsOutside() {
        EligibilityRule wales = new EligibilityRule(
                List.of("Probation"), null, List.of("Wales"), null, null, null, List.of("active"), null);
        assertThat(wales.admits(member("Wales", "active", null, null), FREEZE)).isTrue();
        assertThat(wales.admits(member("London", "active", null, null), FREEZE)).isFalse();
        assertThat(wales.admits(member(null, "active", null, null), FREEZE)).isFalse();
        EligibilityRule otherSection = new EligibilityRule(
                List.of("Family Court"), null, List.of("Wales"), null, null, null, List.of("active"), null);
        assertThat(otherSection.admits(member("Wales", "active", null, null), FREEZE))
                .isFalse();
        EligibilityRule employer =
                new EligibilityRule(null, List.of("Cafcass"), null, null, null, null, List.of("active"), null);
        assertThat(employer.admits(member("Wales", "active", null, null), FREEZE))
                .isFalse();
        EligibilityRule branchAndClass =
                new EligibilityRule(null, null, null, List.of("Cymru"), null, List.of("full"), List.of("active"), null);
        assertThat(branchAndClass.admits(member("Wales", "active", null, null), FREEZE))
                .isTrue();
        EligibilityRule workplace = new EligibilityRule(
                null, null, null, null, List.of("Derby Probation Office"), null, List.of("active"), null);
        assertThat(workplace.admits(member("Wales", "active", null, null), FREEZE))
                .isTrue();
        EligibilityRule elsewhere =
                new EligibilityRule(null, null, null, null, List.of("Cardiff"), null, List.of("active"), null);
        assertThat(elsewhere.admits(member("Wales", "active", null, null), FREEZE))
                .isFalse();
    }

    @Test
    void aRuleMayAdmitOnlyThoseWhoJoinedBeforeAnInstant() {
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        EligibilityRule rule = new EligibilityRule(null, null, null, null, null, null, List.of("active"), newYear);
        assertThat(rule.admits(member("Wales", "active", null, null), FREEZE)).isTrue();
        assertThat(rule.admits(member("Wales", "active", newYear.minusMillis(1), null), FREEZE))
                .isTrue();
        assertThat(rule.admits(member("Wales", "active", newYear, null), FREEZE))
                .isFalse();
    }

    private static Member member(String region, String status, Instant joinedAt, Instant leftAt) {
        return new Member(
                UUID.randomUUID(),
                "Probation",
                "Cymru",
                "Probation Service",
                region,
                "Derby Probation Office",
                "full",
                status,
                joinedAt,
                false,
                leftAt);
    }
}
