package org.tellers.ballot.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.roll.Constituencies.Cell;
import org.tellers.ballot.roll.Entitlement.Drawn;
import org.tellers.ballot.roll.Entitlement.Entitled;

@NullUnmarked
class EntitlementTest {

    private static final Instant NOW = Instant.parse("2026-02-05T12:00:00Z");
    private static final EligibilityRule EVERY_ACTIVE = EligibilityRule.EVERY_ACTIVE_MEMBER;

    private static final Levels REGIONS = new Levels(ConstituencyLevel.NONE, ConstituencyLevel.REGION);

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
    void aConstituencyInAGroupHasAPathThatBeginsWithTheGroup() {
        Levels levels = new Levels(ConstituencyLevel.REGION, ConstituencyLevel.BRANCH);
        assertThat(levels.of(member("East Midlands")))
                .isEqualTo(new Place(
                        new Constituency("region/east-midlands", "East Midlands"),
                        new Constituency("region/east-midlands/branch/cymru", "Cymru")));
        assertThat(levels.of(member(null)).leaf().id()).isEqualTo("region/-/branch/cymru");
        assertThat(REGIONS.of(member("Wales")).group()).isNull();
    }

    @Test
    void spellingsOfOneRegionAreOneConstituencyWhateverTheOrder() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            members.addAll(List.of(
                    member("East Midlands"), member("east midlands"), member("East  Midlands"), member("Wales")));
        }
        for (Levels levels : List.of(REGIONS, new Levels(ConstituencyLevel.REGION, ConstituencyLevel.BRANCH))) {
            Drawn forwards = drawn(members, levels);
            Drawn backwards = drawn(members.reversed(), levels);
            assertThat(forwards.constituencies().leaves())
                    .extracting(Cell::entitled)
                    .containsExactly(60, 20);
            assertThat(forwards.constituencies()).isEqualTo(backwards.constituencies());
        }
    }

    @Test
    void everyMemberIsInTheConstituencyThatCountsThem() {
        Random random = new Random(7);
        String[] regions = {"Wales", "London", "wales", "North West", null, "", "East Midlands"};
        for (int round = 0; round < 200; round++) {
            List<Member> members = new ArrayList<>();
            for (int i = random.nextInt(300); i > 0; i--) {
                members.add(member(regions[random.nextInt(random.nextInt(1, regions.length + 1))]));
            }
            Drawn drawn = drawn(members, REGIONS);
            Map<String, Integer> counted = drawn.entitled().stream()
                    .collect(Collectors.groupingBy(Entitled::constituency, Collectors.summingInt(_ -> 1)));
            assertThat(drawn.entitled()).hasSize(members.size());
            assertThat(counted)
                    .isEqualTo(drawn.constituencies().leaves().stream()
                            .collect(Collectors.toMap(Cell::id, Cell::entitled)));
            Collections.shuffle(members, random);
            assertThat(drawn(members, REGIONS).constituencies()).isEqualTo(drawn.constituencies());
        }
    }

    private static Drawn drawn(List<Member> members, Levels levels) {
        Entitlement entitlement = new Entitlement(EVERY_ACTIVE, levels, NOW);
        members.forEach(entitlement::consider);
        return entitlement.drawn(20);
    }

    private static Member member(String region) {
        return new Member(
                UUID.randomUUID(), "Probation", "Cymru", null, region, null, "full", "active", null, false, null);
    }
}
