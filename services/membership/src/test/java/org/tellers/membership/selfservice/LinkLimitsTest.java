package org.tellers.membership.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tellers.testing.MutableClock;

class LinkLimitsTest {

    private final MutableClock clock = new MutableClock();

    @Test
    void aMemberGetsAFewLinksAnHourAndTheOthersTheirs() {
        clock.set(Instant.parse("2026-02-14T10:00:00Z"));
        LinkLimits limits = new LinkLimits(3, 100, clock);
        UUID ann = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            assertThat(limits.takesLink(ann)).isTrue();
        }
        assertThat(limits.takesLink(ann)).isFalse();
        assertThat(limits.takesLink(UUID.randomUUID())).isTrue();
        clock.advance(Duration.ofMinutes(21));
        assertThat(limits.takesLink(ann)).isTrue();
        assertThat(limits.takesLink(ann)).isFalse();
    }

    @Test
    void whoeverAsksHoweverOftenNoMemberGetsMoreThanTheLimitAllows() {
        clock.set(Instant.parse("2026-02-14T10:00:00Z"));
        LinkLimits limits = new LinkLimits(3, 100, clock);
        Random random = new Random(42);
        UUID[] members = new UUID[5];
        int[] taken = new int[5];
        for (int i = 0; i < 5; i++) {
            members[i] = UUID.randomUUID();
        }
        Instant start = clock.instant();
        for (int i = 0; i < 5_000; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(10)));
            int who = random.nextInt(5);
            taken[who] += limits.takesLink(members[who]) ? 1 : 0;
            double hours = Duration.between(start, clock.instant()).toSeconds() / 3_600.0;
            assertThat((double) taken[who]).isLessThanOrEqualTo(3 + 3 * hours);
        }
    }

    @Test
    void allTogetherAreTakenUpToALimitASecond() {
        clock.set(Instant.parse("2026-02-14T10:00:00Z"));
        LinkLimits limits = new LinkLimits(3, 2, clock);
        assertThat(limits.takesRequest()).isTrue();
        assertThat(limits.takesRequest()).isTrue();
        assertThat(limits.takesRequest()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(limits.takesRequest()).isTrue();
    }
}
