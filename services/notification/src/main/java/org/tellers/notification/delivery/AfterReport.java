package org.tellers.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What becomes of a mail after a report about it. */
sealed interface AfterReport {

    /** Nothing: the mail has gone on, or was never with a server. */
    record Nothing() implements AfterReport {}

    /** It is late. */
    record Late() implements AfterReport {}

    /**
     * It has come back for good.
     *
     * @param state {@code bounced} or {@code blocked}
     */
    record Returned(String state) implements AfterReport {}

    /**
     * It is sent again, with the same Message-ID and code.
     *
     * @param pause how long to wait before
     */
    record Again(Duration pause) implements AfterReport {}

    /** Waits before it is sent again; after the last it has come back for good. */
    List<Duration> WAITS = List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12));

    /**
     * Decides. Only a mail that a server has, or is just being handed, can come back from there.
     *
     * @param state state of the mail
     * @param softBounces times that it was sent again before
     */
    static AfterReport of(ReportKind kind, String state, int softBounces) {
        if (!state.equals("accepted") && !state.equals("sending")) {
            return new Nothing();
        }
        return switch (kind) {
            case HARD -> new Returned("bounced");
            case BLOCKED -> new Returned("blocked");
            case SOFT -> pause(softBounces).<AfterReport>map(Again::new).orElseGet(() -> new Returned("bounced"));
            case DELAYED -> new Late();
            case COMPLAINT -> new Nothing();
        };
    }

    private static Optional<Duration> pause(int softBounces) {
        return softBounces < WAITS.size() ? Optional.of(WAITS.get(softBounces)) : Optional.empty();
    }
}
