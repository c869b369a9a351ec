package org.tellers.reporting.turnout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.Constituency;

/**
 * The turnout that a live policy publishes, and that of a constituency: the votes cast when the present period of a few
 * minutes began, so that nobody who watches it sees when the last vote came.
 */
@ApplicationScoped
public class LiveTurnout {

    private final Clock clock;
    private final Duration period;

    LiveTurnout(Clock clock, @ConfigProperty(name = "tellers.turnout-period") Duration period) {
        this.clock = clock;
        this.period = period;
    }

    /** Notes what was announced now. */
    public void note(Ballot ballot, int votesCast) {
        if (!inThisPeriod(ballot.turnoutAsAt)) {
            ballot.votesCastBefore = ballot.votesCast;
        }
        ballot.votesCast = votesCast;
        ballot.turnoutAsAt = clock.instant();
    }

    /** When the present period began. */
    public Instant asAt() {
        long millis = period.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(clock.millis(), millis) * millis);
    }

    /** Votes cast by then. */
    int votesCast(Ballot ballot) {
        return inThisPeriod(ballot.turnoutAsAt) ? ballot.votesCastBefore : ballot.votesCast;
    }

    /** Votes cast by then in a constituency. */
    int votesCast(Constituency constituency) {
        return inThisPeriod(constituency.turnoutAsAt) ? constituency.votesCastBefore : constituency.votesCast;
    }

    private boolean inThisPeriod(@Nullable Instant announced) {
        return announced != null && !announced.isBefore(asAt());
    }
}
