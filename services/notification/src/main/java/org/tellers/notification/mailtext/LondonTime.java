package org.tellers.notification.mailtext;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a union says them, in Europe/London: "noon on Friday 27 February 2026" (rule R1). */
public final class LondonTime {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("h.mm", Locale.UK);

    private LondonTime() {}

    /** The instant in words, to the minute; in summer it is British Summer Time. */
    public static String inWords(Instant instant) {
        ZonedDateTime then = instant.atZone(LONDON);
        return clock(then.toLocalTime()) + " on " + DAY.format(then);
    }

    private static String clock(LocalTime time) {
        if (time.getMinute() != 0) {
            return MINUTE.format(time) + half(time);
        }
        return switch (time.getHour()) {
            // "Midnight on Friday" is read both ways, so the side is named.
            case 0 -> "midnight at the start of the day";
            case 12 -> "noon";
            default -> HOUR.format(time) + half(time);
        };
    }

    private static String half(LocalTime time) {
        return time.getHour() < 12 ? " am" : " pm";
    }
}
