package org.tellers.membership.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tellers.testing.MutableClock;

class RequestRateTest {

    private final MutableClock clock = new MutableClock();

    @Test
    void allTogetherAreTakenUpToALimitASecond() {
        clock.set(Instant.parse("2026-02-14T10:00:00Z"));
        RequestRate rate = new RequestRate(2, clock);
        assertThat(rate.takes()).isTrue();
        assertThat(rate.takes()).isTrue();
        assertThat(rate.takes()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(rate.takes()).isTrue();
    }
}
