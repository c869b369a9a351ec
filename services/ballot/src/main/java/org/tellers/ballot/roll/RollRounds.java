package org.tellers.ballot.roll;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.roll.RollStore.Leaving;
import org.tellers.ballot.roll.RollStore.Version;

/**
 * What happens to rolls by the clock: late joiners come onto them at the cut-off, and what notification answered about
 * leavers and late joiners becomes the next version, all that has come in since the last round in one.
 */
@ApplicationScoped
class RollRounds {

    /** What the decision log and the versions call the clock. */
    static final String CLOCK = "platform";

    private static final Logger LOG = Logger.getLogger(RollRounds.class);

    private static final List<BallotState> WITH_ROLL = List.of(BallotState.KEYED, BallotState.READY, BallotState.OPEN);
    private static final int LONGEST_SECONDS = 300;

    private final Ballots ballots;
    private final Rolls rolls;
    private final RollStore store;
    private final Supplements supplements;
    private final Clock clock;

    @Inject
    RollRounds(Ballots ballots, Rolls rolls, RollStore store, Supplements supplements, Clock clock) {
        this.ballots = ballots;
        this.rolls = rolls;
        this.store = store;
        this.supplements = supplements;
        this.clock = clock;
    }

    @Scheduled(every = "{tellers.roll.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            List<String> toCorrect = QuarkusTransaction.requiringNew().call(store::ballotsToCorrect);
            toCorrect.forEach(ballot -> change(ballot, this::correct));
            QuarkusTransaction.requiringNew()
                    .call(this::due)
                    .forEach(ballot -> change(ballot, supplements::addByTheClock));
        } catch (RuntimeException e) {
            LOG.warnf("The rolls wait for the next round: %s", e.getClass().getName());
        }
    }

    private List<String> due() {
        Instant now = clock.instant();
        return BallotRow.<BallotRow>list("rollVersion > 0 and state in ?1 and closesAt > ?2", WITH_ROLL, now).stream()
                .filter(row -> supplements.isDue(row, now))
                .map(row -> row.uuid)
                .toList();
    }

    private void change(String ballot, Consumer<BallotRow> change) {
        try {
            QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> change.accept(ballots.lock(ballot)));
        } catch (RuntimeException e) {
            // One ballot in trouble must not keep the others waiting; it was rolled back and is done again.
            LOG.warnf(
                    "The roll of ballot %s waits for the next round: %s",
                    ballot, e.getClass().getName());
        }
    }

    private void correct(BallotRow row) {
        List<Leaving> leaving = store.leaving(row.uuid);
        if (leaving.isEmpty()) {
            return;
        }
        String why = why(leaving);
        Version version =
                rolls.correct(row.uuid, leaving, clock.instant().truncatedTo(ChronoUnit.MICROS), by(leaving), why);
        row.rollVersion = version.version();
        ballots.become(
                row,
                ballots.rules(row),
                null,
                "roll-corrected",
                "version %d, %d entitled: %s".formatted(version.version(), version.entitled(), why));
    }

    /** For example {@code 2 excluded (left 1, suspended 1), 3 without a code (reserve-exhausted 3)}. */
    private static String why(List<Leaving> leaving) {
        return Stream.of(
                        counted(leaving.stream().filter(Leaving::excluded).toList(), "excluded"),
                        counted(leaving.stream().filter(one -> !one.excluded()).toList(), "without a code"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String counted(List<Leaving> leaving, String what) {
        if (leaving.isEmpty()) {
            return "";
        }
        Map<String, Integer> reasons = leaving.stream()
                .collect(Collectors.groupingBy(Leaving::reason, TreeMap::new, Collectors.summingInt(_ -> 1)));
        return "%d %s (%s)"
                .formatted(
                        leaving.size(),
                        what,
                        reasons.entrySet().stream()
                                .map(reason -> reason.getKey() + " " + reason.getValue())
                                .collect(Collectors.joining(", ")));
    }

    private static String by(List<Leaving> leaving) {
        List<String> people = leaving.stream()
                .map(Leaving::askedBy)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return people.isEmpty() ? CLOCK : String.join(", ", people);
    }
}
