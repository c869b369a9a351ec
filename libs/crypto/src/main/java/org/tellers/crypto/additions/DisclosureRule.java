package org.tellers.crypto.additions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tellers.crypto.additions.DisclosurePlan.Cell;
import org.tellers.crypto.additions.DisclosurePlan.Reason;
import org.tellers.crypto.additions.DisclosurePlan.Withheld;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;

/**
 * Which sums of a ballot may be decrypted, and which levels of what was decrypted may be shown (domain, rule R23).
 *
 * <p>The constituencies form a tree under the total. A part of it gets a cell if its parent has one and if it meets both
 * minima. What is left of a parent when its cells are subtracted must be nothing or meet both minima too; until it does,
 * the parent's cell with the fewest votes (then the fewest entitled, then the first id) is taken out as well. Since cells
 * are nested, everything that adding and subtracting their counts can give is a union of such remainders: no such sum
 * is under a minimum.
 */
public final class DisclosureRule {
    /** The name of the total. */
    public static final String TOTAL_NAME = "All members";

    /** Members entitled and votes cast. */
    public record Counts(int entitled, int cast) {
        /** None of either: nothing that could be disclosed. */
        static final Counts NONE = new Counts(0, 0);

        Counts plus(Counts other) {
            return new Counts(entitled + other.entitled, cast + other.cast);
        }

        /** The difference; one below every integer is the least integer, so that stated counts cannot wrap around. */
        Counts minus(Counts other) {
            return new Counts(difference(entitled, other.entitled), difference(cast, other.cast));
        }

        private static int difference(int a, int b) {
            return (int) Math.max(Integer.MIN_VALUE, (long) a - b);
        }

        boolean meet(Minima minima) {
            return minima.met(cast, entitled);
        }
    }

    /** The cells to decrypt and what of the levels shown has none. */
    public record Outcome(List<Cell> cells, List<Withheld> withheld) {}

    /** A part of the constituencies; its children are the next finer parts. */
    private static final class Part {
        private final String id;
        private final List<String> leaves = new ArrayList<>();
        private final Map<String, Part> children = new TreeMap<>();
        private Counts counts = Counts.NONE;
        private boolean shown;

        private Part(String id) {
            this.id = id;
        }

        private Counts remainder() {
            Counts rest = counts;
            for (Part child : children.values()) {
                if (child.shown) {
                    rest = rest.minus(child.counts);
                }
            }
            return rest;
        }
    }

    private DisclosureRule() {}

    /**
     * Applies the rule.
     *
     * @param constituencies what each constituency of the ballot has, by id, those without anybody included
     * @param names names of constituencies and groups by id; an id without a name stands for itself
     * @param minima at least the charter's
     * @param levels the levels that may be shown, coarsest first; none for the total alone
     * @return no cell at all if the votes cast are fewer than the minimum: then nothing is decrypted
     * @throws ProtocolViolation {@link AdditionsFault#PLAN_CELL} if the ids are not those of one tree
     */
    public static Outcome apply(
            Map<String, Counts> constituencies, Map<String, String> names, Minima minima, List<String> levels) {
        Part total = tree(constituencies, levels);
        if (total.counts.cast() < minima.cast()) {
            return new Outcome(List.of(), List.of());
        }
        total.shown = true;
        choose(total, minima);
        List<Cell> cells = new ArrayList<>();
        List<Withheld> withheld = new ArrayList<>();
        cells.add(cell(0, DisclosurePlan.TOTAL, TOTAL_NAME, total));
        List<Part> parts = List.of(total);
        for (String level : levels) {
            parts = finer(parts);
            for (Part part : parts) {
                if (part.shown) {
                    cells.add(cell(cells.size(), level, names.getOrDefault(part.id, part.id), part));
                } else {
                    Reason reason = part.counts.meet(minima) ? Reason.COMPLEMENTARY : Reason.UNDER_MINIMUM;
                    withheld.add(new Withheld(level, part.id, reason));
                }
            }
        }
        return new Outcome(List.copyOf(cells), List.copyOf(withheld));
    }

