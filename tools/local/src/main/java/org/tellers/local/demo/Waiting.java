package org.tellers.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what the suite does by itself. */
public final class Waiting {

    private static final long LOOK_AGAIN_NANOS = 250_000_000L;

    private Waiting() {}

    /**
     * Asks until the answer is as wished.
     *
     * @param forWhat completes the sentence "waited … for"
     * @throws IllegalStateException with the last answer when the time is up
     */
    public static <T> T until(String forWhat, Duration longest, Supplier<T> ask, Predicate<T> wished) {
        Instant end = Instant.now().plus(longest);
        T last = ask.get();
        while (!wished.test(last)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "Waited %d s for %s; last answer: %s".formatted(longest.toSeconds(), forWhat, last));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            last = ask.get();
        }
        return last;
    }
}
