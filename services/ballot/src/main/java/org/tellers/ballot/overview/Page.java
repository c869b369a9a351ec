package org.tellers.ballot.overview;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param next value of {@code after} for the page that follows; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    private static final int MOST = 500;

    /** Refuses a page size that is not between 1 and 500. */
    public static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badField("limit-out-of-range", "limit", "A page has 1 to " + MOST + " items.");
        }
    }

    /** Makes a page of rows that were read with one more than the limit, if there are more. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, String> cursor, Function<R, T> item) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(item).toList(), more ? cursor.apply(shown.getLast()) : null);
    }
}
