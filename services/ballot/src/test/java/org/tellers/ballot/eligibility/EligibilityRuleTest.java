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
    private static final EligibilityRule EVERY_ACTIVE =
            new EligibilityRule(null, null, null, null, null, EligibilityRule.ACTIVE_ONLY);

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
        EligibilityRule both = new EligibilityRule(null, null, null, null, null, List.of("active", "suspended"));
        assertThat(both.admits(member("Wales", "suspended", null, null), FREEZE))
                .isTrue();
    }

    @Test
    void eachListNarrowsAndAMemberWithoutTheValueIsOutside() {
        EligibilityRule wales =
                new EligibilityRule(List.of("Probation"), null, List.of("Wales"), null, null, List.of("active"));
        assertThat(wales.admits(member("Wales", "active", null, null), FREEZE)).isTrue();
        assertThat(wales.admits(member("London", "active", null, null), FREEZE)).isFalse();
        assertThat(wales.admits(member(null, "active", null, null), FREEZE)).isFalse();
        EligibilityRule otherSection =
                new EligibilityRule(List.of("Family Court"), null, List.of("Wales"), null, null, List.of("active"));
        assertThat(otherSection.admits(member("Wales", "active", null, null), FREEZE))
                .isFalse();
        EligibilityRule employer = new EligibilityRule(null, List.of("Cafcass"), null, null, null, List.of("active"));
        assertThat(employer.admits(member("Wales", "active", null, null), FREEZE))
                .isFalse();
        EligibilityRule branchAndClass =
                new EligibilityRule(null, null, null, List.of("Cymru"), List.of("full"), List.of("active"));
        assertThat(branchAndClass.admits(member("Wales", "active", null, null), FREEZE))
                .isTrue();
    }

    private static Member member(String region, String status, Instant joinedAt, Instant leftAt) {
        return new Member(
                UUID.randomUUID(), "Probation", "Cymru", "Probation Service", region, "full", status, joinedAt, leftAt);
    }
}
