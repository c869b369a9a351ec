package org.tellers.notification.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.mailtext.MailKind;

/**
 * Whether mails about a ballot may leave now. Sending stops some minutes before the close: a link that arrives after it
 * is worse than none.
 *
 * @param opened whether the box is open, or was
 * @param ended {@code closed}, {@code cancelled} or null
 * @param closesAt closing instant
 * @param outcome {@code declared}, {@code withheld} or null
 * @param stop how long before the close sending stops
 */
public record SendingWindow(boolean opened, String ended, Instant closesAt, String outcome, Duration stop) {

    /** Why a mail may not leave now. */
    public enum Hold {
        /** The box is not open yet. */
        NOT_OPEN("ballot-not-open", true),
        /** The close is too near; unless it is extended, it is too late. */
        TOO_LATE("close-too-near", true),
        /** The ballot has not closed yet. */
        NOT_CLOSED("ballot-not-closed", true),
        /** The result is neither declared nor withheld yet. */
        NO_OUTCOME("result-not-decided", true),
        /** The ballot has closed. */
        CLOSED("ballot-closed", false),
        /** The ballot was cancelled. */
        CANCELLED("ballot-cancelled", false);

        private final String code;
        private final boolean passes;

        Hold(String code, boolean passes) {
            this.code = code;
            this.passes = passes;
        }

        /** Stable code. */
        public String code() {
            return code;
        }

        /** Whether it may pass. */
        public boolean passes() {
            return passes;
        }
    }

    /** The window of a keyed ballot. */
    public static SendingWindow of(KnownBallot ballot, Duration stop) {
        return new SendingWindow(ballot.opened, ballot.ended, ballot.closesAt, ballot.outcome, stop);
    }

    /** What holds mails of this kind back at this instant; empty when they may leave. */
    public Optional<Hold> hold(MailKind kind, Instant now) {
        if ("cancelled".equals(ended)) {
            return Optional.of(Hold.CANCELLED);
        }
        boolean closed = ended != null;
        return Optional.ofNullable(
                switch (kind.period()) {
                    case BEFORE_CLOSE -> closed ? Hold.CLOSED : late(now);
                    case WHILE_OPEN -> closed ? Hold.CLOSED : opened ? late(now) : Hold.NOT_OPEN;
                    case FROM_OPENING -> opened || closed ? null : Hold.NOT_OPEN;
                    case AFTER_CLOSE -> closed ? null : Hold.NOT_CLOSED;
                    case WITH_OUTCOME -> outcome == null ? Hold.NO_OUTCOME : null;
                });
    }

    /** The last instant at which links may leave. */
    public Instant stopsAt() {
        return closesAt.minus(stop);
    }

    private Hold late(Instant now) {
        return now.isBefore(stopsAt()) ? null : Hold.TOO_LATE;
    }
}
