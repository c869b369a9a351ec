package org.tellers.notification.dispatch;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tellers.service.limit.Buckets;

/**
 * How many mails may leave now: a token bucket for all, and one for each recipient domain, since providers defer or block
 * who sends them too many at once. A bucket holds what may leave in one second, and fills evenly.
 */
final class Throttle {

    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Limits limits;
    private final Bucket overall;
    private final Map<String, Bucket> domains = new HashMap<>();
    private final Map<String, Instant> resting = new HashMap<>();

    /**
     * Mails a second.
     *
     * @param overall of this process
     * @param perDomain to one domain
     * @param ofDomain to domains that have a limit of their own
     */
    record Limits(int overall, int perDomain, DomainRates ofDomain) {

        int of(String domain) {
            return ofDomain.aSecond().getOrDefault(domain, perDomain);
        }
    }

    Throttle(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.overall = Buckets.aSecond(limits.overall(), clock);
    }

    /** Takes leave for up to so many mails; what is not used is to be given back. */
    synchronized int take(int most) {
        return (int) overall.tryConsumeAsMuchAsPossible(most);
    }

    /** Gives leave back that was not used. */
    synchronized void giveBack(int unused) {
        if (unused > 0) {
            overall.addTokens(unused);
        }
    }

    /** Takes leave for one mail to this domain; empty, or how long to wait. */
    synchronized Duration admit(String domain) {
        Bucket bucket = domains.computeIfAbsent(domain, name -> Buckets.aSecond(limits.of(name), clock));
        if (bucket.tryConsume(1)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofNanos(
                bucket.estimateAbilityToConsume(Math.min(limits.of(domain), 8)).getNanosToWaitForRefill());
        resting.put(domain, clock.instant().plus(wait));
        forgetIdleOnes();
        return wait;
    }

    /** The domains that have had their share for the moment. */
    synchronized Collection<String> resting() {
        Instant now = clock.instant();
        resting.values().removeIf(until -> !now.isBefore(until));
        return List.copyOf(resting.keySet());
    }

    /** A full bucket is like a new one. */
    private void forgetIdleOnes() {
        if (domains.size() > MOST_REMEMBERED) {
            domains.entrySet().removeIf(each -> each.getValue().getAvailableTokens() >= limits.of(each.getKey()));
        }
    }
}
