package org.tellers.ballot.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.eligibility.EligibilityRule;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.schedule.LateJoinerCutOff;

@NullUnmarked
class LeavesTest {

    private static final Levels LEVELS = new Levels(ConstituencyLevel.REGION, ConstituencyLevel.BRANCH);
    private static final Instant CUT_OFF = Instant.parse("2026-02-26T10:00:00Z");

    @Test
    void aLateJoinerJoinsTheConstituencyThereIsOrTheOneItWasMergedInto() {
        Leaves leaves = frozen(List.of(
                cell("north", "leeds", 30),
                cell("north", "york", 25),
                cell("north", "hull", 7),
                cell("north", "selby", 4),
                cell("north", "ripon", 10),
                cell("wales", "cardiff", 40),
                cell("isles", "man", 3),
                cell("east", "derby", 21)));
        assertThat(place(leaves, "north", "leeds")).isEqualTo("region/north/branch/leeds");
        assertThat(place(leaves, "north", "hull")).isEqualTo("region/north/~");
        assertThat(place(leaves, "north", "new")).isEqualTo("region/north/~");
        assertThat(place(leaves, "isles", "man")).isEqualTo("~");
        assertThat(place(leaves, "isles", "new")).isEqualTo("~");
        assertThat(place(leaves, "unknown", "new")).isEqualTo("~");
        // Wales merged nothing, so its new branch goes with the smaller ones of all.
        assertThat(place(leaves, "wales", "new")).isEqualTo("~");
    }

    @Test
    void withoutSmallerOnesTheLargestOfTheGroupThenOfAllTakesTheNewcomer() {
        Leaves leaves =
                frozen(List.of(cell("north", "leeds", 25), cell("north", "york", 25), cell("wales", "cardiff", 40)));
        assertThat(place(leaves, "north", "new")).isEqualTo("region/north/branch/leeds");
        assertThat(place(leaves, "unknown", "new")).isEqualTo("region/wales/branch/cardiff");
        assertThat(place(frozen(List.of(cell("north", "leeds", 3))), "wales", "cardiff"))
                .isEqualTo("all");
    }

    @Test
    void nobodyComesIntoAConstituencyThatIsNotThereAndNoneIsEverLost() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            Set<String> branches = new HashSet<>();
            List<Constituencies.Cell> cells = new ArrayList<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                String region = "r" + random.nextInt(4);
                String branch = "b" + random.nextInt(6);
                if (branches.add(region + branch)) {
                    cells.add(cell(region, branch, random.nextInt(1, 60)));
                }
            }
            Leaves leaves = frozen(cells);
            Set<String> there =
                    leaves.cells().stream().map(cell -> cell.leaf().id()).collect(Collectors.toSet());
            LateJoiners late = lateJoiners(leaves);
            for (int i = random.nextInt(50); i > 0; i--) {
                late.consider(member("r" + random.nextInt(5), "b" + random.nextInt(8)));
            }
            assertThat(there).containsAll(late.byConstituency().keySet());
            Leaves after = leaves.with(late.byConstituency());
            assertThat(after.entitled())
                    .isEqualTo(leaves.entitled() + late.added().size());
            assertThat(after.cells())
                    .extracting(Leaves.Cell::leaf)
                    .isEqualTo(leaves.cells().stream().map(Leaves.Cell::leaf).toList());
        }
    }

    @Test
    void aConstituencyThatAllHaveLeftStays() {
        Leaves leaves = frozen(List.of(cell("north", "leeds", 20), cell("wales", "cardiff", 40)));
        Leaves empty = leaves.with(Map.of("region/north/branch/leeds", -20));
        assertThat(empty.cells()).extracting(Leaves.Cell::entitled).containsExactly(0, 40);
        assertThatThrownBy(() -> empty.with(Map.of("region/north/branch/leeds", -1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.with(Map.of("region/south", 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyThoseTheRuleAdmitsAreLateJoinersAndTheOthersAreCountedWhereHqMustKnow() {
        Leaves leaves = frozen(List.of(cell("north", "leeds", 30)));
        Member onTheDay = member("active", Instant.parse("2026-02-26T00:00:00Z"), true);
        Member confirmed = member("active", Instant.parse("2026-02-26T00:00:00Z"), true);
        LateJoiners late = lateJoiners(leaves, confirmed.memberId());
        late.consider(member("active", CUT_OFF.minusMillis(1), false));
        late.consider(member("active", CUT_OFF, false));
        late.consider(member("suspended", CUT_OFF.minusMillis(1), false));
        late.consider(onTheDay);
        late.consider(confirmed);
        assertThat(late.added()).hasSize(2);
        assertThat(late.tooLate()).isEqualTo(1);
        assertThat(late.toConfirm()).containsExactly(onTheDay);
        assertThat(late.confirmedInVain()).isEmpty();
        assertThat(late.sample()).hasSize(2);
    }

    private static LateJoiners lateJoiners(Leaves leaves, UUID... confirmed) {
        return new LateJoiners(
                EligibilityRule.EVERY_ACTIVE_MEMBER,
                LEVELS,
                new LateJoinerCutOff(CUT_OFF),
                CUT_OFF.plusSeconds(3600),
                leaves,
                Set.of(confirmed));
    }

    private static String place(Leaves leaves, String region, String branch) {
        return leaves.place(LEVELS.of(member(region, branch)));
    }

    private static Leaves frozen(List<Constituencies.Cell> cells) {
        Constituencies merged = Constituencies.merge(cells, LEVELS, 20);
        return new Leaves(
                merged.leaves().stream()
                        .map(cell -> new Leaves.Cell(cell.place().leaf(), cell.entitled()))
                        .toList(),
                merged.destinations());
    }

    private static Constituencies.Cell cell(String region, String branch, int entitled) {
        return new Constituencies.Cell(LEVELS.of(member(region, branch)), entitled);
    }

    private static Member member(String region, String branch) {
        return new Member(
                UUID.randomUUID(), "Probation", branch, null, region, null, null, "active", null, false, null);
    }

    private static Member member(String status, Instant joinedAt, boolean dayOnly) {
        return new Member(
                UUID.randomUUID(), "Probation", "leeds", null, "north", null, null, status, joinedAt, dayOnly, null);
    }
}
