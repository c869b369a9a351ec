package org.tellers.reporting.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.DisclosureRule.Counts;
import org.tellers.crypto.additions.Minima;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.policy.ResultPolicy;
import org.tellers.reporting.policy.TurnoutPolicy;

/** What is published of random ballots, under policies that became stricter after the plan. */
class BreakdownPropertyTest {

    private static final List<String> LEVELS = List.of("region", "branch");

    @Test
    void nothingPublishedIsUnderTheMinimaInForceNorIsWhatSubtractionGives() {
        Random random = new Random(992);
        int shown = 0;
        for (int run = 0; run < 2000; run++) {
            Ballot ballot = new Ballot(random);
            PublicationPolicy now = policy(
                    new Minima(
                            ballot.plan.minima().cast() + random.nextInt(10),
                            ballot.plan.minima().entitled() + random.nextInt(10)),
                    List.of("none", "region", "branch").get(random.nextInt(3)));
            Breakdown breakdown = Breakdown.of(ballot.plan, ballot.counts, now, ballot.constituencies);

            List<DisclosurePlan.Cell> above = List.of(ballot.plan.cells().getFirst());
            for (Breakdown.Level level : breakdown.levels()) {
                assertThat(now.shownLevels()).contains(level.level());
                for (DisclosurePlan.Cell cell : level.cells()) {
                    shown++;
                    assertThat(now.minima().met(cell.cast(), cell.entitled())).isTrue();
                    assertThat(unanimous(ballot.counts.get(cell.id()), cell.cast()))
                            .isFalse();
                }
                for (DisclosurePlan.Cell parent : above) {
                    remainder(ballot, parent, level.cells(), now.minima());
                }
                above = level.cells();
            }
            assertThat(breakdown.levels().stream().map(Breakdown.Level::level).toList())
                    .isSubsetOf(LEVELS);
        }
        assertThat(shown).isGreaterThan(1000);
    }

    @Test
    void everyLevelThatIsNotShownSaysWhy() {
        Random random = new Random(1);
        for (int run = 0; run < 500; run++) {
            Ballot ballot = new Ballot(random);
            Breakdown breakdown = Breakdown.of(
                    ballot.plan, ballot.counts, policy(ballot.plan.minima(), "branch"), ballot.constituencies);
            Set<String> spoken = new HashSet<>();
            breakdown.levels().forEach(level -> spoken.add(level.level()));
            breakdown.withheld().forEach(withheld -> spoken.add(withheld.level()));
            assertThat(spoken).containsExactlyInAnyOrderElementsOf(LEVELS);
        }
    }

    private static void remainder(
            Ballot ballot, DisclosurePlan.Cell parent, List<DisclosurePlan.Cell> cells, Minima minima) {
        List<DisclosurePlan.Cell> children = cells.stream()
                .filter(cell -> parent.constituencies().containsAll(cell.constituencies()))
                .toList();
        int cast = parent.cast()
                - children.stream().mapToInt(DisclosurePlan.Cell::cast).sum();
        int entitled = parent.entitled()
                - children.stream().mapToInt(DisclosurePlan.Cell::entitled).sum();
        assertThat(children.isEmpty() || (cast == 0 && entitled == 0) || minima.met(cast, entitled))
                .isTrue();
        List<Integer> rest = new ArrayList<>(ballot.counts.get(parent.id()).getFirst());
        children.forEach(child -> {
            for (int o = 0; o < rest.size(); o++) {
                rest.set(
                        o,
                        rest.get(o) - ballot.counts.get(child.id()).getFirst().get(o));
            }
        });
        assertThat(!children.isEmpty() && unanimous(List.of(rest), cast)).isFalse();
    }

    private static boolean unanimous(List<List<Integer>> counts, int cast) {
        return cast > 0 && counts.getFirst().contains(cast);
    }

    private static PublicationPolicy policy(Minima minima, String breakdown) {
        return new PublicationPolicy(TurnoutPolicy.LIVE, ResultPolicy.FULL, breakdown, minima, LEVELS);
    }

    /** Regions and branches with votes for one of two options. */
    private static final class Ballot {
        private final Map<String, Counts> constituencies = new TreeMap<>();
        private final Map<String, List<List<Integer>>> counts = new HashMap<>();
        private final DisclosurePlan plan;

        private Ballot(Random random) {
            Map<String, Integer> yes = new HashMap<>();
            int regions = 1 + random.nextInt(4);
            // The total is always worth a plan.
            put("region/r0/branch/b0", 80, 60, yes, random);
            for (int region = 0; region < regions; region++) {
                int branches = 1 + random.nextInt(4);
                for (int branch = 0; branch < branches; branch++) {
                    int entitled = random.nextInt(40);
                    put(
                            "region/r%d/branch/c%d".formatted(region, branch),
                            entitled,
                            random.nextInt(entitled + 1),
                            yes,
                            random);
                }
            }
            Minima minima = new Minima(3 + random.nextInt(8), 3 + random.nextInt(8));
            DisclosureRule.Outcome outcome = DisclosureRule.apply(constituencies, Map.of(), minima, LEVELS);
            plan = new DisclosurePlan(
                    "ballot", "f".repeat(43), "ab", "cd", minima, outcome.cells(), outcome.withheld());
            for (DisclosurePlan.Cell cell : plan.cells()) {
                int inFavour = cell.constituencies().stream().mapToInt(yes::get).sum();
                counts.put(cell.id(), List.of(List.of(inFavour, cell.cast() - inFavour)));
            }
        }

        private void put(String id, int entitled, int cast, Map<String, Integer> yes, Random random) {
            constituencies.put(id, new Counts(entitled, cast));
            yes.put(id, random.nextInt(cast + 1));
        }
    }
}
