package org.tellers.ballot.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.tellers.ballot.lifecycle.Refusal;

/**
 * When a ballot runs: from its opening instant until just before its closing instant (rule R1). Whole seconds; a
 * fraction given is dropped, so that charter, database and page name the same instant.
 *
 * @param opensAt first instant at which a vote counts
 * @param closesAt first instant at which it no longer does
 */
public record Window(Instant opensAt, Instant closesAt) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LEAST_WEEKS = 2;
    private static final int MOST_WEEKS = 6;

    /** Whole seconds. */
    public Window {
        opensAt = opensAt.truncatedTo(ChronoUnit.SECONDS);
        closesAt = closesAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The close follows the opening, within a year by the London calendar. */
    public void check() {
        checkInOurTime("opensAt", opensAt);
        checkInOurTime("closesAt", closesAt);
        if (!closesAt.isAfter(opensAt)) {
            throw Refusal.badValue(
                    "window-reversed",
                    "closesAt",
                    "The ballot would close at %s, which is not after its opening at %s"
                            .formatted(LondonTime.text(closesAt), LondonTime.text(opensAt)));
        }
        checkNotOverAYear(closesAt);
    }

    /** Nobody approves an opening that has already passed. */
    public void checkOpensAfter(Instant now) {
        if (!opensAt.isAfter(now)) {
            throw Refusal.conflict(
                    "opening-passed",
                    "The opening at %s has passed; change the draft to a later one"
                            .formatted(LondonTime.text(opensAt)));
        }
    }

    /** Preparing a ballot whose close has passed leads nowhere. */
    public void checkStillRuns(Instant now) {
        if (!closesAfter(now)) {
            throw Refusal.conflict(
                    "window-over",
                    "The closing instant %s has passed; cancel this ballot and draft another"
                            .formatted(LondonTime.text(closesAt)));
        }
    }

    /** A new close must be later than the present one, never earlier (rule R8), and not past. */
    public void checkExtension(Instant newClose, Instant now) {
        checkInOurTime("closesAt", newClose);
        Instant close = newClose.truncatedTo(ChronoUnit.SECONDS);
        if (!close.isAfter(closesAt)) {
            throw Refusal.badValue(
                    "close-not-later",
                    "closesAt",
                    "The ballot closes at %s; a close may only move to a later instant"
                            .formatted(LondonTime.text(closesAt)));
        }
        if (!close.isAfter(now)) {
            throw Refusal.badValue("close-not-later", "closesAt", "The new close has passed already");
        }
        checkNotOverAYear(close);
    }

    /** Whether the box would still take a vote at this instant, once open. */
    public boolean closesAfter(Instant now) {
        return closesAt.isAfter(now);
    }

    /** The same opening with another close. */
    public Window closingAt(Instant newClose) {
        return new Window(opensAt, newClose);
    }

    /** What is unusual about it (rule R8: two to six weeks), by the London calendar; empty if nothing is. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (closesAt.isBefore(weeksAfterOpening(LEAST_WEEKS))) {
            warnings.add("The ballot runs for less than two weeks");
        }
        if (closesAt.isAfter(weeksAfterOpening(MOST_WEEKS))) {
            warnings.add("The ballot runs for more than six weeks");
        }
        return List.copyOf(warnings);
    }

    // Calendar weeks: noon to noon is two weeks, also when a clock change makes it an hour shorter or longer.
    private Instant weeksAfterOpening(int weeks) {
        return LondonTime.at(opensAt).plusWeeks(weeks).toInstant();
    }

    /**
     * Refuses an instant of another age: it is a slip of the keyboard, and neither calendar nor database need hold it.
     *
     * @param field as the client wrote it
     */
    public static void checkInOurTime(String field, Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw Refusal.badValue("instant-out-of-range", field, "The instant must lie between 2000 and 2200");
        }
    }

    private void checkNotOverAYear(Instant close) {
        if (close.isAfter(LondonTime.at(opensAt).plusYears(1).toInstant())) {
            throw Refusal.badValue("window-too-long", "closesAt", "A ballot may run for a year at most");
        }
    }
}
