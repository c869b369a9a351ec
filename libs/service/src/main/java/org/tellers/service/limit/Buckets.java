package org.tellers.service.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Token buckets of this process, which go by the service's clock. */
public final class Buckets {

    private Buckets() {}

    /** A bucket that holds what may be done in one second, and fills evenly. */
    public static Bucket aSecond(int most, Clock clock) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new ByClock(clock))
                .build();
    }

    private record ByClock(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
