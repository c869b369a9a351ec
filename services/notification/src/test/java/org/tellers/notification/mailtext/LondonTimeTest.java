package org.tellers.notification.mailtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LondonTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T12:00:00Z, noon on Friday 27 February 2026",
        "2026-06-26T11:00:00Z, noon on Friday 26 June 2026",
        "2026-06-25T23:00:00Z, midnight at the start of the day on Friday 26 June 2026",
        "2026-02-26T10:00:00Z, 10 am on Thursday 26 February 2026",
        "2026-02-26T17:05:00Z, 5.05 pm on Thursday 26 February 2026",
        "2026-03-29T00:59:00Z, 12.59 am on Sunday 29 March 2026",
        "2026-03-29T01:00:00Z, 2 am on Sunday 29 March 2026"
    })
    void anInstantIsSaidAsTheUnionSaysItAlsoWhereTheClocksChange(Instant instant, String words) {
        assertThat(LondonTime.inWords(instant)).isEqualTo(words);
    }
}
