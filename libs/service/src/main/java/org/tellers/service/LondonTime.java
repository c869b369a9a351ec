package org.tellers.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Instants as a union says them, in Europe/London: "noon on Friday 27 February 2026", "hanner dydd ddydd Gwener 27
 * Chwefror 2026" (rule R1, story M10). Names of days and months come from CLDR.
 */
public final class LondonTime {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("h.mm", Locale.UK);
    private static final int EVENING = 18;

    private LondonTime() {}

    /** The instant in words of Welsh, or else English, to the minute; in summer it is British Summer Time. */
    public static String inWords(Instant instant, Locale language) {
        ZonedDateTime then = instant.atZone(LONDON);
        String day = day(then.toLocalDate(), language);
        LocalTime time = then.toLocalTime();
        boolean midnight = time.getHour() == 0 && time.getMinute() == 0;
        // "Midnight on Friday" is read both ways, so the side is named.
        if (!isWelsh(language)) {
            return (midnight ? "midnight at the start of the day" : english(time)) + " on " + day;
        }
        // A day as the time of something is softened: dydd Gwener, "on Friday" ddydd Gwener.
        return midnight ? "hanner nos ar ddechrau " + day : welsh(time) + " d" + day;
    }

    /** A day in words: "Friday 27 February 2026", "dydd Gwener 27 Chwefror 2026". */
    public static String day(LocalDate day, Locale language) {
        String words = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", language).format(day);
        return isWelsh(language) ? words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1) : words;
    }

    private static boolean isWelsh(Locale language) {
        return language.getLanguage().equals("cy");
    }

    private static String english(LocalTime time) {
        if (time.getMinute() == 0 && time.getHour() == 12) {
            return "noon";
        }
        return figures(time) + (time.getHour() < 12 ? " am" : " pm");
    }

    private static String welsh(LocalTime time) {
        if (time.getMinute() == 0 && time.getHour() == 12) {
            return "hanner dydd";
        }
        if (time.getHour() < 12) {
            return figures(time) + " y bore";
        }
        return figures(time) + (time.getHour() < EVENING ? " y prynhawn" : " yr hwyr");
    }

    private static String figures(LocalTime time) {
        return (time.getMinute() == 0 ? HOUR : MINUTE).format(time);
    }
}
