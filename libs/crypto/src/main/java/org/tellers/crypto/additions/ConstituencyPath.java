package org.tellers.crypto.additions;

import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;

/**
 * A constituency's id read as the path from coarse to fine that it is: {@code region/north/branch/leeds}, with
 * {@code region/north/~} for what was merged inside a group, {@code ~} for what was merged over all, and {@code all}
 * where there is one constituency.
 *
 * @param parts the parts of the count that the constituency belongs to below the total, coarsest first, itself last:
 *     {@code [region/north, region/north/branch/leeds]}; none of {@code all}
 * @param levels the level of each part as far as the path names it: empty for a merged one
 */
public record ConstituencyPath(List<String> parts, List<String> levels) {
    /** The constituency of a ballot that has but one. */
    public static final String ALL = "all";

    /** The last step of a constituency that smaller ones were merged into. */
    public static final String MERGED = "~";

    /** Takes copies. */
    public ConstituencyPath {
        parts = List.copyOf(parts);
        levels = List.copyOf(levels);
    }

    /**
     * Reads an id.
     *
     * @throws ProtocolViolation {@link AdditionsFault#PLAN_CELL}
     */
    public static ConstituencyPath of(String id) {
        if (id.equals(ALL)) {
            return new ConstituencyPath(List.of(), List.of());
        }
        String[] steps = id.split("/", -1);
        List<String> parts = new ArrayList<>();
        List<String> levels = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < steps.length; i += 2) {
            if (i > 0) {
                path.append('/');
            }
            boolean last = i == steps.length - 1;
            if (last && steps[i].equals(MERGED)) {
                path.append(MERGED);
                levels.add("");
            } else if (last || steps[i].isEmpty() || steps[i + 1].isEmpty()) {
                throw new ProtocolViolation(AdditionsFault.PLAN_CELL, "constituency");
            } else {
                path.append(steps[i]).append('/').append(steps[i + 1]);
                levels.add(steps[i]);
            }
            parts.add(path.toString());
        }
        return new ConstituencyPath(parts, levels);
    }
}
