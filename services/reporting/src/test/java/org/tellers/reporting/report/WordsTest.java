package org.tellers.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Words english = Words.in(Language.EN);
    private final Words welsh = Words.in(Language.CY);

    @Test
    void bothLanguagesSayTheSameThingsWithTheSameFigures() {
        assertThat(welsh.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(placeholders(welsh, key)).as(key).isEqualTo(placeholders(english, key));
        }
    }

    @Test
    void timesAreBritishAndSaidAsUnionsSayThem() {
        Instant winterNoon = Instant.parse("2026-02-27T12:00:00Z");
        Instant summerNoon = Instant.parse("2026-06-26T11:00:00Z");

        assertThat(english.instant(winterNoon)).isEqualTo("noon on Friday 27 February 2026");
        assertThat(english.instant(summerNoon)).isEqualTo("noon on Friday 26 June 2026");
        assertThat(english.instant(Instant.parse("2026-06-26T16:05:00Z"))).isEqualTo("5.05 pm on Friday 26 June 2026");
        assertThat(english.instant(Instant.parse("2026-06-25T23:00:00Z")))
                .isEqualTo("midnight at the start of the day on Friday 26 June 2026");
    }

    @Test
    void welshHasItsOwnDaysMonthsAndHours() {
        assertThat(welsh.instant(Instant.parse("2026-02-27T12:00:00Z")))
                .isEqualTo("hanner dydd ddydd Gwener 27 Chwefror 2026");
        assertThat(welsh.instant(Instant.parse("2026-07-01T08:30:00Z")))
                .isEqualTo("9.30 y bore ddydd Mercher 1 Gorffennaf 2026");
        assertThat(welsh.instant(Instant.parse("2026-11-21T19:15:00Z")))
                .isEqualTo("7.15 yr hwyr ddydd Sadwrn 21 Tachwedd 2026");
        assertThat(welsh.date(LocalDate.parse("2026-08-03"))).isEqualTo("3 Awst 2026");
    }

    @Test
    void figuresAreWrittenAsReadersExpect() {
        assertThat(english.number(10380)).isEqualTo("10,380");
        assertThat(welsh.number(10380)).isEqualTo("10,380");
        assertThat(english.percent(new BigDecimal("40.6"))).isEqualTo("40.6%");
        assertThat(welsh.percent(new BigDecimal("100"))).isEqualTo("100.0%");
        assertThat(english.percent(null)).isEqualTo("–");
    }

    private static Set<String> placeholders(Words words, String key) {
        return Pattern.compile("\\{\\d}")
                .matcher(words.say(key, "{0}", "{1}", "{2}"))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
