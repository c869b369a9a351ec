package org.tellers.ballot.roll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The constituencies of a roll, small ones merged (rule R23): each has at least the minimum of entitled, or there is
 * only one. They serve turnout and count alike, so that neither discloses what the other hides.
 *
 * <p>Within its group a constituency under the minimum goes to {@code <group>/~}, which takes the smallest other one of
 * the group for as long as it is too small itself. A group that is too small as a whole goes to {@code ~}, which takes
 * the smallest group likewise. Where there are no groups, each constituency stands for one. A single constituency that
 * is left over is {@code all}. Equal sizes are taken in the order of the identifiers.
 *
 * @param leaves what votes are counted by, in the order of the identifiers
 * @param groups the coarser cells, whose identifiers and a slash begin those of their leaves
 * @param merged what was merged into which leaf, in the order of the identifiers
 */
public record Constituencies(List<Cell> leaves, List<Constituency> groups, List<Merged> merged) {

    private static final String REST = "~";
    private static final Constituency ALL = new Constituency("all", "All");

    /**
     * A constituency with its denominator.
     *
     * @param place where it is
     * @param entitled how many are entitled in it
     */
    public record Cell(Place place, int entitled) {

        /** Its identifier. */
        public String id() {
            return place.leaf().id();
        }
    }

    /**
     * A constituency that was too small, or was taken by one.
     *
     * @param cell it
     * @param into identifier of the leaf that its votes count in
     */
    public record Merged(Cell cell, String into) {}

    /** Keeps its own copies. */
    public Constituencies {
        leaves = List.copyOf(leaves);
        groups = List.copyOf(groups);
        merged = List.copyOf(merged);
    }

    /**
     * Merges what is too small.
     *
     * @param cells one for each value of the finest level, each with members
     * @param levels what they are made of
     * @param minimum least number of entitled
     */
    public static Constituencies merge(List<Cell> cells, Levels levels, int minimum) {
        List<Cell> ordered =
                cells.stream().sorted(Comparator.comparing(Cell::id)).toList();
        Map<String, Bundle> bundles = new TreeMap<>();
        for (Cell cell : ordered) {
            Constituency group = cell.place().group();
            bundles.computeIfAbsent(group == null ? cell.id() : group.id(), id -> new Bundle(id, group))
                    .cells
                    .add(cell);
        }
        List<Bundle> rest = taken(bundles.values(), minimum);
        Draft draft = new Draft();
        if (!rest.isEmpty()) {
            ConstituencyLevel level = levels.group() == ConstituencyLevel.NONE ? levels.leaf() : levels.group();
            Place place = new Place(null, new Constituency(REST, "Smaller " + level.plural()));
            draft.merge(place, rest.stream().flatMap(bundle -> bundle.cells.stream()));
        }
        for (Bundle bundle : bundles.values()) {
            if (!rest.contains(bundle)) {
                bundle.settle(draft, levels.leaf(), minimum);
            }
        }
        return draft.leaves.size() == 1 ? one(ordered) : draft.constituencies();
    }

    /** The leaf that each merged constituency's votes count in, by identifier. */
    Map<String, String> destinations() {
        return merged.stream().collect(Collectors.toMap(one -> one.cell().id(), Merged::into));
    }

    private static Constituencies one(List<Cell> cells) {
        Cell all = new Cell(
                new Place(null, ALL), cells.stream().mapToInt(Cell::entitled).sum());
        return new Constituencies(
                List.of(all),
                List.of(),
                cells.stream()
                        .filter(cell -> !cell.id().equals(ALL.id()))
                        .map(cell -> new Merged(cell, ALL.id()))
                        .toList());
    }

    /** What is too small, and the smallest others for as long as all that together is too small. */
    private static <T extends Sized> List<T> taken(Iterable<T> all, int minimum) {
        List<T> taken = new ArrayList<>();
        List<T> others = new ArrayList<>();
        for (T one : all) {
            (one.size() < minimum ? taken : others).add(one);
        }
        // Stable: others of one size stay in the order of their identifiers.
        others.sort(Comparator.comparingInt(Sized::size));
        int sum = taken.stream().mapToInt(Sized::size).sum();
        for (T other : others) {
            if (taken.isEmpty() || sum >= minimum) {
                break;
            }
            taken.add(other);
            sum += other.size();
        }
        return taken;
    }

    private interface Sized {
        int size();
    }

    private record SizedCell(Cell cell) implements Sized {
        @Override
        public int size() {
            return cell.entitled();
        }
    }

    /** The cells of a group; without groups, a cell alone. */
    private static final class Bundle implements Sized {
        private final String id;
        private final @Nullable Constituency group;
        private final List<Cell> cells = new ArrayList<>();

        Bundle(String id, @Nullable Constituency group) {
            this.id = id;
            this.group = group;
        }

        @Override
        public int size() {
            return cells.stream().mapToInt(Cell::entitled).sum();
        }

        void settle(Draft draft, ConstituencyLevel level, int minimum) {
            List<Cell> small = taken(cells.stream().map(SizedCell::new).toList(), minimum).stream()
                    .map(SizedCell::cell)
                    .toList();
            if (group != null && !small.isEmpty()) {
                String name =
                        small.size() == cells.size() ? group.name() : group.name() + ": smaller " + level.plural();
                draft.merge(new Place(group, new Constituency(id + "/" + REST, name)), small.stream());
            }
            cells.stream().filter(cell -> !small.contains(cell)).forEach(draft.leaves::add);
            if (group != null) {
                draft.groups.add(group);
            }
        }
    }

    private static final class Draft {
        private final List<Cell> leaves = new ArrayList<>();
        private final List<Constituency> groups = new ArrayList<>();
        private final List<Merged> merged = new ArrayList<>();

        void merge(Place into, Stream<Cell> cells) {
            List<Cell> all = cells.toList();
            all.forEach(cell -> merged.add(new Merged(cell, into.leaf().id())));
            leaves.add(new Cell(into, all.stream().mapToInt(Cell::entitled).sum()));
        }

        Constituencies constituencies() {
            leaves.sort(Comparator.comparing(Cell::id));
            merged.sort(Comparator.comparing(one -> one.cell().id()));
            return new Constituencies(leaves, groups, merged);
        }
    }
}
