package org.tellers.reporting.turnout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.reporting.projection.Ballot;

/**
 * The turnout that a live policy publishes: the votes cast when the present period of a few minutes began, so that nobody
 * who watches it sees when the last vote came.
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
        if (!announcedInThisPeriod(ballot)) {
            ballot.votesCastBefore = ballot.votesCast;
        }
        ballot.votesCast = votesCast;
        ballot.turnoutAsAt = clock.instant();
    }

    /** When the present period began. */
    Instant asAt() {
        long millis = period.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(clock.millis(), millis) * millis);
    }

    /** Votes cast by then. */
    int votesCast(Ballot ballot) {
        return announcedInThisPeriod(ballot) ? ballot.votesCastBefore : ballot.votesCast;
    }

    private boolean announcedInThisPeriod(Ballot ballot) {
        return ballot.turnoutAsAt != null && !ballot.turnoutAsAt.isBefore(asAt());
    }
}
