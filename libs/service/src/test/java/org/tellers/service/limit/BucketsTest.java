package org.tellers.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private Instant now = Instant.parse("2026-02-14T10:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Test
    void nothingMoreThanASecondsShareAtOnceAndItComesBackEvenlyByTheServicesClock() {
        Bucket bucket = Buckets.aSecond(2, clock);
        assertThat(bucket.tryConsume(2)).isTrue();
        assertThat(bucket.tryConsume(1)).isFalse();
        now = now.plusMillis(500);
        assertThat(bucket.tryConsume(1)).isTrue();
        assertThat(bucket.tryConsume(1)).isFalse();
        now = now.plusSeconds(60);
        assertThat(bucket.getAvailableTokens()).isEqualTo(2);
    }
}
