package org.tellers.ballot.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.roll.Entitlement.Count;

@NullUnmarked
class EntitlementTest {

    private static final Instant NOW = Instant.parse("2026-02-05T12:00:00Z");
    private static final EligibilityRule EVERY_ACTIVE =
            new EligibilityRule(null, null, null, null, null, EligibilityRule.ACTIVE_ONLY);

    @Test
    void constituenciesAreNamedAfterTheLevelAndTheValue() {
        assertThat(ConstituencyLevel.REGION.of(member("East Midlands")))
                .isEqualTo(new Constituency("region/east-midlands", "East Midlands"));
        assertThat(ConstituencyLevel.REGION.of(member("Kent, Surrey & Sussex")).id())
                .isEqualTo("region/kent-surrey-sussex");
        assertThat(ConstituencyLevel.REGION.of(member("Ynys Môn")).id()).isEqualTo("region/ynys-mon");
        assertThat(ConstituencyLevel.REGION.of(member(null))).isEqualTo(new Constituency("region/-", "Not stated"));
        assertThat(ConstituencyLevel.REGION.of(member("---")).id()).isNotEqualTo("region/-");
        assertThat(ConstituencyLevel.NONE.of(member("Wales"))).isEqualTo(new Constituency("all", "All"));
        assertThat(ConstituencyLevel.SECTION.of(member("Wales")).id()).isEqualTo("section/probation");
        assertThat(ConstituencyLevel.EMPLOYER.of(member("Wales")).id()).isEqualTo("employer/-");
        assertThat(ConstituencyLevel.BRANCH.of(member("Wales")).id()).isEqualTo("branch/cymru");
    }

    @Test
    void spellingsOfOneRegionAreOneConstituencyWhateverTheOrder() {
        List<Member> members = List.of(member("East Midlands"), member("east midlands"), member("East  Midlands"));
        Entitlement forwards = considered(members);
        Entitlement backwards = considered(members.reversed());
        assertThat(forwards.counts()).hasSize(1).isEqualTo(backwards.counts());
        assertThat(forwards.counts().getFirst().entitled()).isEqualTo(3);
    }

    @Test
    void theConstituenciesAlwaysAddUpToTheEntitled() {
        Random random = new Random(7);
        String[] regions = {"Wales", "London", "wales", "North West", null, "", "East Midlands"};
        for (int round = 0; round < 200; round++) {
            List<Member> members = new ArrayList<>();
            for (int i = random.nextInt(300); i > 0; i--) {
                members.add(member(regions[random.nextInt(regions.length)]));
            }
            Entitlement entitlement = considered(members);
            assertThat(entitlement.counts().stream().mapToInt(Count::entitled).sum())
                    .isEqualTo(entitlement.entitled().size())
                    .isEqualTo(members.size());
            Collections.shuffle(members, random);
            assertThat(considered(members).counts()).isEqualTo(entitlement.counts());
        }
    }

    private static Entitlement considered(List<Member> members) {
        Entitlement entitlement = new Entitlement(EVERY_ACTIVE, ConstituencyLevel.REGION, NOW);
        members.forEach(entitlement::consider);
        return entitlement;
    }

    private static Member member(String region) {
        return new Member(UUID.randomUUID(), "Probation", "Cymru", null, region, "full", "active", null, null);
    }
}
