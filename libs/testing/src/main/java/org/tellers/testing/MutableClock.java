package org.tellers.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The {@code Clock} of every service under test: runs with the machine's clock until a test sets it, then stands still.
 * Injected by its own type in tests; services inject {@link Clock} and get the same object.
 */
@Singleton
@Alternative
@Priority(1)
public class MutableClock extends Clock {
    private final AtomicReference<Clock> current = new AtomicReference<>(Clock.systemUTC());

    /** Stands still at the instant from now on. */
    public void set(Instant instant) {
        current.set(Clock.fixed(instant, ZoneOffset.UTC));
    }

    /** Stands still, by so much later than it shows now. */
    public void advance(Duration duration) {
        current.updateAndGet(clock -> Clock.fixed(clock.instant().plus(duration), ZoneOffset.UTC));
    }

    /** Runs with the machine's clock again. */
    public void follow() {
        current.set(Clock.systemUTC());
    }

    @Override
    public Instant instant() {
        return current.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Shows the same instants in another zone, and follows this clock when it is set. */
    @Override
    public Clock withZone(ZoneId zone) {
        var source = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return source.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return source.withZone(other);
            }
        };
    }
}
