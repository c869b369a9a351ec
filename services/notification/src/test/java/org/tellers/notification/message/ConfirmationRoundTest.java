package org.tellers.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationRoundTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02-10T12:00:00Z, 2026-02-10T18:00:00Z",
        "2026-02-10T18:00:00Z, 2026-02-11T18:00:00Z",
        "2026-07-01T16:59:59Z, 2026-07-01T17:00:00Z",
        "2026-03-28T20:00:00Z, 2026-03-29T17:00:00Z",
        "2026-10-24T18:00:00Z, 2026-10-25T18:00:00Z"
    })
    void aRoundIsAtTheSameTimeOfDayInLondonAlsoWhereTheClocksChange(Instant after, Instant round) {
        assertThat(ConfirmationRound.after(after, LocalTime.of(18, 0))).isEqualTo(round);
    }
}
