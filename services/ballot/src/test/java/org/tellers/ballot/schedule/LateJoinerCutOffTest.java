package org.tellers.ballot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.eligibility.Member;
import org.tellers.ballot.schedule.LateJoinerCutOff.Joining;

/** Rule R5. */
@NullUnmarked
class LateJoinerCutOffTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalTime NOON = LocalTime.NOON;

    @Test
    void theUsualCutOffIsTenInTheMorningOfTheDayBeforeTheClose() {
        Instant close = Instant.parse("2026-02-27T12:00:00Z");
        assertThat(LateJoinerCutOff.of(null, close).instant()).isEqualTo(Instant.parse("2026-02-26T10:00:00Z"));
        Instant stated = Instant.parse("2026-02-20T17:00:00Z");
        assertThat(LateJoinerCutOff.of(stated, close).instant()).isEqualTo(stated);
    }

    @Test
    void itIsTenByTheLondonClockOverEveryClockChangeOfACentury() {
        List<Duration> lengths = new ArrayList<>();
        ZoneOffsetTransition change = LONDON.getRules().nextTransition(Instant.parse("2000-01-01T00:00:00Z"));
        while (change.getInstant().isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
            LocalDate day = change.getDateTimeBefore().toLocalDate();
            for (int close = -1; close <= 2; close++) {
                ZonedDateTime noon = day.plusDays(close).atTime(NOON).atZone(LONDON);
                Instant cutOff = LateJoinerCutOff.of(null, noon.toInstant()).instant();
                assertThat(cutOff.atZone(LONDON).toLocalDateTime())
                        .isEqualTo(day.plusDays(close - 1L).atTime(10, 0));
                if (close == 0) {
                    // The clock changes in the night between them.
                    lengths.add(Duration.between(cutOff, noon.toInstant()));
                } else {
                    assertThat(Duration.between(cutOff, noon.toInstant())).isEqualTo(Duration.ofHours(26));
                }
                checkTheInstant(new LateJoinerCutOff(cutOff));
            }
            change = LONDON.getRules().nextTransition(change.getInstant());
        }
        assertThat(lengths).hasSize(200).containsOnly(Duration.ofHours(25), Duration.ofHours(27));
    }

    /** One nanosecond decides. */
    private static void checkTheInstant(LateJoinerCutOff cutOff) {
        Instant at = cutOff.instant();
        assertThat(cutOff.of(joined(at.minusNanos(1)))).isEqualTo(Joining.IN_TIME);
        assertThat(cutOff.of(joined(at))).isEqualTo(Joining.TOO_LATE);
        assertThat(cutOff.of(joined(at.plusNanos(1)))).isEqualTo(Joining.TOO_LATE);
        LocalDate day = at.atZone(LONDON).toLocalDate();
        assertThat(cutOff.of(joinedOn(day.minusDays(1)))).isEqualTo(Joining.IN_TIME);
        assertThat(cutOff.of(joinedOn(day))).isEqualTo(Joining.TO_CONFIRM);
        assertThat(cutOff.of(joinedOn(day.plusDays(1)))).isEqualTo(Joining.TOO_LATE);
    }

    @Test
    void anyCutOffAtAllDividesThoseBeforeItFromTheRest() {
        Random random = new Random(20260226);
        for (int round = 0; round < 20_000; round++) {
            Instant at = Instant.parse("2000-01-01T00:00:00Z").plusSeconds(random.nextLong(3_155_760_000L));
            LateJoinerCutOff cutOff = new LateJoinerCutOff(at);
            Instant joined = at.plusMillis(random.nextLong(-90_000_000L, 90_000_000L));
            assertThat(cutOff.of(joined(joined))).isEqualTo(joined.isBefore(at) ? Joining.IN_TIME : Joining.TOO_LATE);
            checkTheInstant(cutOff);
        }
    }

    @Test
    void whoseJoiningIsNotKnownJoinedLongAgo() {
        assertThat(new LateJoinerCutOff(Instant.EPOCH).of(joined(null))).isEqualTo(Joining.IN_TIME);
    }

    @Test
    void theRepeatedHourOfAutumnIsToldApart() {
        // 01:30 comes twice on 25 October 2026: at 00:30 and at 01:30 UTC.
        LateJoinerCutOff second = new LateJoinerCutOff(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(second.of(joined(Instant.parse("2026-10-25T00:30:00Z")))).isEqualTo(Joining.IN_TIME);
        assertThat(second.of(joined(Instant.parse("2026-10-25T01:30:00Z")))).isEqualTo(Joining.TOO_LATE);
    }

    @Test
    void theClockLooksAtTheCutOffAndEveryQuarterOfAnHourUntilFive() {
        for (String day : List.of("2026-02-26", "2026-07-16", "2026-03-28", "2026-10-24")) {
            Instant at = LocalDate.parse(day).atTime(10, 0).atZone(LONDON).toInstant();
            LateJoinerCutOff cutOff = new LateJoinerCutOff(at);
            assertThat(cutOff.looksAt(at.minusNanos(1), null)).isFalse();
            assertThat(cutOff.looksAt(at, null)).isTrue();
            assertThat(cutOff.looksAt(at.plusSeconds(86_400), null)).isTrue();
            List<Instant> looks = new ArrayList<>();
            Instant last = null;
            for (Instant now = at.minusSeconds(600); now.isBefore(at.plusSeconds(90_000)); now = now.plusSeconds(60)) {
                if (cutOff.looksAt(now, last)) {
                    looks.add(now);
                    last = now;
                }
            }
            assertThat(looks).hasSize(28);
            assertThat(looks.getLast().atZone(LONDON).toLocalTime()).isEqualTo(LocalTime.of(16, 45));
            assertThat(cutOff.looksAt(at.plusSeconds(90_000), cutOff.lastLook()))
                    .isFalse();
        }
    }

    @Test
    void anExtensionMovesTheCutOffAndTheClockLooksAgain() {
        Instant before =
                LateJoinerCutOff.of(null, Instant.parse("2026-02-27T12:00:00Z")).lastLook();
        LateJoinerCutOff later = LateJoinerCutOff.of(null, Instant.parse("2026-03-06T12:00:00Z"));
        assertThat(later.looksAt(Instant.parse("2026-03-05T09:59:59Z"), before)).isFalse();
        assertThat(later.looksAt(Instant.parse("2026-03-05T10:00:00Z"), before)).isTrue();
    }

    private static Member joined(Instant at) {
        return member(at, false);
    }

    private static Member joinedOn(LocalDate day) {
        return member(day.atStartOfDay(LONDON).toInstant(), true);
    }

    private static Member member(Instant joinedAt, boolean dayOnly) {
        return new Member(
                UUID.randomUUID(), "Probation", null, null, null, null, null, "active", joinedAt, dayOnly, null);
    }
}
