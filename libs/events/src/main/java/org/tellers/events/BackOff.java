package org.tellers.events;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that double up to a limit, and end at once when the process stops. */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration longest;
    private final CountDownLatch stop;
    private Duration next = FIRST;

    BackOff(Duration longest, CountDownLatch stop) {
        this.longest = longest;
        this.stop = stop;
    }

    /** Waits; false when the process stops instead. */
    boolean await() {
        Duration wait = next;
        next = longest.compareTo(wait.multipliedBy(2)) < 0 ? longest : wait.multipliedBy(2);
        return !stopsWithin(stop, wait);
    }

    void reset() {
        next = FIRST;
    }

    static boolean stopsWithin(CountDownLatch stop, Duration wait) {
        try {
            return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
