package org.tellers.reporting.breakdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.reporting.policy.PublicationPolicy;

/**
 * What of the counted cells is published: the levels that the policy in force allows, down to the first in which a cell,
 * or what subtracting cells gives, is unanimous (rule R23).
 *
 * @param levels published levels, coarsest first
 * @param withheld what is not published and why: whole levels, and parts of published ones
 */
public record Breakdown(List<Level> levels, List<Withheld> withheld) {

    /** Published cells of one level. */
    public record Level(String level, List<DisclosurePlan.Cell> cells) {
        /** Takes a copy. */
        public Level {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What is not published.
     *
     * @param constituency the part of the level; null for the whole level
     */
    public record Withheld(String level, @Nullable String constituency, Reason reason) {}

    /** Why something is not published. */
    public enum Reason {
        /** The publication policy ends above this level. */
        POLICY("policy", "The publication policy of this ballot does not go down to this level."),
        /** Too few members or votes. */
        UNDER_MINIMUM("under-minimum", "Fewer members are entitled here, or fewer have voted, than the minimum."),
        /** Another part could be found by subtraction. */
        COMPLEMENTARY("complementary", "With this figure a smaller one could be found by subtraction."),
        /** A cell of the level would tell how each of its members voted. */
        UNANIMOUS("unanimous", "In a part of this level all votes were alike, which would disclose each of them.");

        private final String word;
        private final String explanation;

        Reason(String word, String explanation) {
            this.word = word;
            this.explanation = explanation;
        }

        /** The word in JSON. */
        public String word() {
            return word;
        }

        /** A sentence for people. */
        public String explanation() {
            return explanation;
        }

        private static Reason of(DisclosurePlan.Reason planned) {
            return switch (planned) {
                case UNDER_MINIMUM -> UNDER_MINIMUM;
                case COMPLEMENTARY -> COMPLEMENTARY;
            };
        }
    }

    /** Takes copies. */
    public Breakdown {
        levels = List.copyOf(levels);
        withheld = List.copyOf(withheld);
    }

    /**
     * Decides.
     *
     * @param plan what was decrypted
     * @param counts of every cell, by its id
     * @param policy in force now, which may be stricter than the plan was
     * @param constituencies figures of the constituencies, to apply minima that were raised after the plan
     */
    public static Breakdown of(
            DisclosurePlan plan,
            Map<String, List<List<Integer>>> counts,
            PublicationPolicy policy,
            Map<String, DisclosureRule.Counts> constituencies) {
        List<String> allowed = policy.shownLevels();
        List<String> discreet = DisclosureRule.shownLevels(plan, counts);
        List<DisclosurePlan.Cell> tightened = plan.minima().atLeast(policy.minima())
                ? plan.cells()
                : DisclosureRule.apply(constituencies, Map.of(), policy.minima(), allowed)
                        .cells();
        List<Level> levels = new ArrayList<>();
        List<Withheld> withheld = new ArrayList<>();
        boolean ended = false;
        for (String level : policy.levels()) {
            List<DisclosurePlan.Cell> cells = cells(plan.cells(), level);
            List<DisclosurePlan.Withheld> parts = plan.withheld().stream()
                    .filter(part -> part.level().equals(level))
                    .toList();
            boolean planned = !cells.isEmpty() || !parts.isEmpty();
            // Cells fixed under lower minima are all shown or not at all: a part of them may leave a small remainder.
            if (ended || !planned || !allowed.contains(level) || !sameParts(cells, cells(tightened, level))) {
                withheld.add(new Withheld(level, null, Reason.POLICY));
                ended = true;
            } else if (!cells.isEmpty() && !discreet.contains(level)) {
                withheld.add(new Withheld(level, null, Reason.UNANIMOUS));
                ended = true;
            } else {
                if (!cells.isEmpty()) {
                    levels.add(new Level(level, cells));
                }
                parts.forEach(part -> withheld.add(new Withheld(level, part.constituency(), Reason.of(part.reason()))));
            }
        }
        return new Breakdown(levels, withheld);
    }

    private static List<DisclosurePlan.Cell> cells(List<DisclosurePlan.Cell> cells, String level) {
        return cells.stream().filter(cell -> cell.level().equals(level)).toList();
    }

    private static boolean sameParts(List<DisclosurePlan.Cell> some, List<DisclosurePlan.Cell> others) {
        return parts(some).equals(parts(others));
    }

    private static Set<List<String>> parts(List<DisclosurePlan.Cell> cells) {
        return cells.stream().map(DisclosurePlan.Cell::constituencies).collect(Collectors.toSet());
    }
}
