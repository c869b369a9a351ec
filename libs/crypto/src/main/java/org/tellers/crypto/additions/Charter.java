package org.tellers.crypto.additions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * What the checks need of charter.json. Other fields are let pass: the election names the hash of the whole text.
 *
 * @param ballot the election's identifier
 * @param revoting whether a second ballot replaces the first
 * @param minima the least that a published cell has
 * @param breakdown the finest level published, or {@code none}
 * @param levels the levels of the constituencies, coarsest first: {@code constituencyGroupLevel} if there is one, then
 *     {@code constituencyLevel}; none where both are {@code none}
 * @param logKey the key that signs the decision log, if there is one
 */
public record Charter(
        String ballot, boolean revoting, Minima minima, String breakdown, List<String> levels, Optional<Point> logKey) {
    private static final String NONE = "none";
    private static final int MOST_BYTES = 1 << 20;

    /** What an election's description ends with, before the charter's hash. */
    public static final String MARK = "\n\nCharter SHA-256: ";

    /** Takes a copy. */
    public Charter {
        levels = List.copyOf(levels);
    }

    /**
     * Reads the exact text of a charter.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static Charter parse(String text) {
        JsonNode node = Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8), MOST_BYTES);
        node.get("version").integer(1, 1);
        String finest = node.get("constituencyLevel").text();
        String coarser = node.find("constituencyGroupLevel").map(JsonNode::text).orElse(NONE);
        return new Charter(
                node.get("ballot").text(),
                node.get("revoting").bool(),
                Minima.read(node.get("minima")),
                node.get("publication").get("breakdown").text(),
                Stream.of(coarser, finest).filter(level -> !level.equals(NONE)).toList(),
                node.find("logKey").map(JsonNode::point));
    }

    /** The levels that may be shown by this charter, coarsest first. */
    public List<String> shownLevels() {
        return shownLevels(breakdown);
    }

    /** The levels that may be shown under a breakdown, coarsest first: it and those above it; none if it is no level. */
    public List<String> shownLevels(String breakdown) {
        return levels.subList(0, levels.indexOf(breakdown) + 1);
    }

    /**
     * Checks that an election's description ends with the hash of a charter's text.
     *
     * @throws ProtocolViolation {@link AdditionsFault#CHARTER}
     */
    public static void requireNamedBy(Election election, String text) {
        String hash = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
        if (!election.parameters().description().endsWith(MARK + hash)) {
            throw new ProtocolViolation(AdditionsFault.CHARTER, "description");
        }
    }
}
