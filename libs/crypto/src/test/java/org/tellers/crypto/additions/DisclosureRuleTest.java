package org.tellers.crypto.additions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.additions.DisclosurePlan.Cell;
import org.tellers.crypto.additions.DisclosurePlan.Reason;
import org.tellers.crypto.additions.DisclosurePlan.Withheld;
import org.tellers.crypto.additions.DisclosureRule.Counts;
import org.tellers.crypto.additions.DisclosureRule.Outcome;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;

class DisclosureRuleTest {
    private static final Minima TWENTY = new Minima(20, 20);
    private static final List<String> REGION = List.of("region");
    private static final List<String> BOTH = List.of("region", "branch");

    /** Constituencies written as id, entitled, cast. */
    private static Map<String, Counts> constituencies(Object... rows) {
        Map<String, Counts> map = new TreeMap<>();
        for (int i = 0; i < rows.length; i += 3) {
            map.put((String) rows[i], new Counts((int) rows[i + 1], (int) rows[i + 2]));
        }
        return map;
    }

    private static final Map<String, Counts> UNION = constituencies(
            "region/north/branch/leeds",
            60,
            30,
            "region/north/branch/york",
            50,
            25,
            "region/north/~",
            30,
            21,
            "region/south/branch/kent",
            90,
            40,
            "region/south/branch/devon",
            40,
            12,
            "~",
            70,
            35);

    private static DisclosurePlan plan(Outcome outcome, Minima minima) {
        String hash = "0".repeat(64);
        return new DisclosurePlan(
                "6KtJmwugEAEpW8", "f".repeat(43), hash, hash, minima, outcome.cells(), outcome.withheld());
    }

    private static DisclosurePlan plan(Map<String, Counts> constituencies, Minima minima, List<String> levels) {
        return plan(DisclosureRule.apply(constituencies, Map.of("region/north", "North"), minima, levels), minima);
    }

    private static List<String> parts(Outcome outcome) {
        return outcome.cells().stream().map(Cell::name).toList();
    }

    @Test
    void aCellIsThereForEveryPartThatMeetsTheMinima() {
        Outcome outcome = DisclosureRule.apply(UNION, Map.of("region/north", "North"), TWENTY, BOTH);
        assertThat(parts(outcome))
                .containsExactly(
                        "All members",
                        "North",
                        "region/south",
                        "~",
                        "region/north/branch/leeds",
                        "region/north/branch/york",
                        "region/north/~");
        assertThat(outcome.cells().get(1))
                .isEqualTo(new Cell(
                        "1",
                        "region",
                        "North",
                        List.of("region/north/branch/leeds", "region/north/branch/york", "region/north/~"),
                        76,
                        140));
    }

    @Test
    void whatCouldBeSubtractedOutTakesTheSmallestSiblingWithIt() {
        Outcome outcome = DisclosureRule.apply(UNION, Map.of(), TWENTY, BOTH);
        assertThat(outcome.withheld())
                .containsExactly(
                        new Withheld("branch", "region/south/branch/devon", Reason.UNDER_MINIMUM),
                        new Withheld("branch", "region/south/branch/kent", Reason.COMPLEMENTARY));
    }

    @Test
    void onlyTheLevelsAskedForHaveCells() {
        assertThat(parts(DisclosureRule.apply(UNION, Map.of(), TWENTY, List.of())))
                .containsExactly("All members");
        assertThat(DisclosureRule.apply(UNION, Map.of(), TWENTY, REGION).cells())
                .extracting(Cell::level)
                .containsExactly("total", "region", "region", "region");
    }

    @Test
    void aRemainderWithoutAnybodyHidesNobody() {
        Map<String, Counts> map = constituencies("branch/a", 30, 20, "branch/b", 30, 20, "branch/c", 0, 0);
        assertThat(parts(DisclosureRule.apply(map, Map.of(), TWENTY, List.of("branch"))))
                .containsExactly("All members", "branch/a", "branch/b");
    }

    @Test
    void aRemainderInWhichNobodyVotedIsStillAPartOfTheMembers() {
        Map<String, Counts> map = constituencies("branch/a", 30, 20, "branch/b", 30, 22, "branch/c", 25, 0);
        assertThat(parts(DisclosureRule.apply(map, Map.of(), TWENTY, List.of("branch"))))
                .containsExactly("All members", "branch/b");
    }

