package org.tellers.ballot.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tellers.ballot.lifecycle.BallotState;

/** Rule R16. */
@NullUnmarked
class TriggerTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource({
        // A day of winter, one of summer, and the two on whose morning the clocks change.
        "2026-02-27, 2026-02-27T00:00:00Z",
        "2026-09-01, 2026-08-31T23:00:00Z",
        "2026-03-29, 2026-03-29T00:00:00Z",
        "2026-03-30, 2026-03-29T23:00:00Z",
        "2026-10-25, 2026-10-24T23:00:00Z",
        "2026-10-26, 2026-10-26T00:00:00Z"
    })
    void theDayBeginsByTheLondonClock(LocalDate day, Instant begins) {
        assertThat(on(day).instant()).isEqualTo(begins);
    }

    @Test
    void onEveryDayOfACenturyTheInstantIsTheFirstOfItsDay() {
        for (LocalDate day = LocalDate.of(2000, 1, 1); day.getYear() < 2100; day = day.plusDays(1)) {
            Instant begins = on(day).instant();
            assertThat(begins.atZone(LONDON).toLocalDate()).isEqualTo(day);
            assertThat(begins.minusNanos(1).atZone(LONDON).toLocalDate()).isEqualTo(day.minusDays(1));
        }
    }

    @Test
    void aDateIsTheDayOfTheCloseOrUpToFiveYearsLater() {
        // Half past midnight on 30 March in London is still 29 March by UTC.
        Instant close = Instant.parse("2026-03-29T23:30:00Z");
        assertThat(Trigger.fits(LocalDate.of(2026, 3, 29), close)).isFalse();
        assertThat(Trigger.fits(LocalDate.of(2026, 3, 30), close)).isTrue();
        assertThat(Trigger.fits(LocalDate.of(2031, 3, 30), close)).isTrue();
        assertThat(Trigger.fits(LocalDate.of(2031, 3, 31), close)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(BallotState.class)
    void inEveryStateThereIsSomethingToDo(BallotState state) {
        assertThat(FollowUp.nextSteps(state)).isNotEmpty();
    }

    private static Trigger on(LocalDate day) {
        return new Trigger(day, "Acceptable progress?", null);
    }
}
