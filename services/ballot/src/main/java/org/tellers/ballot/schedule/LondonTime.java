package org.tellers.ballot.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How instants read in Europe/London (rule R1); only for people, never for a decision about lateness. */
public final class LondonTime {

    /** The zone of every ballot. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm:ss", Locale.UK);

    private LondonTime() {}

    /** For example {@code Friday 27 February 2026, 12:00:00 GMT}; GMT or BST tells the repeated hour apart. */
    public static String text(Instant instant) {
        ZonedDateTime london = at(instant);
        boolean summer = LONDON.getRules().isDaylightSavings(instant);
        return DAY_AND_TIME.format(london) + (summer ? " BST" : " GMT");
    }

    /** The London wall clock at an instant. */
    public static ZonedDateTime at(Instant instant) {
        return instant.atZone(LONDON);
    }
}
