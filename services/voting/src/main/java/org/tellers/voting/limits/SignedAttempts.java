package org.tellers.voting.limits;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds how many ballots one credential may have verified a minute. Only ballots with a valid signature count: public
 * credentials are published, and nobody must be able to spend another's attempts (protocol.md, Profile).
 */
@ApplicationScoped
public class SignedAttempts {
    private static final Duration SPAN = Duration.ofMinutes(1);

    private record Span(Instant end, int attempts) {}

    private final Map<String, Span> spans = new ConcurrentHashMap<>();
    private final int most;
    private final Clock clock;

    SignedAttempts(
            @ConfigProperty(name = "tellers.voting.signed-ballots-a-minute", defaultValue = "60") int most,
            Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts an attempt and tells whether it is within the bound. */
    public boolean allow(String ballot, String credential) {
        Instant now = clock.instant();
        Span span = spans.merge(
                ballot + "/" + credential,
                new Span(now.plus(SPAN), 1),
                (old, fresh) -> now.isBefore(old.end()) ? new Span(old.end(), old.attempts() + 1) : fresh);
        return span.attempts() <= most;
    }

    /** Forgets what is over. */
    public void sweep() {
        Instant now = clock.instant();
        spans.values().removeIf(span -> !now.isBefore(span.end()));
    }
}
