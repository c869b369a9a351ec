package org.tellers.ballot.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.paper.Fault;
import org.tellers.ballot.roll.ConstituencyLevel;
import org.tellers.ballot.roll.Levels;

/**
 * The terms of a policy as someone writes them; what is left out stays as usual.
 *
 * @param turnout how often the turnout is published
 * @param result how much of the result
 * @param breakdown down to which level
 * @param minima the smallest cell
 */
public record PolicyTerms(
        @Nullable String turnout,
        @Nullable String result,
        @Nullable String breakdown,
        @Nullable MinimaBody minima) {

    private static final int MOST_MINIMUM = 1_000_000;

    /** The minima as written. */
    @Schema(name = "Minima")
    public record MinimaBody(
            @JsonProperty("cast") @Nullable Integer cast,
            @Nullable Integer entitled) {}

    /**
     * Reads them, adding what is wrong with them.
     *
     * @param usual what holds where nothing is written
     * @param place what stands before the names of the publication's fields
     */
    public Policy read(Publication usual, Minima least, Levels levels, String place, List<Fault> faults) {
        String level = breakdown == null ? usual.breakdown() : breakdown;
        if (ConstituencyLevel.of(level).isEmpty()) {
            faults.add(new Fault(
                    place + "breakdown",
                    "unknown-word",
                    "Must be one of " + String.join(", ", ConstituencyLevel.words())));
        } else if (!levels.words().contains(level)) {
            faults.add(new Fault(
                    place + "breakdown",
                    "breakdown-needs-level",
                    "A breakdown by %s needs constituencies of that level; here it can be %s"
                            .formatted(level, String.join(", ", levels.words()))));
        }
        MinimaBody written = minima == null ? new MinimaBody(null, null) : minima;
        return new Policy(
                new Publication(
                        oneOf(Policy.TURNOUT, turnout, usual.turnout(), place + "turnout", faults),
                        oneOf(Policy.RESULT, result, usual.result(), place + "result", faults),
                        level),
                new Minima(
                        number(written.cast(), least.cast(), "minima.cast", faults),
                        number(written.entitled(), least.entitled(), "minima.entitled", faults)),
                levels);
    }

    private static String oneOf(
            List<String> words, @Nullable String written, String usual, String field, List<Fault> faults) {
        if (written == null) {
            return usual;
        }
        if (!words.contains(written)) {
            faults.add(new Fault(field, "unknown-word", "Must be one of " + String.join(", ", words)));
            return usual;
        }
        return written;
    }

    private static int number(@Nullable Integer written, int usual, String field, List<Fault> faults) {
        int value = written == null ? usual : written;
        if (value < Minima.LEAST || value > MOST_MINIMUM) {
            faults.add(new Fault(
                    field,
                    "out-of-range",
                    "The number must be between %,d and %,d".formatted(Minima.LEAST, MOST_MINIMUM)));
        }
        return value;
    }
}
