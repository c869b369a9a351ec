package org.tellers.ballot.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.schedule.LondonTime;

/**
 * A date that a question or a ballot names, such as "if there is no acceptable progress by 1 September": on that day HQ
 * looks at the result again (rule R16).
 *
 * @param on the day, by the London calendar
 * @param text what is to be looked at
 * @param question number of the question that names it, from 1; null for the whole ballot
 */
@Schema(name = "Trigger", description = "A date on which headquarters is to follow the ballot up")
public record Trigger(LocalDate on, String text, @Nullable Integer question) {

    /** How many years after the close a date may be. */
    public static final int MOST_YEARS = 5;

    /** A date that nobody followed up in this time lapses, or what was written of the ballot's others would stay for ever. */
    private static final Period LONGEST_OPEN = Period.ofMonths(12);

    /** What had come by this instant, and is still open, lapses at {@code now}. */
    static Instant lapsedIfOpenedBy(Instant now) {
        return LondonTime.at(now).minus(LONGEST_OPEN).toInstant();
    }

    /** When the day begins in London; that is 23:00 UTC of the day before in summer. */
    public Instant instant() {
        return on.atStartOfDay(LondonTime.LONDON).toInstant();
    }

    /** Whether a ballot that closes at this instant may carry the date: before the close nobody knows the result. */
    public static boolean fits(LocalDate on, Instant closesAt) {
        LocalDate close = LondonTime.at(closesAt).toLocalDate();
        return !on.isBefore(close) && !on.isAfter(close.plusYears(MOST_YEARS));
    }
}
