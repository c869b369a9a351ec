package org.tellers.ballot.roll;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tellers.ballot.roll.Entitlement.Count;

/**
 * Denominators of a roll, frozen or previewed.
 *
 * @param version roll version; 0 for a preview
 * @param at when it was frozen or counted
 * @param entitled entitled in total
 * @param constituencies entitled by constituency
 */
@Schema(name = "Roll", description = "Entitled in total and by constituency; version 0 is a preview")
public record RollView(int version, Instant at, int entitled, List<Cell> constituencies) {

    /**
     * Entitled of one constituency.
     *
     * @param constituency identifier
     * @param name name
     * @param entitled how many
     */
    @Schema(name = "ConstituencyEntitlement")
    public record Cell(String constituency, String name, int entitled) {}

    static RollView of(int version, Instant at, Entitlement entitlement) {
        List<Cell> cells = entitlement.counts().stream().map(RollView::cell).toList();
        return new RollView(version, at, entitlement.entitled().size(), cells);
    }

    private static Cell cell(Count count) {
        return new Cell(count.constituency().id(), count.constituency().name(), count.entitled());
    }
}
