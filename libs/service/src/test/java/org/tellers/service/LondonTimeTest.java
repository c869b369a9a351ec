package org.tellers.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LondonTimeTest {

    private static final Locale WELSH = Locale.of("cy", "GB");

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
        assertThat(LondonTime.inWords(instant, Locale.UK)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T12:00:00Z, hanner dydd ddydd Gwener 27 Chwefror 2026",
        "2026-06-25T23:00:00Z, hanner nos ar ddechrau dydd Gwener 26 Mehefin 2026",
        "2026-02-26T10:00:00Z, 10 y bore ddydd Iau 26 Chwefror 2026",
        "2026-02-26T17:05:00Z, 5.05 y prynhawn ddydd Iau 26 Chwefror 2026",
        "2026-07-01T18:30:00Z, 7.30 yr hwyr ddydd Mercher 1 Gorffennaf 2026",
        "2026-03-29T01:00:00Z, 2 y bore ddydd Sul 29 Mawrth 2026"
    })
    void anInstantIsSaidInWelshWithWelshNamesAndTheDaySoftened(Instant instant, String words) {
        assertThat(LondonTime.inWords(instant, WELSH)).isEqualTo(words);
    }

    @Test
    void thePlatformKnowsEveryWelshDayAndMonth() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        assertThat(IntStream.range(0, 7)
                        .mapToObj(i -> LondonTime.day(day.plusDays(i), WELSH))
                        .map(words -> words.substring(0, words.indexOf(' ', 5))))
                .containsExactly(
                        "dydd Iau",
                        "dydd Gwener",
                        "dydd Sadwrn",
                        "dydd Sul",
                        "dydd Llun",
                        "dydd Mawrth",
                        "dydd Mercher");
        assertThat(IntStream.range(0, 12)
                        .mapToObj(i -> LondonTime.day(day.plusMonths(i), WELSH))
                        .map(words -> words.split(" ")[3]))
                .containsExactly(
                        "Ionawr",
                        "Chwefror",
                        "Mawrth",
                        "Ebrill",
                        "Mai",
                        "Mehefin",
                        "Gorffennaf",
                        "Awst",
                        "Medi",
                        "Hydref",
                        "Tachwedd",
                        "Rhagfyr");
    }
}
