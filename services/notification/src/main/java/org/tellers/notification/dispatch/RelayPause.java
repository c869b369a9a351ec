package org.tellers.notification.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * Sending rests while the relay is down: a little longer after each failure in a row, and goes on by itself. A mail that
 * met a dead relay has lost nothing.
 */
final class RelayPause {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private int failures;
    private Instant until = Instant.MIN;

    /** The relay answered; sending may go on. */
    synchronized void over() {
        failures = 0;
        until = Instant.MIN;
    }

    /** The relay did not answer at this instant; false when sending was resting already. */
    synchronized boolean begin(Instant now) {
        if (now.isBefore(until)) {
            return false;
        }
        Duration rest = FIRST.multipliedBy(1L << Math.min(failures, 5));
        failures++;
        until = now.plus(rest.compareTo(LONGEST) < 0 ? rest : LONGEST);
        return true;
    }

    /** Whether to rest at this instant. */
    synchronized boolean resting(Instant now) {
        return now.isBefore(until);
    }

    /** Whether the last thing heard of the relay was a failure. */
    synchronized boolean troubled() {
        return failures > 0;
    }
}
