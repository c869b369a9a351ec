package org.tellers.ballot.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.ballot.roll.Levels;

/**
 * What may be known of a ballot, and by what least numbers it is protected (rules R11, R23).
 *
 * @param publication what is published
 * @param minima the smallest cell whose figures may be seen
 * @param levels what can be broken down at all
 */
public record Policy(Publication publication, Minima minima, Levels levels) {

    /** How often the turnout is published, from strict to loose. */
    public static final List<String> TURNOUT = List.of("none", "daily", "live");

    /** How much of the result is published, from strict to loose. */
    public static final List<String> RESULT = List.of("none", "headline", "full");

    /**
     * A term in which two policies differ.
     *
     * @param field its name as clients write it
     * @param from its value in the first
     * @param to its value in the second
     * @param looser whether the second publishes more
     */
    public record Difference(String field, String from, String to, boolean looser) {}

    /** In what another policy differs from this one, in the order of the charter. */
    public List<Difference> differences(Policy other) {
        List<Difference> all = new ArrayList<>();
        words(all, "turnout", TURNOUT, publication.turnout(), other.publication.turnout());
        words(all, "result", RESULT, publication.result(), other.publication.result());
        words(all, "breakdown", levels.words(), publication.breakdown(), other.publication.breakdown());
        least(all, "minima.cast", minima.cast(), other.minima.cast());
        least(all, "minima.entitled", minima.entitled(), other.minima.entitled());
        return List.copyOf(all);
    }

    /** The first term in which another policy would publish more than this one. */
    public Optional<Difference> looser(Policy other) {
        return differences(other).stream().filter(Difference::looser).findFirst();
    }

    private static void words(List<Difference> all, String field, List<String> strictFirst, String from, String to) {
        if (!from.equals(to)) {
            all.add(new Difference(field, from, to, strictFirst.indexOf(to) > strictFirst.indexOf(from)));
        }
    }

    private static void least(List<Difference> all, String field, int from, int to) {
        if (from != to) {
            all.add(new Difference(field, Integer.toString(from), Integer.toString(to), to < from));
        }
    }
}
