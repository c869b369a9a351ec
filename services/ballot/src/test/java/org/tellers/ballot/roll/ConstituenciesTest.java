package org.tellers.ballot.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.roll.Constituencies.Cell;
import org.tellers.ballot.roll.Constituencies.Merged;

@NullUnmarked
class ConstituenciesTest {

    private static final Levels BRANCHES = new Levels(ConstituencyLevel.NONE, ConstituencyLevel.BRANCH);
    private static final Levels REGIONS_AND_BRANCHES = new Levels(ConstituencyLevel.REGION, ConstituencyLevel.BRANCH);
    private static final int MINIMUM = 20;

    @Test
    void constituenciesThatAreLargeEnoughStayAsTheyAre() {
        assertThat(leaves(merge(branch("leeds", 20), branch("york", 41))))
                .containsExactlyInAnyOrderEntriesOf(Map.of("branch/leeds", 20, "branch/york", 41));
    }

    @Test
    void smallOnesMergeIntoOneThatSaysSo() {
        Constituencies merged = merge(branch("a", 12), branch("b", 9), branch("c", 90), branch("d", 1));
        assertThat(leaves(merged)).containsExactlyInAnyOrderEntriesOf(Map.of("branch/c", 90, "~", 22));
        assertThat(name(merged, "~")).isEqualTo("Smaller branches");
        assertThat(merged.merged())
                .extracting(one -> one.cell().id() + ">" + one.into())
                .containsExactly("branch/a>~", "branch/b>~", "branch/d>~");
    }

    @Test
    void smallOnesThatAreStillTooSmallTakeTheSmallestOther() {
        assertThat(leaves(merge(branch("a", 5), branch("b", 60), branch("c", 30), branch("d", 30))))
                .containsExactlyInAnyOrderEntriesOf(Map.of("branch/b", 60, "branch/d", 30, "~", 35));
    }

    @Test
    void ifOnlyOneIsLeftItIsAll() {
        for (Constituencies one :
                List.of(merge(branch("a", 5), branch("b", 7)), merge(branch("a", 5), branch("b", 700)))) {
            assertThat(one.leaves()).extracting(Cell::id).containsExactly("all");
            assertThat(one.groups()).isEmpty();
            assertThat(one.merged()).extracting(Merged::into).containsExactly("all", "all");
        }
        assertThat(merge().leaves()).isEmpty();
    }

