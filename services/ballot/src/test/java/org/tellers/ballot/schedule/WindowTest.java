package org.tellers.ballot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.lifecycle.Refusal;

@NullUnmarked
class WindowTest {

    private static final Instant FRIDAY_NOON = Instant.parse("2026-02-27T12:00:00Z");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm:ss", Locale.UK);

    @Test
    void londonSaysWhetherItIsWinterOrSummerTime() {
        assertThat(LondonTime.text(FRIDAY_NOON)).isEqualTo("Friday 27 February 2026, 12:00:00 GMT");
        assertThat(LondonTime.text(Instant.parse("2026-03-29T00:59:59Z")))
                .isEqualTo("Sunday 29 March 2026, 00:59:59 GMT");
        assertThat(LondonTime.text(Instant.parse("2026-03-29T01:00:00Z")))
                .isEqualTo("Sunday 29 March 2026, 02:00:00 BST");
        assertThat(LondonTime.text(Instant.parse("2026-10-25T00:30:00Z")))
                .isEqualTo("Sunday 25 October 2026, 01:30:00 BST");
        assertThat(LondonTime.text(Instant.parse("2026-10-25T01:30:00Z")))
                .isEqualTo("Sunday 25 October 2026, 01:30:00 GMT");
    }

    @Test
    void whatLondonReadsNamesExactlyOneInstantAlsoInTheRepeatedHour() {
        Random random = new Random(20260327);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = nearAClockChange(random);
            String text = LondonTime.text(instant);
            LocalDateTime wall = LocalDateTime.parse(text.substring(0, text.length() - 4), WRITTEN);
            ZoneOffset offset = text.endsWith("BST") ? ZoneOffset.ofHours(1) : ZoneOffset.UTC;
            assertThat(wall.toInstant(offset)).as(text).isEqualTo(instant);
        }
    }

    @Test
    void noonToNoonTwoToSixWeeksLaterIsUsualWhateverTheClocksDoMeanwhile() {
        Random random = new Random(8);
        for (int i = 0; i < 5_000; i++) {
            LocalDate opening =
                    LondonTime.at(nearAClockChange(random)).toLocalDate().minusDays(random.nextInt(50));
            Instant opensAt = londonNoon(opening);
            int days = 14 + random.nextInt(29);
            assertThat(new Window(opensAt, londonNoon(opening.plusDays(days))).warnings())
                    .as("%s for %d days", opening, days)
                    .isEmpty();
            assertThat(new Window(opensAt, londonNoon(opening.plusDays(14)).minusSeconds(1)).warnings())
                    .containsExactly("The ballot runs for less than two weeks");
            assertThat(new Window(opensAt, londonNoon(opening.plusDays(42)).plusSeconds(1)).warnings())
                    .containsExactly("The ballot runs for more than six weeks");
        }
    }

    @Test
    void lateIsDecidedByTheInstantAndNoClockChangeMovesIt() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            Instant closesAt = nearAClockChange(random);
            Window window = new Window(closesAt.minus(Duration.ofDays(14)), closesAt);
            assertThat(window.closesAfter(closesAt.minusNanos(1))).isTrue();
            assertThat(window.closesAfter(closesAt)).isFalse();
            assertThat(refusalOf(() -> window.checkExtension(closesAt, closesAt.minusSeconds(1))))
                    .isEqualTo("close-not-later");
            window.checkExtension(closesAt.plusSeconds(1), closesAt.minusSeconds(1));
        }
    }

    @Test
    void aWindowClosesAfterItOpensWithinAYearAndInOurTime() {
        assertThat(refusalOf(() -> new Window(FRIDAY_NOON, FRIDAY_NOON).check()))
                .isEqualTo("window-reversed");
        assertThat(refusalOf(() -> new Window(FRIDAY_NOON, FRIDAY_NOON.plusMillis(999)).check()))
                .isEqualTo("window-reversed");
        assertThat(refusalOf(() -> new Window(FRIDAY_NOON, Instant.parse("2027-02-27T12:00:01Z")).check()))
                .isEqualTo("window-too-long");
        assertThat(refusalOf(() -> new Window(FRIDAY_NOON, Instant.MAX).check()))
                .isEqualTo("instant-out-of-range");
        assertThat(refusalOf(() -> new Window(Instant.MIN, FRIDAY_NOON).check()))
                .isEqualTo("instant-out-of-range");
        new Window(FRIDAY_NOON, FRIDAY_NOON.plusSeconds(1)).check();
    }

    private static Instant nearAClockChange(Random random) {
        int year = 2024 + random.nextInt(8);
        int month = random.nextBoolean() ? 3 : 10;
        LocalDate sunday = LocalDate.of(year, month, 31);
        while (sunday.getDayOfWeek().getValue() != 7) {
            sunday = sunday.minusDays(1);
        }
        return sunday.atTime(LocalTime.of(1, 0)).toInstant(ZoneOffset.UTC).plusSeconds(random.nextInt(-7_200, 7_200));
    }

    private static Instant londonNoon(LocalDate day) {
        return ZonedDateTime.of(day, LocalTime.NOON, LondonTime.LONDON).toInstant();
    }

    private static String refusalOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        Refusal refusal = catchThrowableOfType(Refusal.class, action);
        assertThat(refusal).isNotNull();
        return refusal.code();
    }
}