    private static List<Part> finer(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.children.values().stream())
                .sorted(Comparator.comparing(part -> part.id))
                .toList();
    }

    private static Cell cell(int number, String level, String name, Part part) {
        return new Cell(
                Integer.toString(number),
                level,
                name,
                part.leaves.stream().sorted().toList(),
                part.counts.cast(),
                part.counts.entitled());
    }

    private static Part tree(Map<String, Counts> constituencies, List<String> levels) {
        Part total = new Part("");
        Set<String> whole = new HashSet<>();
        Set<String> divided = new HashSet<>();
        for (var entry : constituencies.entrySet()) {
            ConstituencyPath path = ConstituencyPath.of(entry.getKey());
            if (path.parts().isEmpty() && constituencies.size() > 1) {
                throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "constituencies");
            }
            Part part = total;
            add(part, entry.getKey(), entry.getValue());
            for (int depth = 0; depth < path.parts().size(); depth++) {
                String id = path.parts().get(depth);
                (depth == path.parts().size() - 1 ? whole : divided).add(id);
                if (depth < levels.size()) {
                    String level = path.levels().get(depth);
                    if (!level.isEmpty() && !level.equals(levels.get(depth))) {
                        throw new ProtocolViolation(AdditionsFault.PLAN_LEVEL, "constituencies");
                    }
                    part = part.children.computeIfAbsent(id, Part::new);
                    add(part, entry.getKey(), entry.getValue());
                }
            }
        }
        if (whole.stream().anyMatch(divided::contains)) {
            throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "constituencies");
        }
        return total;
    }

    private static void add(Part part, String leaf, Counts counts) {
        part.leaves.add(leaf);
        part.counts = part.counts.plus(counts);
    }

    private static void choose(Part parent, Minima minima) {
        for (Part child : parent.children.values()) {
            child.shown = child.counts.meet(minima);
        }
        while (!safe(parent.remainder(), minima)) {
            Part smallest = parent.children.values().stream()
                    .filter(child -> child.shown)
                    .min(Comparator.<Part>comparingInt(child -> child.counts.cast())
                            .thenComparingInt(child -> child.counts.entitled())
                            .thenComparing(child -> child.id))
                    .orElse(null);
            if (smallest == null) {
                break; // the remainder is the parent itself
            }
            smallest.shown = false;
        }
        for (Part child : parent.children.values()) {
            if (child.shown) {
                choose(child, minima);
            }
        }
    }

    private static boolean safe(Counts remainder, Minima minima) {
        return remainder.equals(Counts.NONE) || remainder.meet(minima);
    }

    /**
     * Checks what everybody can see of a plan: that its minima and levels are the charter's or stricter, that its cells
     * are whole parts of one tree in their order, and that neither a cell nor a remainder is under a minimum.
     *
     * @param least the charter's minima, or later and stricter ones
     * @param allowed the levels that the charter allows, coarsest first
     * @throws ProtocolViolation an {@link AdditionsFault} of those named PLAN
     */
    public static void check(DisclosurePlan plan, Minima least, List<String> allowed) {
        if (!plan.minima().atLeast(least)) {
            throw new ProtocolViolation(AdditionsFault.PLAN_MINIMA, "minima");
        }
        List<String> levels = levels(plan, allowed);
        if (plan.cells().isEmpty()) {
            throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "cells");
        }
        Cell first = plan.cells().getFirst();
        Map<String, Counts> nobody = new TreeMap<>();
        first.constituencies().forEach(id -> nobody.put(id, Counts.NONE));
        Part total = tree(nobody, levels);
        // The total's own counts stand even where its entitled are under the minimum: it is shown if enough have voted.
        total.counts = new Counts(first.entitled(), first.cast());
        total.shown = true;
        requireCell(plan, 0, DisclosurePlan.TOTAL, total);
        if (first.cast() < plan.minima().cast() || first.cast() > first.entitled()) {
            throw new ProtocolViolation(AdditionsFault.PLAN_TOO_SMALL, "cells[0]");
        }
        placeCells(plan, total, levels);
        checkRemainders(total, plan.minima());
    }

    /** The levels a plan speaks of, all those above its finest one included. */
    private static List<String> levels(DisclosurePlan plan, List<String> allowed) {
        int finest = 0;
        for (Cell cell : plan.cells()
                .subList(Math.min(1, plan.cells().size()), plan.cells().size())) {
            finest = Math.max(finest, depth(cell.level(), allowed));
        }
        for (Withheld withheld : plan.withheld()) {
            finest = Math.max(finest, depth(withheld.level(), allowed));
        }
        return allowed.subList(0, finest);
    }

    private static int depth(String level, List<String> allowed) {
        int index = allowed.indexOf(level);
        if (index < 0) {
            throw new ProtocolViolation(AdditionsFault.PLAN_LEVEL, "");
        }
        return index + 1;
    }

    private static void placeCells(DisclosurePlan plan, Part total, List<String> levels) {
        int cell = 1;
        int withheld = 0;
        List<Part> parts = List.of(total);
        Map<String, Part> parents = new HashMap<>();
        for (String level : levels) {
            for (Part parent : parts) {
                parent.children.values().forEach(child -> parents.put(child.id, parent));
            }
            parts = finer(parts);
            for (Part part : parts) {
                if (withheld < plan.withheld().size()
                        && plan.withheld().get(withheld).level().equals(level)
                        && plan.withheld().get(withheld).constituency().equals(part.id)) {
                    withheld++;
                    continue;
                }
                Part parent = parents.get(part.id);
                if (cell >= plan.cells().size() || parent == null || !parent.shown) {
                    throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "withheld[" + withheld + "]");
                }
                requireCell(plan, cell, level, part);
                Cell stated = plan.cells().get(cell);
                part.shown = true;
                part.counts = new Counts(stated.entitled(), stated.cast());
                if (!part.counts.meet(plan.minima()) || stated.cast() > stated.entitled()) {
                    throw new ProtocolViolation(AdditionsFault.PLAN_TOO_SMALL, "cells[" + cell + "]");
                }
                cell++;
            }
        }
        if (cell != plan.cells().size()) {
            throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "cells[" + cell + "]");
        }
        if (withheld != plan.withheld().size()) {
            throw new ProtocolViolation(AdditionsFault.PLAN_WITHHELD, "withheld[" + withheld + "]");
        }
    }

    private static void requireCell(DisclosurePlan plan, int number, String level, Part part) {
        Cell cell = plan.cells().get(number);
        if (!cell.id().equals(Integer.toString(number))
                || !cell.level().equals(level)
                || !cell.constituencies().equals(part.leaves.stream().sorted().toList())) {
            throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "cells[" + number + "]");
        }
    }

    private static void checkRemainders(Part parent, Minima minima) {
        Set<String> covered = new HashSet<>();
        for (Part child : parent.children.values()) {
            if (child.shown) {
                covered.addAll(child.leaves);
                checkRemainders(child, minima);
            }
        }
        if (covered.isEmpty()) {
            return;
        }
        Counts rest = parent.remainder();
        boolean nothingLeft = covered.size() == parent.leaves.size();
        if (nothingLeft ? !rest.equals(Counts.NONE) : !safe(rest, minima) || rest.cast() > rest.entitled()) {
            throw new ProtocolViolation(AdditionsFault.PLAN_REMAINDER, parent.id.isEmpty() ? "total" : parent.id);
        }
    }

    /**
     * Checks a plan against the true figures: as {@link #check(DisclosurePlan, Minima, List)}, and that it is, but for
     * names, exactly what the rule gives for its minima and its levels.
     *
     * @param constituencies what each constituency has; one that the plan's total names and this leaves out has nobody
     * @throws ProtocolViolation an {@link AdditionsFault} of those named PLAN
     */
    public static void checkExactly(
            DisclosurePlan plan, Map<String, Counts> constituencies, Minima least, List<String> allowed) {
        check(plan, least, allowed);
        List<String> stated = plan.cells().getFirst().constituencies();
        if (!new HashSet<>(stated).containsAll(constituencies.keySet())) {
            throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "cells[0]");
        }
        Map<String, Counts> all = new TreeMap<>(constituencies);
        stated.forEach(id -> all.putIfAbsent(id, Counts.NONE));
        Outcome due = apply(all, Map.of(), plan.minima(), levels(plan, allowed));
        int common = Math.min(due.cells().size(), plan.cells().size());
        for (int i = 0; i < common; i++) {
            Cell is = plan.cells().get(i);
            Cell should = due.cells().get(i);
            String place = "cells[" + i + "]";
            if (!is.level().equals(should.level()) || !is.constituencies().equals(should.constituencies())) {
                throw new ProtocolViolation(AdditionsFault.PLAN_CELL, place);
            }
            if (is.cast() != should.cast() || is.entitled() != should.entitled()) {
                throw new ProtocolViolation(AdditionsFault.PLAN_COUNTS, place);
            }
        }
        if (due.cells().size() != plan.cells().size()) {
            throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "cells[" + common + "]");
        }
        if (!due.withheld().equals(plan.withheld())) {
            throw new ProtocolViolation(AdditionsFault.PLAN_WITHHELD, "withheld");
        }
    }

    /**
     * The levels that may be shown once the cells are counted: the coarsest ones up to the first in which a cell, or what
     * is left of a cell of the level above or of the total, is unanimous in a question. The total is shown always.
     *
     * @param counts by cell id, question and option, of every cell of the plan
     * @throws ProtocolViolation {@link AdditionsFault#CELL} if a cell has no counts
     */
    public static List<String> shownLevels(DisclosurePlan plan, Map<String, List<List<Integer>>> counts) {
        List<String> levels =
                plan.cells().stream().skip(1).map(Cell::level).distinct().toList();
        List<String> shown = new ArrayList<>();
        List<Cell> above = plan.cells().subList(0, 1);
        for (String level : levels) {
            List<Cell> cells = plan.cells().stream()
                    .filter(cell -> cell.level().equals(level))
                    .toList();
            if (cells.stream().anyMatch(cell -> unanimous(counts(counts, cell), cell.cast()))
                    || above.stream().anyMatch(parent -> remainderUnanimous(parent, cells, counts))) {
                break;
            }
            shown.add(level);
            above = cells;
        }
        return List.copyOf(shown);
    }

    private static List<List<Integer>> counts(Map<String, List<List<Integer>>> counts, Cell cell) {
        List<List<Integer>> found = counts.get(cell.id());
        if (found == null) {
            throw new ProtocolViolation(AdditionsFault.CELL, "cell " + cell.id());
        }
        return found;
    }

    private static boolean remainderUnanimous(
            Cell parent, Collection<Cell> cells, Map<String, List<List<Integer>>> counts) {
        Set<String> within = new HashSet<>(parent.constituencies());
        List<List<Integer>> rest = counts(counts, parent);
        int cast = parent.cast();
        for (Cell cell : cells) {
            if (within.containsAll(cell.constituencies())) {
                rest = difference(rest, counts(counts, cell));
                cast -= cell.cast();
            }
        }
        return unanimous(rest, cast);
    }

    private static List<List<Integer>> difference(List<List<Integer>> from, List<List<Integer>> taken) {
        if (!Matrix.shape(from).equals(Matrix.shape(taken))) {
            throw new ProtocolViolation(AdditionsFault.CELL, "");
        }
        List<List<Integer>> rest = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            List<Integer> row = new ArrayList<>();
            for (int j = 0; j < from.get(i).size(); j++) {
                row.add(from.get(i).get(j) - taken.get(i).get(j));
            }
            rest.add(row);
        }
        return rest;
    }

    /** Whether all votes are alike in a question: all for one option, or none for any. */
    private static boolean unanimous(List<List<Integer>> counts, int cast) {
        return cast > 0
                && counts.stream()
                        .anyMatch(row -> row.contains(cast) || row.stream().allMatch(count -> count == 0));
    }
}
