package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tellers.ballot.roll.Constituencies.Cell;
import org.tellers.ballot.roll.Constituencies.Merged;

/**
 * Denominators of a roll, frozen or previewed.
 *
 * @param version roll version; 0 for a preview
 * @param at when it was frozen or counted
 * @param entitled entitled in total
 * @param constituencies entitled by constituency
 * @param groups the coarser cells of the constituencies
 * @param merged constituencies that were too small on their own, or were taken by one that was
 */
@Schema(name = "Roll", description = "Entitled in total and by constituency; version 0 is a preview")
public record RollView(
        int version,
        Instant at,
        int entitled,
        List<Leaf> constituencies,

        @Schema(description = "Coarser cells: the identifier of each begins those of its constituencies")
        List<Group> groups,

        @Schema(description = "What is too small to be counted on its own, and where its votes count")
        List<Absorbed> merged) {

    /**
     * Entitled of one constituency.
     *
     * @param constituency identifier
     * @param name name
     * @param entitled how many
     */
    @Schema(name = "ConstituencyEntitlement")
    public record Leaf(String constituency, String name, int entitled) {}

    /**
     * A cell above constituencies.
     *
     * @param constituency identifier
     * @param name name
     */
    @Schema(name = "ConstituencyGroup")
    public record Group(String constituency, String name) {}

    /**
     * A constituency that was merged.
     *
     * @param constituency identifier it would have had
     * @param name name
     * @param entitled how many
     * @param into identifier of the constituency that its votes count in
     */
    @Schema(name = "MergedConstituency")
    public record Absorbed(String constituency, String name, int entitled, String into) {}

    static RollView of(int version, Instant at, Entitlement.Drawn roll) {
        Constituencies constituencies = roll.constituencies();
        return new RollView(
                version,
                at,
                roll.entitled().size(),
                constituencies.leaves().stream().map(RollView::leaf).toList(),
                constituencies.groups().stream()
                        .map(group -> new Group(group.id(), group.name()))
                        .toList(),
                constituencies.merged().stream().map(RollView::absorbed).toList());
    }

    private static Leaf leaf(Cell cell) {
        return new Leaf(cell.id(), cell.place().leaf().name(), cell.entitled());
    }

    private static Absorbed absorbed(Merged merged) {
        Leaf leaf = leaf(merged.cell());
        return new Absorbed(leaf.constituency(), leaf.name(), leaf.entitled(), merged.into());
    }
}
