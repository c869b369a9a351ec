package org.tellers.ballot.roll;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The constituencies of a roll version with their denominators. They are fixed with the freeze: later versions only count
 * them anew, and late joiners join those there are (protocol, What we add, 3).
 */
public final class Leaves {

    private static final String REST = "~";

    private final List<Cell> cells;
    private final Map<String, String> merged;

    /**
     * A constituency with its denominator.
     *
     * @param leaf it
     * @param entitled how many are entitled in it; 0 when all have left
     */
    public record Cell(Constituency leaf, int entitled) {}

    /**
     * Those of a version.
     *
     * @param cells at least one
     * @param merged the constituency that each one merged at the freeze counts in, by identifier
     */
    public Leaves(List<Cell> cells, Map<String, String> merged) {
        this.cells = List.copyOf(cells);
        this.merged = Map.copyOf(merged);
    }

    /** Them, in the order of the identifiers. */
    public List<Cell> cells() {
        return cells;
    }

    /** How many are entitled in total. */
    public int entitled() {
        return cells.stream().mapToInt(Cell::entitled).sum();
    }

    /**
     * Where the vote of someone from this place counts: in its own constituency or in the one that it was merged into. A
     * place that nobody came from at the freeze counts with the smaller ones of its group, else with the smaller ones of
     * all, else in the largest of its group, else in the largest of all.
     */
    public String place(Place place) {
        String own = place.leaf().id();
        Optional<String> found = Optional.of(own)
                .filter(this::exists)
                .or(() -> Optional.ofNullable(merged.get(own)))
                .or(() -> group(place).map(group -> group + REST).filter(this::exists))
                .or(() -> Optional.of(REST).filter(this::exists))
                .or(() -> group(place).flatMap(group -> largest(id -> id.startsWith(group))));
        return found.or(() -> largest(_ -> true)).orElseThrow();
    }

    /** Them after so many have come, or gone where the number is negative, by identifier. */
    public Leaves with(Map<String, Integer> change) {
        Map<String, Integer> rest = new TreeMap<>(change);
        List<Cell> counted = cells.stream()
                .map(cell -> {
                    Integer more = rest.remove(cell.leaf().id());
                    return more == null ? cell : new Cell(cell.leaf(), cell.entitled() + more);
                })
                .toList();
        if (!rest.isEmpty() || counted.stream().anyMatch(cell -> cell.entitled() < 0)) {
            throw new IllegalArgumentException("the change does not belong to these constituencies");
        }
        return new Leaves(counted, merged);
    }

    private boolean exists(String id) {
        return cells.stream().anyMatch(cell -> cell.leaf().id().equals(id));
    }

    private Optional<String> largest(Predicate<String> among) {
        return cells.stream()
                .filter(cell -> among.test(cell.leaf().id()))
                .max(Comparator.comparingInt(Cell::entitled)
                        .thenComparing(cell -> cell.leaf().id(), Comparator.reverseOrder()))
                .map(cell -> cell.leaf().id());
    }

    /** The beginning of what belongs to the place's group. */
    private static Optional<String> group(Place place) {
        return Optional.ofNullable(place.group()).map(group -> group.id() + "/");
    }
}
