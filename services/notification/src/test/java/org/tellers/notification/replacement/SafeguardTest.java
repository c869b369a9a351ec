package org.tellers.notification.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeguardTest {

    private static final Instant CLOSE = Instant.parse("2026-02-27T12:00:00Z");
    private static final Instant FREEZE = Instant.parse("2026-02-02T09:00:00Z");
    private static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final Duration LAST = Duration.ofHours(2);
    private static final Optional<Safeguard.Cause> NONE = Optional.empty();
    private static final Optional<Safeguard.Cause> NEAR = Optional.of(Safeguard.Cause.CLOSE_NEAR);
    private static final Optional<Safeguard.Cause> CHANGED = Optional.of(Safeguard.Cause.ADDRESS_CHANGED_BY_STAFF);

    @Test
    void onePersonIsEnoughUntilTheInstantTwoHoursBeforeTheClose() {
        Safeguard untouched = untouched();
        assertThat(untouched.secondPerson(FREEZE)).isEqualTo(NONE);
        assertThat(untouched.secondPerson(CLOSE.minus(LAST).minusNanos(1))).isEqualTo(NONE);
        assertThat(untouched.secondPerson(CLOSE.minus(LAST))).isEqualTo(NEAR);
        assertThat(untouched.secondPerson(CLOSE.minusNanos(1))).isEqualTo(NEAR);
    }

    @Test
    void anAddressThatStaffChangedAtOrAfterTheFreezeCallsForASecondPersonHoweverLongAgo() {
        Instant muchLater = FREEZE.plus(Duration.ofDays(200));
        Instant close = muchLater.plus(Duration.ofDays(1));
        assertThat(new Safeguard(close, FREEZE, FREEZE, LOOK_BACK, LAST).secondPerson(muchLater))
                .isEqualTo(CHANGED);
        assertThat(new Safeguard(close, FREEZE, FREEZE.minusNanos(1), LOOK_BACK, LAST).secondPerson(muchLater))
                .isEqualTo(NONE);
    }

    @Test
    void beforeTheFreezeSuchAChangeCountsForTheDaysThatAreSet() {
        Instant now = CLOSE.minus(Duration.ofDays(3));
        Instant changed = now.minus(LOOK_BACK);
        assertThat(changed).isBefore(FREEZE);
        assertThat(new Safeguard(CLOSE, FREEZE, changed, LOOK_BACK, LAST).secondPerson(now))
                .isEqualTo(CHANGED);
        assertThat(new Safeguard(CLOSE, FREEZE, changed.minusNanos(1), LOOK_BACK, LAST).secondPerson(now))
                .isEqualTo(NONE);
        assertThat(new Safeguard(CLOSE, null, changed, LOOK_BACK, LAST).secondPerson(now))
                .as("without a known freeze")
                .isEqualTo(CHANGED);
    }

    @Test
    void asTimePassesTowardsTheCloseNobodyGetsToActAloneAgain() {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            Safeguard untouched = new Safeguard(CLOSE, FREEZE, null, LOOK_BACK, LAST);
            Instant now = CLOSE.minusMillis(random.nextLong(Duration.ofHours(5).toMillis()));
            boolean alone = untouched.secondPerson(now).isEmpty();
            assertThat(alone)
                    .as("at %s", now)
                    .isEqualTo(Duration.between(now, CLOSE).compareTo(LAST) > 0);

            Instant changed = FREEZE.plusMillis(
                    random.nextLong(Duration.between(FREEZE, now).toMillis()));
            assertThat(new Safeguard(CLOSE, FREEZE, changed, LOOK_BACK, LAST).secondPerson(now))
                    .as("changed at %s, asked at %s", changed, now)
                    .isEqualTo(CHANGED);
        }
    }

    @Test
    void aDayOfTheQuotaIsADayOfLondonInWinterAndSummer() {
        assertThat(Quota.startOfDay(Instant.parse("2026-02-10T23:59:59Z"))).isEqualTo("2026-02-10T00:00:00Z");
        assertThat(Quota.startOfDay(Instant.parse("2026-07-10T22:59:59Z"))).isEqualTo("2026-07-09T23:00:00Z");
        assertThat(Quota.startOfDay(Instant.parse("2026-07-10T23:00:00Z"))).isEqualTo("2026-07-10T23:00:00Z");
        assertThat(Quota.startOfDay(Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo("2026-03-29T00:00:00Z");
    }

    private static Safeguard untouched() {
        return new Safeguard(CLOSE, FREEZE, null, LOOK_BACK, LAST);
    }
}
