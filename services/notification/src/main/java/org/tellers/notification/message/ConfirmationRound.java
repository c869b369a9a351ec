package org.tellers.notification.message;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When members are told that a vote was recorded with their code: all of a day together, so that neither the mail nor any
 * record of it tells when somebody voted.
 */
final class ConfirmationRound {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private ConfirmationRound() {}

    /** The first round after this instant, at this time of day in London. */
    static Instant after(Instant instant, LocalTime at) {
        ZonedDateTime then = instant.atZone(LONDON);
        ZonedDateTime round = then.with(at);
        return (round.toInstant().isAfter(instant) ? round : then.plusDays(1).with(at)).toInstant();
    }
}
