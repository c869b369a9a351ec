package org.tellers.ballot.roll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.eligibility.Register;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Refusal;
import org.tellers.ballot.roll.RollStore.Version;
import org.tellers.ballot.schedule.LateJoinerCutOff;
import org.tellers.ballot.schedule.LondonTime;

/**
 * Brings late joiners onto a frozen roll (rule R5, story H8): by the clock at the cut-off, and whenever an officer asks. All
 * of them or nobody: a code for each must be left in the reserve.
 */
@ApplicationScoped
class Supplements {

    private static final Logger LOG = Logger.getLogger(Supplements.class);

    private final Ballots ballots;
    private final Rolls rolls;
    private final RollStore store;
    private final Reserves reserves;
    private final Register register;
    private final Clock clock;

    @Inject
    Supplements(Ballots ballots, Rolls rolls, RollStore store, Reserves reserves, Register register, Clock clock) {
        this.ballots = ballots;
        this.rolls = rolls;
        this.store = store;
        this.reserves = reserves;
        this.register = register;
        this.clock = clock;
    }

    /** Who could come onto the roll of a ballot now; there must be a roll. */
    LateJoiners find(BallotRow row, Set<UUID> confirmed) {
        LateJoiners late = new LateJoiners(
                row.draft.eligibility(),
                row.draft.levels(),
                cutOff(row),
                clock.instant(),
                store.leaves(row.uuid, row.rollVersion),
                confirmed);
        register.forEachBeside(row.uuid, late::consider);
        return late;
    }

    LateJoinerCutOff cutOff(BallotRow row) {
        return row.draft.cutOff(row.closesAt);
    }

    /**
     * An officer adds them to the locked ballot's roll.
     *
     * @param expected the number they saw; refused if there is another now
     * @param confirmed who joined on the day of the cut-off, and before it as the officer says
     */
    void add(BallotRow row, Person person, int expected, Set<UUID> confirmed) {
        Instant now = now();
        ballots.rules(row).checkRollChanges(now);
        LateJoiners late = find(row, confirmed);
        if (!late.confirmedInVain().isEmpty()) {
            throw Refusal.conflict(
                    "nothing-to-confirm",
                    "confirmed",
                    "%d of those confirmed do not wait for it; look at the late joiners again"
                            .formatted(late.confirmedInVain().size()));
        }
        int found = late.added().size();
        if (found != expected) {
            throw Refusal.conflict(
                    "late-joiners-changed",
                    "You expect %d late joiners, there are %d now; look at them again".formatted(expected, found));
        }
        if (found == 0) {
            throw Refusal.conflict(
                    "no-late-joiners", "Nobody joined before the cut-off who is not on the roll; nothing was changed");
        }
        ReserveLeft reserve = reserves.of(row).orElseThrow();
        if (found > reserve.left()) {
            throw Refusal.conflict("reserve-exhausted", exhausted(found, reserve));
        }
        supplement(row, late, person, confirmed.size(), now);
    }

    /** The clock adds them to the locked ballot's roll, if it is time. */
    void addByTheClock(BallotRow row) {
        Instant now = now();
        if (!isDue(row, now)) {
            return;
        }
        LateJoinerCutOff cutOff = cutOff(row);
        boolean first = row.lateJoinersSoughtAt == null || row.lateJoinersSoughtAt.isBefore(cutOff.instant());
        row.lateJoinersSoughtAt = now;
        LateJoiners late = find(row, Set.of());
        int found = late.added().size();
        ReserveLeft reserve = reserves.of(row).orElseThrow();
        if (found > reserve.left()) {
            // Only people can do something about it, so the clock does not come back every quarter of an hour.
            row.lateJoinersSoughtAt = cutOff.lastLook();
            note(row, null, "supplement-refused", exhausted(found, reserve));
            LOG.warnf("Ballot %s: %s", row.uuid, exhausted(found, reserve));
        } else if (found > 0) {
            supplement(row, late, null, 0, now);
        }
        if (first && (found == 0 || !late.toConfirm().isEmpty())) {
            note(
                    row,
                    null,
                    "late-joiners-sought",
                    "%d joined before %s; %d joined on that day without a time and wait for an officer"
                            .formatted(
                                    found,
                                    LondonTime.text(cutOff.instant()),
                                    late.toConfirm().size()));
        }
    }

    /** Whether the clock looks for late joiners of the ballot now; only of a roll that was frozen before the cut-off. */
    boolean isDue(BallotRow row, Instant now) {
        return row.rollVersion > 0
                && ballots.rules(row).takesRollChanges(now)
                && cutOff(row).looksAt(now, row.lateJoinersSoughtAt)
                && store.versions(row.uuid).getFirst().at().isBefore(cutOff(row).instant());
    }

    private void supplement(BallotRow row, LateJoiners late, @Nullable Person person, int confirmed, Instant now) {
        String why = confirmed == 0
                ? "joined before %s".formatted(LondonTime.text(cutOff(row).instant()))
                : "joined before %s; of %d of them an officer confirmed the time"
                        .formatted(LondonTime.text(cutOff(row).instant()), confirmed);
        Version version = rolls.supplement(row.uuid, late, now, person == null ? RollRounds.CLOCK : person.name(), why);
        row.rollVersion = version.version();
        // Only numbers: the log is public, and no line of it names a member.
        note(
                row,
                person,
                "roll-supplemented",
                "version %d, %d added, %d entitled: %s"
                        .formatted(version.version(), version.added(), version.entitled(), why));
    }

    private void note(BallotRow row, @Nullable Person person, String action, String why) {
        ballots.become(row, ballots.rules(row), person, action, why);
    }

    private static String exhausted(int found, ReserveLeft reserve) {
        return "%d late joiners need a code each, and %d of the %d in reserve are left; nobody was added"
                .formatted(found, reserve.left(), reserve.spare());
    }

    // The database keeps microseconds; the answer names the instant that is stored.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