    @Test
    void aPartWhoseParentHasNoCellHasNone() {
        Map<String, Counts> map = constituencies(
                "region/north/branch/leeds",
                60,
                30,
                "region/north/branch/york",
                60,
                30,
                "region/south/branch/kent",
                90,
                10);
        Outcome outcome = DisclosureRule.apply(map, Map.of(), TWENTY, BOTH);
        assertThat(parts(outcome)).containsExactly("All members");
        assertThat(outcome.withheld())
                .extracting(Withheld::reason)
                .containsExactly(
                        Reason.COMPLEMENTARY,
                        Reason.UNDER_MINIMUM,
                        Reason.COMPLEMENTARY,
                        Reason.COMPLEMENTARY,
                        Reason.UNDER_MINIMUM);
    }

    @Test
    void nothingIsDecryptedUnderTheMinimumOfVotes() {
        assertThat(DisclosureRule.apply(constituencies("all", 200, 19), Map.of(), TWENTY, REGION)
                        .cells())
                .isEmpty();
        assertThat(parts(DisclosureRule.apply(constituencies("all", 200, 20), Map.of(), TWENTY, REGION)))
                .containsExactly("All members");
    }

    @Test
    void aPlanOfTheRuleIsAcceptedAndAnyOtherRefused() {
        DisclosurePlan plan = plan(UNION, TWENTY, BOTH);
        DisclosureRule.checkExactly(plan, UNION, TWENTY, BOTH);
        assertThat(DisclosurePlan.parse(plan.text())).isEqualTo(plan);
        refused(AdditionsFault.PLAN_MINIMA, plan, new Minima(21, 20), BOTH);
        refused(AdditionsFault.PLAN_MINIMA, plan, new Minima(20, 21), BOTH);
        refused(AdditionsFault.PLAN_LEVEL, plan, TWENTY, REGION);
        refused(AdditionsFault.PLAN_LEVEL, plan, TWENTY, List.of());
        for (int i = 0; i < plan.cells().size(); i++) {
            Cell cell = plan.cells().get(i);
            for (Cell changed : List.of(
                    new Cell("9", cell.level(), cell.name(), cell.constituencies(), cell.cast(), cell.entitled()),
                    new Cell(cell.id(), "branch ", cell.name(), cell.constituencies(), cell.cast(), cell.entitled()),
                    new Cell(cell.id(), cell.level(), cell.name(), List.of("~"), cell.cast() + 1, cell.entitled()),
                    new Cell(cell.id(), cell.level(), cell.name(), cell.constituencies(), cell.cast() + 1, 4000),
                    new Cell(
                            cell.id(),
                            cell.level(),
                            cell.name(),
                            cell.constituencies(),
                            cell.cast() - 1,
                            cell.entitled()),
                    new Cell(
                            cell.id(),
                            cell.level(),
                            cell.name(),
                            cell.constituencies(),
                            cell.cast(),
                            cell.entitled() + 1))) {
                List<Cell> cells = new ArrayList<>(plan.cells());
                cells.set(i, changed);
                refusedExactly(cells, plan.withheld());
            }
            List<Cell> fewer = new ArrayList<>(plan.cells());
            fewer.remove(i);
            refusedExactly(fewer, plan.withheld());
        }
        refusedExactly(plan.cells(), List.of());
        refusedExactly(plan.cells(), plan.withheld().reversed());
    }

    @Test
    void aStricterPlanIsAccepted() {
        DisclosureRule.checkExactly(plan(UNION, new Minima(30, 40), BOTH), UNION, TWENTY, BOTH);
        DisclosureRule.checkExactly(plan(UNION, TWENTY, REGION), UNION, TWENTY, BOTH);
        DisclosureRule.checkExactly(plan(UNION, TWENTY, List.of()), UNION, TWENTY, BOTH);
    }

