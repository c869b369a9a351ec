package org.tellers.voting.ballot;

import java.util.List;
import org.tellers.crypto.additions.Minima;

/**
 * What of a ballot is published. It is fixed before the ballot opens; after that it only becomes stricter (R11), and
 * what a later change would loosen stays as it was.
 *
 * @param turnout none, daily or live
 * @param result none, headline or full
 * @param breakdown none, or the finest level of constituencies that is shown
 * @param minima what a part of the count must have to be shown
 */
public record Policy(String turnout, String result, String breakdown, Minima minima) {
    private static final String NONE = "none";
    private static final List<String> TURNOUT = List.of(NONE, "daily", "live");
    private static final List<String> RESULT = List.of(NONE, "headline", "full");

    /** The policy once a ballot that is open takes on a later one: the stricter of the two in each respect. */
    public Policy tightenedTo(Policy later, Levels levels) {
        return new Policy(
                stricter(TURNOUT, turnout, later.turnout),
                stricter(RESULT, result, later.result),
                stricter(levels.withNone(), breakdown, later.breakdown),
                new Minima(
                        Math.max(minima.cast(), later.minima.cast()),
                        Math.max(minima.entitled(), later.minima.entitled())));
    }

    /**
     * The levels that may be formed, coarsest first: those of the breakdown, and none unless the result is published in
     * full.
     */
    public List<String> levels(Levels levels) {
        return result.equals(RESULT.getLast()) ? levels.shownBy(breakdown) : List.of();
    }

    /** A word that is not in the order says nothing that could be shown, and counts as the strictest. */
    private static String stricter(List<String> order, String before, String later) {
        return order.get(Math.max(0, Math.min(order.indexOf(before), order.indexOf(later))));
    }

    /**
     * The levels that the constituencies of a ballot have.
     *
     * @param names coarsest first; empty where the ballot has one constituency
     */
    public record Levels(List<String> names) {
        /** Takes a copy. */
        public Levels {
            names = List.copyOf(names);
        }

        /** The levels that a breakdown asks for: its own and those above. */
        List<String> shownBy(String breakdown) {
            return names.subList(0, names.indexOf(breakdown) + 1);
        }

        private List<String> withNone() {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(NONE), names.stream())
                    .toList();
        }
    }
}
