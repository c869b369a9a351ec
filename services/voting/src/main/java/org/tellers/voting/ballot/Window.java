package org.tellers.voting.ballot;

import java.time.Instant;

/**
 * When votes count (rules R1, M8): from the opening instant on, until before the closing instant.
 *
 * @param opensAt first instant that counts
 * @param closesAt first instant that is too late
 */
public record Window(Instant opensAt, Instant closesAt) {

    /** Requires that it opens before it closes. */
    public Window {
        if (!opensAt.isBefore(closesAt)) {
            throw new IllegalArgumentException("a ballot opens before it closes");
        }
    }

    /** Whether the opening instant is reached. */
    public boolean begunAt(Instant instant) {
        return !instant.isBefore(opensAt);
    }

    /** Whether the closing instant is reached: 12:00:00.000 is too late, 11:59:59.999 is not. */
    public boolean overAt(Instant instant) {
        return !instant.isBefore(closesAt);
    }
}
