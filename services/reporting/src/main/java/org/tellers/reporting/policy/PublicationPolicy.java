package org.tellers.reporting.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tellers.crypto.additions.Charter;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * What of a ballot is published (rules R11, R23): the charter's, or what two people changed it to.
 *
 * @param turnout when the turnout is public
 * @param result how much of the result
 * @param breakdown the finest level shown, or {@code none}
 * @param minima the least that a shown part of the count has
 * @param levels all levels of the ballot's constituencies, coarsest first
 */
public record PublicationPolicy(
        TurnoutPolicy turnout, ResultPolicy result, String breakdown, Minima minima, List<String> levels) {

    /** The word for no breakdown. */
    public static final String NONE = "none";

    private static final int MOST_BYTES = 1 << 20;

    /** Takes a copy. */
    public PublicationPolicy {
        levels = List.copyOf(levels);
    }

    /**
     * Reads the charter's.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static PublicationPolicy of(String charterText) {
        Charter charter = Charter.parse(charterText);
        JsonNode publication = Json.parseCanonical(charterText.getBytes(StandardCharsets.UTF_8), MOST_BYTES)
                .get("publication");
        return new PublicationPolicy(
                TurnoutPolicy.of(publication.get("turnout").text()),
                ResultPolicy.of(publication.get("result").text()),
                charter.breakdown(),
                charter.minima(),
                charter.levels());
    }

    /** Of each term the stricter of both: what a change after opening comes to, whatever it says. */
    public PublicationPolicy stricter(PublicationPolicy other) {
        return new PublicationPolicy(
                turnout.compareTo(other.turnout) < 0 ? turnout : other.turnout,
                result.compareTo(other.result) < 0 ? result : other.result,
                levels.indexOf(breakdown) < levels.indexOf(other.breakdown) ? breakdown : other.breakdown,
                new Minima(
                        Math.max(minima.cast(), other.minima.cast()),
                        Math.max(minima.entitled(), other.minima.entitled())),
                levels);
    }

    /** The levels whose cells may be formed and shown, coarsest first; none unless the whole result is published. */
    public List<String> shownLevels() {
        return result == ResultPolicy.FULL ? levels.subList(0, levels.indexOf(breakdown) + 1) : List.of();
    }
}