    @Test
    void aPlanThatWithholdsMoreThanTheRuleIsRefusedByWhoKnowsTheCounts() {
        Map<String, Counts> map = constituencies("branch/a", 30, 20, "branch/b", 30, 20);
        List<Cell> cells = DisclosureRule.apply(map, Map.of(), TWENTY, List.of("branch"))
                .cells()
                .subList(0, 1);
        DisclosurePlan plan = plan(
                new Outcome(
                        cells,
                        List.of(
                                new Withheld("branch", "branch/a", Reason.UNDER_MINIMUM),
                                new Withheld("branch", "branch/b", Reason.UNDER_MINIMUM))),
                TWENTY);
        DisclosureRule.check(plan, TWENTY, List.of("branch"));
        assertThatThrownBy(() -> DisclosureRule.checkExactly(plan, map, TWENTY, List.of("branch")))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void countsTooLargeToBeTrueDoNotHideARemainder() {
        List<String> leaves = List.of("branch/a", "branch/b", "branch/c", "branch/d");
        int huge = Integer.MAX_VALUE;
        List<Cell> cells = new ArrayList<>(List.of(new Cell("0", "total", "All members", leaves, huge, huge)));
        for (int i = 0; i < 3; i++) {
            cells.add(new Cell(Integer.toString(i + 1), "branch", "", List.of(leaves.get(i)), huge, huge));
        }
        List<Withheld> withheld = List.of(new Withheld("branch", "branch/d", Reason.UNDER_MINIMUM));
        refused(AdditionsFault.PLAN_REMAINDER, plan(new Outcome(cells, withheld), TWENTY), TWENTY, List.of("branch"));
    }

    private static void refused(AdditionsFault fault, DisclosurePlan plan, Minima least, List<String> levels) {
        assertThatThrownBy(() -> DisclosureRule.check(plan, least, levels))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static void refusedExactly(List<Cell> cells, List<Withheld> withheld) {
        DisclosurePlan plan = plan(new Outcome(cells, withheld), TWENTY);
        assertThatThrownBy(() -> DisclosureRule.checkExactly(plan, UNION, TWENTY, BOTH))
                .isInstanceOf(ProtocolViolation.class);
    }

    private static List<List<Integer>> row(Integer... counts) {
        return List.of(List.of(counts));
    }

    @Test
    void aUnanimousCellWithholdsItsLevelAndThoseBelow() {
        Map<String, Counts> map = constituencies(
                "region/north/branch/leeds",
                60,
                30,
                "region/north/branch/york",
                60,
                30,
                "region/south/branch/kent",
                90,
                40);
        DisclosurePlan plan = plan(map, TWENTY, BOTH);
        assertThat(plan.cells()).extracting(Cell::cast).containsExactly(100, 60, 40, 30, 30, 40);
        Map<String, List<List<Integer>>> counts = new HashMap<>(Map.of(
                "0",
                row(50, 50),
                "1",
                row(30, 30),
                "2",
                row(20, 20),
                "3",
                row(20, 10),
                "4",
                row(10, 20),
                "5",
                row(20, 20)));
        assertThat(DisclosureRule.shownLevels(plan, counts)).isEqualTo(BOTH);
        counts.putAll(Map.of("3", row(30, 0), "4", row(0, 30)));
        assertThat(DisclosureRule.shownLevels(plan, counts)).isEqualTo(REGION);
        counts.putAll(Map.of("2", row(40, 0), "5", row(40, 0), "1", row(10, 50), "3", row(5, 25), "4", row(5, 25)));
        assertThat(DisclosureRule.shownLevels(plan, counts)).isEmpty();
        counts.remove("4");
        counts.putAll(Map.of("2", row(20, 20)));
        assertThatThrownBy(() -> DisclosureRule.shownLevels(plan, counts)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aUnanimousRemainderWithholdsTheLevel() {
        Map<String, Counts> map =
                constituencies("branch/a", 60, 30, "branch/b", 60, 30, "branch/c", 40, 12, "branch/d", 40, 12);
        DisclosurePlan plan = plan(map, TWENTY, List.of("branch"));
        assertThat(plan.cells()).hasSize(3);
        assertThat(DisclosureRule.shownLevels(plan, Map.of("0", row(44, 40), "1", row(10, 20), "2", row(10, 20))))
                .isEmpty();
        assertThat(DisclosureRule.shownLevels(plan, Map.of("0", row(43, 41), "1", row(10, 20), "2", row(10, 20))))
                .containsExactly("branch");
    }

    @Test
    void noOptionChosenByAnybodyIsUnanimousToo() {
        DisclosurePlan plan = plan(constituencies("branch/a", 60, 30, "branch/b", 60, 30), TWENTY, List.of("branch"));
        assertThat(DisclosureRule.shownLevels(plan, Map.of("0", row(20, 5), "1", row(20, 5), "2", row(0, 0))))
                .isEmpty();
    }

    /**
     * Whoever adds and subtracts published sums learns the sums of exactly those sets of constituencies whose indicator
     * is in the rational span of the cells' indicators. Of none of the smallest such sets may a minimum be missed.
     */
    @Test
    void subtractionOverPublishedSumsIsolatesNothingUnderAMinimumInRandomBallots() {
        java.util.Random random = new java.util.Random(2027);
        int cells = 0;
        for (int run = 0; run < 400; run++) {
            Map<String, Counts> map = new TreeMap<>();
            int leaves = 1 + random.nextInt(9);
            for (int i = 0; i < leaves; i++) {
                int entitled = random.nextInt(70);
                String group = "region/" + random.nextInt(3);
                String id = random.nextInt(8) == 0 ? "~" : group + (random.nextInt(5) == 0 ? "/~" : "/branch/" + i);
                map.put(id, new Counts(entitled, (int) (entitled * random.nextDouble())));
            }
            Minima minima = new Minima(5 + random.nextInt(20), 5 + random.nextInt(40));
            DisclosurePlan plan = plan(map, minima, BOTH);
            if (plan.cells().isEmpty()) {
                continue;
            }
            DisclosureRule.checkExactly(plan, map, minima, BOTH);
            cells += plan.cells().size() - 1;
            requireNothingIsolated(plan, map, minima);
        }
        assertThat(cells).as("the runs are not all empty").isGreaterThan(300);
    }

    private static void requireNothingIsolated(DisclosurePlan plan, Map<String, Counts> map, Minima minima) {
        List<String> ids = List.copyOf(map.keySet());
        Span span = new Span(ids.size());
        for (Cell cell : plan.cells()) {
            int[] indicator = new int[ids.size()];
            cell.constituencies().forEach(id -> indicator[ids.indexOf(id)] = 1);
            span.add(indicator);
        }
        for (int set = 1; set < 1 << ids.size(); set++) {
            int entitled = 0;
            int cast = 0;
            int[] indicator = new int[ids.size()];
            for (int i = 0; i < ids.size(); i++) {
                if ((set >> i & 1) == 1) {
                    indicator[i] = 1;
                    entitled += map.get(ids.get(i)).entitled();
                    cast += map.get(ids.get(i)).cast();
                }
            }
            if (entitled > 0 && !minima.met(cast, entitled) && set != (1 << ids.size()) - 1) {
                assertThat(span.contains(indicator)).as("%s of %s", set, plan).isFalse();
            }
        }
    }

    /** A space of vectors over the integers modulo a large prime, kept in echelon form. */
    private static final class Span {
        private static final long P = 2_147_483_647;
        private final long[][] rows;

        private Span(int size) {
            rows = new long[size][];
        }

        private long[] reduce(int[] vector) {
            long[] v = java.util.Arrays.stream(vector).asLongStream().toArray();
            for (int i = 0; i < v.length; i++) {
                if (v[i] != 0 && rows[i] != null) {
                    long factor = v[i];
                    for (int j = i; j < v.length; j++) {
                        v[j] = Math.floorMod(v[j] - factor * rows[i][j], P);
                    }
                }
            }
            return v;
        }

        private void add(int[] vector) {
            long[] v = reduce(vector);
            for (int i = 0; i < v.length; i++) {
                if (v[i] != 0) {
                    long inverse = java.math.BigInteger.valueOf(v[i])
                            .modInverse(java.math.BigInteger.valueOf(P))
                            .longValue();
                    for (int j = i; j < v.length; j++) {
                        v[j] = v[j] * inverse % P;
                    }
                    rows[i] = v;
                    return;
                }
            }
        }

        private boolean contains(int[] vector) {
            return java.util.Arrays.stream(reduce(vector)).allMatch(x -> x == 0);
        }
    }

    /** Branches as they really were, small ones not merged beforehand, spread over three regions. */
    @Test
    void subtractionIsolatesNoBranchOfTheRealBallots() throws java.io.IOException {
        Map<String, Map<String, Counts>> ballots = new TreeMap<>();
        for (String line :
                java.nio.file.Files.readAllLines(Vectors.root().resolve("data/ucu_ballots_2018_2019_2021.csv"))) {
            String[] fields = line.replaceAll("\"([^\"]*),([^\"]*)\"", "$1$2").split(",", -1);
            if (fields[3].matches("[0-9]+") && fields[4].matches("[0-9]+")) {
                Map<String, Counts> branches = ballots.computeIfAbsent(fields[0] + fields[1], b -> new TreeMap<>());
                int region = Math.floorMod(fields[2].hashCode(), 3);
                branches.put(
                        "region/" + region + "/branch/" + branches.size(),
                        new Counts(Integer.parseInt(fields[3]), Integer.parseInt(fields[4])));
            }
        }
        assertThat(ballots).hasSizeGreaterThanOrEqualTo(8);
        for (Map<String, Counts> map : ballots.values()) {
            DisclosurePlan plan = plan(map, TWENTY, BOTH);
            DisclosureRule.checkExactly(plan, map, TWENTY, BOTH);
            // The sums that the cells span are the unions of the classes of branches that no cell tells apart.
            Map<Set<String>, Counts> classes = new HashMap<>();
            map.forEach((id, counts) -> {
                Set<String> in = new TreeSet<>();
                plan.cells().stream()
                        .filter(cell -> cell.constituencies().contains(id))
                        .forEach(cell -> in.add(cell.id()));
                classes.merge(in, counts, (a, b) -> new Counts(a.entitled() + b.entitled(), a.cast() + b.cast()));
            });
            assertThat(classes.values()).allMatch(counts -> TWENTY.met(counts.cast(), counts.entitled()));
            assertThat(classes.size()).as("most branches are still shown").isGreaterThan(map.size() / 2);
        }
    }
}