    @Test
    void withGroupsSmallOnesStayInTheirGroup() {
        Constituencies merged = merge(
                grouped("north", "leeds", 50),
                grouped("north", "york", 12),
                grouped("north", "hull", 10),
                grouped("south", "bath", 25),
                grouped("south", "kent", 3));
        // Bath is taken so that Kent's three are not alone; nothing of the south is left beside it.
        assertThat(leaves(merged))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("region/north/branch/leeds", 50, "region/north/~", 22, "region/south/~", 28));
        assertThat(name(merged, "region/north/~")).isEqualTo("North: smaller branches");
        assertThat(name(merged, "region/south/~")).isEqualTo("South");
        assertThat(merged.groups())
                .containsExactly(new Constituency("region/north", "North"), new Constituency("region/south", "South"));
    }

    @Test
    void aGroupThatIsTooSmallAsAWholeLeavesItsLevel() {
        Constituencies merged = merge(
                grouped("east", "ely", 30),
                grouped("north", "leeds", 50),
                grouped("south", "bath", 10),
                grouped("south", "kent", 3));
        assertThat(leaves(merged)).containsExactlyInAnyOrderEntriesOf(Map.of("region/north/branch/leeds", 50, "~", 43));
        assertThat(name(merged, "~")).isEqualTo("Smaller regions");
        assertThat(merged.groups()).extracting(Constituency::id).containsExactly("region/north");
        assertThat(merged.merged()).extracting(Merged::into).containsOnly("~").hasSize(3);
    }

    @Test
    void everyLeafMeetsTheMinimumOrIsAloneAndNobodyIsLost() {
        Random random = new Random(73);
        for (int round = 0; round < 2_000; round++) {
            Levels levels = random.nextBoolean() ? BRANCHES : REGIONS_AND_BRANCHES;
            int minimum = MINIMUM + random.nextInt(30);
            List<Cell> cells = cells(random, levels);
            Constituencies merged = Constituencies.merge(cells, levels, minimum);

            assertThat(merged.leaves().size() <= 1
                            || merged.leaves().stream().allMatch(leaf -> leaf.entitled() >= minimum))
                    .isTrue();
            assertThat(sum(merged.leaves())).isEqualTo(sum(cells));
            assertThat(recounted(cells, merged)).isEqualTo(leaves(merged));
            assertThat(groupsOf(merged)).isEqualTo(ids(merged.groups()));

            List<Cell> shuffled = new ArrayList<>(cells);
            Collections.shuffle(shuffled, random);
            assertThat(Constituencies.merge(shuffled, levels, minimum)).isEqualTo(merged);
        }
    }

    @Test
    void mergingWhatIsMergedChangesNothing() {
        Random random = new Random(74);
        for (int round = 0; round < 500; round++) {
            Constituencies merged =
                    Constituencies.merge(cells(random, REGIONS_AND_BRANCHES), REGIONS_AND_BRANCHES, MINIMUM);
            Constituencies again = Constituencies.merge(merged.leaves(), REGIONS_AND_BRANCHES, MINIMUM);
            assertThat(again.leaves()).isEqualTo(merged.leaves());
            assertThat(again.merged()).isEmpty();
        }
    }

    private static Map<String, Integer> recounted(List<Cell> cells, Constituencies merged) {
        Map<String, String> destinations = merged.destinations();
        return cells.stream()
                .collect(Collectors.groupingBy(
                        cell -> destinations.getOrDefault(cell.id(), cell.id()),
                        Collectors.summingInt(Cell::entitled)));
    }

    private static Set<String> groupsOf(Constituencies merged) {
        Set<String> prefixes = new HashSet<>();
        for (Cell leaf : merged.leaves()) {
            if (leaf.place().group() != null) {
                assertThat(leaf.id()).startsWith(leaf.place().group().id() + "/");
                prefixes.add(leaf.place().group().id());
            }
        }
        return prefixes;
    }

    private static Set<String> ids(List<Constituency> constituencies) {
        return constituencies.stream().map(Constituency::id).collect(Collectors.toSet());
    }

    private static List<Cell> cells(Random random, Levels levels) {
        List<Cell> cells = new ArrayList<>();
        int groups = 1 + random.nextInt(6);
        for (int g = 0; g < groups; g++) {
            for (int b = random.nextInt(8); b >= 0; b--) {
                int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 40);
                cells.add(levels.equals(BRANCHES) ? branch("g" + g + "b" + b, size) : grouped("g" + g, "b" + b, size));
            }
        }
        return cells;
    }

    private static Constituencies merge(Cell... cells) {
        Levels levels = cells.length > 0 && cells[0].place().group() != null ? REGIONS_AND_BRANCHES : BRANCHES;
        return Constituencies.merge(List.of(cells), levels, MINIMUM);
    }

    private static Cell branch(String slug, int entitled) {
        return new Cell(new Place(null, new Constituency("branch/" + slug, slug)), entitled);
    }

    private static Cell grouped(String region, String branch, int entitled) {
        String name = Character.toUpperCase(region.charAt(0)) + region.substring(1);
        Constituency group = new Constituency("region/" + region, name);
        return new Cell(new Place(group, new Constituency(group.id() + "/branch/" + branch, branch)), entitled);
    }

    private static Map<String, Integer> leaves(Constituencies merged) {
        return merged.leaves().stream().collect(Collectors.toMap(Cell::id, Cell::entitled));
    }

    private static String name(Constituencies merged, String id) {
        return merged.leaves().stream()
                .filter(leaf -> leaf.id().equals(id))
                .findFirst()
                .orElseThrow()
                .place()
                .leaf()
                .name();
    }

    private static int sum(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::entitled).sum();
    }
}
