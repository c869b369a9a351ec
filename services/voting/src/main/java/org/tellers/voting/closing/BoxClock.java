package org.tellers.voting.closing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.box.OpenBox;
import org.tellers.voting.limits.SignedAttempts;

/**
 * Looks at the clock: opens boxes at their opening instant, closes them at their closing instant, and raises the alarm
 * when a box stays shut because its Setup is not complete. Nothing else needs to be up for that.
 */
@ApplicationScoped
public class BoxClock {
    private static final Logger LOG = Logger.getLogger(BoxClock.class);

    private final Sql sql;
    private final OpenBox openBox;
    private final CloseBox closeBox;
    private final SignedAttempts attempts;
    private final Clock clock;
    private final AtomicInteger shutAfterOpening = new AtomicInteger();
    private final Set<String> warned = new HashSet<>();

    BoxClock(Sql sql, OpenBox openBox, CloseBox closeBox, SignedAttempts attempts, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.openBox = openBox;
        this.closeBox = closeBox;
        this.attempts = attempts;
        this.clock = clock;
        meters.gauge("tellers.box.shut.after.opening", shutAfterOpening);
    }

    private record Due(String uuid, BallotState state) {}

    @Scheduled(every = "${tellers.voting.clock-interval:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        Instant now = clock.instant();
        List<Due> due;
        try {
            due = sql.list("""
                SELECT uuid, state FROM ballot
                WHERE state IN ('PREPARING', 'READY') AND opens_at <= ?
                   OR state = 'OPEN' AND closes_at <= ? OR state = 'CLOSING'
                """, row -> new Due(row.getString(1), BallotState.valueOf(row.getString(2))), now, now);
        } catch (Sql.DatabaseUnavailable e) {
            LOG.warnf("The boxes cannot be looked at, the next look follows: %s", e.getMessage());
            return;
        }
        shutAfterOpening.set((int)
                due.stream().filter(box -> box.state() == BallotState.PREPARING).count());
        for (Due box : due) {
            try {
                act(box);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "The box of ballot %s could not be opened or closed, the next look follows: %s",
                        box.uuid(), e.getMessage());
            }
        }
        attempts.sweep();
    }

    private void act(Due box) {
        switch (box.state()) {
            case PREPARING -> {
                if (warned.add(box.uuid())) {
                    LOG.warnf(
                            "The opening instant of ballot %s has passed and its Setup is not complete: its box stays"
                                    + " shut until it is. See that the ballot and notification services run.",
                            box.uuid());
                }
            }
            case READY -> openBox.open(box.uuid());
            case OPEN, CLOSING -> closeBox.close(box.uuid());
            case CLOSED, CANCELLED -> throw new IllegalStateException("nothing is due");
        }
    }
}
