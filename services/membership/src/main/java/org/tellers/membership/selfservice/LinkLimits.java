package org.tellers.membership.selfservice;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many links leave: a few an hour for each member, so that nobody can flood a mailbox; and how many are asked for at
 * once by everybody. Never by where a request comes from: many members share one network (rule R22).
 */
final class LinkLimits {

    private static final int MOST_REMEMBERED = 10_000;

    private final int linksAnHour;
    private final TimeMeter time;
    private final Bucket overall;
    private final Map<UUID, Bucket> members = new HashMap<>();

    LinkLimits(int linksAnHour, int requestsASecond, Clock clock) {
        this.linksAnHour = linksAnHour;
        this.time = new TimeMeter() {
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
        this.overall = bucket(requestsASecond, Duration.ofSeconds(1));
    }

    /** Whether one more request may be taken now. */
    boolean takesRequest() {
        return overall.tryConsume(1);
    }

    /** Whether this member may get one more link now; if so, it counts. */
    synchronized boolean takesLink(UUID member) {
        boolean taken = members.computeIfAbsent(member, _ -> bucket(linksAnHour, Duration.ofHours(1)))
                .tryConsume(1);
        if (members.size() > MOST_REMEMBERED) {
            // A full bucket is like a new one.
            members.values().removeIf(bucket -> bucket.getAvailableTokens() >= linksAnHour);
        }
        return taken;
    }

    private Bucket bucket(int capacity, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .withCustomTimePrecision(time)
                .build();
    }
}
