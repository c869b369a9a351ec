package org.tellers.ballot.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.Member;

/**
 * Until when someone may join and still vote (rule R5): who joined before this instant can, who joined at it or later
 * cannot. By the London calendar, so that the day with a clock change keeps its wall-clock time.
 *
 * @param instant first instant of joining that is too late
 */
public record LateJoinerCutOff(Instant instant) {

    private static final LocalTime USUAL_TIME = LocalTime.of(10, 0);
    /** By this time of the cut-off's day everyone who joined before it has their mail. */
    private static final LocalTime MAILED_BY = LocalTime.of(17, 0);

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(15);

    /** When someone joined, seen from the cut-off. */
    public enum Joining {
        /** Before it. */
        IN_TIME,
        /** On its day, and nobody wrote down when: HQ has to say, and until then they are out. */
        TO_CONFIRM,
        /** At it, or later. */
        TOO_LATE
    }

    /**
     * The cut-off of a ballot.
     *
     * @param stated what its draft states; null for the usual one, 10:00 in London on the day before the close
     * @param closesAt the close as it stands
     */
    public static LateJoinerCutOff of(@Nullable Instant stated, Instant closesAt) {
        return new LateJoinerCutOff(
                stated != null
                        ? stated
                        : LondonTime.at(closesAt)
                                .toLocalDate()
                                .minusDays(1)
                                .atTime(USUAL_TIME)
                                .atZone(LondonTime.LONDON)
                                .toInstant());
    }

    /** When this member joined; one whose joining is not known joined long ago. */
    public Joining of(Member member) {
        Instant joined = member.joinedAt();
        if (joined == null) {
            return Joining.IN_TIME;
        }
        if (member.joinedAtDayOnly()) {
            int day = dayOf(joined).compareTo(dayOf(instant));
            return day < 0 ? Joining.IN_TIME : day > 0 ? Joining.TOO_LATE : Joining.TO_CONFIRM;
        }
        return joined.isBefore(instant) ? Joining.IN_TIME : Joining.TOO_LATE;
    }

    /**
     * Whether it is time to look for late joiners by the clock: at the cut-off, and then every quarter of an hour for whom
     * the register learns of later, as long as their mail can still leave by 17:00 in London.
     *
     * @param lastLook when this was done last; null for never
     */
    public boolean looksAt(Instant now, @Nullable Instant lastLook) {
        if (lastLook == null || lastLook.isBefore(instant)) {
            return !now.isBefore(instant);
        }
        Instant next = instant.plus(
                BETWEEN_LOOKS.multipliedBy(Duration.between(instant, lastLook).dividedBy(BETWEEN_LOOKS) + 1));
        return next.isBefore(mailedBy()) && !now.isBefore(next);
    }

    /** The instant from which on the clock looks for nobody any more. */
    public Instant lastLook() {
        return instant.isBefore(mailedBy()) ? mailedBy() : instant;
    }

    private Instant mailedBy() {
        return dayOf(instant).atTime(MAILED_BY).atZone(LondonTime.LONDON).toInstant();
    }

    private static LocalDate dayOf(Instant instant) {
        return LondonTime.at(instant).toLocalDate();
    }
}
