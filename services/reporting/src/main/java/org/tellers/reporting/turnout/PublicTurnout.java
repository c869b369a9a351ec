package org.tellers.reporting.turnout;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tellers.reporting.declaration.DeclaredResult;
import org.tellers.reporting.declaration.Declaring;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.policy.TurnoutPolicy;
import org.tellers.reporting.projection.Ballot;

/** What everyone may know of a ballot's turnout now; the one place where that is decided (rules R11, R12, R23). */
sealed interface PublicTurnout {

    /** The zone in which a day ends. */
    ZoneId LONDON = ZoneId.of("Europe/London");

    /**
     * The figures.
     *
     * @param entitled members entitled
     * @param cast votes cast
     * @param asAt when the figure was taken
     */
    record Shown(int entitled, int cast, Instant asAt) implements PublicTurnout {

        /** Votes cast of members entitled, one decimal; null where nobody is entitled. */
        @Nullable
        BigDecimal percent() {
            return DeclaredResult.percent(cast, entitled);
        }
    }

    /**
     * No figures.
     *
     * @param because why
     * @param minimum members that would have to be entitled; 0 where that is not why
     */
    record Hidden(Reason because, int minimum) implements PublicTurnout {}

    /** Why there are no figures. */
    enum Reason {
        /** Nobody knows yet who is entitled. */
        NOT_FROZEN("The roll is not frozen yet."),
        /** A turnout of so few tells who voted. */
        TOO_FEW("Fewer members are entitled than the minimum."),
        /** The policy shows it once the result is declared. */
        WITH_RESULT("The union publishes the turnout with the result.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** The turnout of a ballot as its policy and minima publish it now. */
    static PublicTurnout of(Ballot ballot, LiveTurnout live, Clock clock) {
        if (ballot.entitled == null || ballot.charter == null) {
            return new Hidden(Reason.NOT_FROZEN, 0);
        }
        int entitled = ballot.entitled;
        PublicationPolicy policy = ballot.policy().orElseThrow();
        if (entitled < policy.minima().entitled()) {
            return new Hidden(Reason.TOO_FEW, policy.minima().entitled());
        }
        if (policy.turnout() == TurnoutPolicy.NONE && !Declaring.declared(ballot)) {
            return new Hidden(Reason.WITH_RESULT, 0);
        }
        if (ballot.closed()) {
            // No vote is left that a fresh figure could give away.
            return new Shown(entitled, ballot.closedCast, ballot.closesAt);
        }
        if (policy.turnout() == TurnoutPolicy.LIVE) {
            return new Shown(entitled, live.votesCast(ballot), live.asAt());
        }
        LocalDate today = LocalDate.now(clock.withZone(LONDON));
        return new Shown(
                entitled,
                TurnoutDay.endOfLastDay(ballot.uuid, today).orElse(0),
                today.atStartOfDay(LONDON).toInstant());
    }
}
