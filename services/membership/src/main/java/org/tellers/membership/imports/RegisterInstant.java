package org.tellers.membership.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * When a member joined or left.
 *
 * @param at the instant, whole microseconds; the start of the day in London when only a day is known
 * @param dayOnly whether only a day is known, so that a person must look at it on the cut-off day (rule R5)
 */
public record RegisterInstant(Instant at, boolean dayOnly) {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /**
     * Reads an ISO 8601 day ({@code 2026-02-26}), or a date and time with its offset or zone
     * ({@code 2026-02-26T09:30Z}, {@code 2026-06-26T09:30+01:00}).
     *
     * @throws DateTimeException if it is neither, or lies outside the years 1900 to 2199
     */
    public static RegisterInstant parse(String text) {
        RegisterInstant read = text.indexOf('T') < 0
                ? new RegisterInstant(
                        LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE)
                                .atStartOfDay(LONDON)
                                .toInstant(),
                        true)
                : new RegisterInstant(
                        ZonedDateTime.parse(text, DateTimeFormatter.ISO_ZONED_DATE_TIME)
                                .toInstant()
                                .truncatedTo(ChronoUnit.MICROS),
                        false);
        int year = read.at.atZone(LONDON).getYear();
        if (year < 1900 || year > 2199) {
            throw new DateTimeException("year " + year);
        }
        return read;
    }
}
