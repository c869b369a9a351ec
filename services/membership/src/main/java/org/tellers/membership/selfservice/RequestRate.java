package org.tellers.membership.selfservice;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many links are asked for at once by everybody, in this process. Never by where a request comes from: many members
 * share one network (rule R22).
 */
final class RequestRate {

    private final Bucket overall;

    RequestRate(int requestsASecond, Clock clock) {
        TimeMeter time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
        this.overall = Bucket.builder()
                .addLimit(limit -> limit.capacity(requestsASecond).refillGreedy(requestsASecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Whether one more request may be taken now; if so, it counts. */
    boolean takes() {
        return overall.tryConsume(1);
    }
}
