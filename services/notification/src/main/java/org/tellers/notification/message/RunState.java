package org.tellers.notification.message;

import java.time.Instant;
import java.util.Optional;
import org.tellers.notification.dispatch.SendingWindow;

/** What a run of mails does now, as officers read it. */
enum RunState {
    /** Its instant has not come. */
    SCHEDULED("scheduled"),
    /** The ballot is not where mails of this kind may leave, or none has been queued yet. */
    WAITING("waiting"),
    /** Its mails leave. */
    SENDING("sending"),
    /** An officer paused it. */
    PAUSED("paused"),
    /** The mail relay is out of order; it goes on by itself. */
    RELAY_DOWN("relay-down"),
    /** Nothing is left to send now; one that stands goes on when its audience grows. */
    DONE("done"),
    /** The close came too near; what had not left is listed as unsent. */
    STOPPED("stopped"),
    /** An officer ended it. */
    CANCELLED("cancelled"),
    /** The ballot is over for mails of this kind. */
    OVER("over");

    private final String code;

    RunState(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /**
     * The state of a run.
     *
     * @param stage how far its mails are queued
     * @param paused whether an officer paused it
     * @param notBefore its instant, or null
     * @param held what holds mails of its kind back now
     * @param more whether mails wait, or have yet to be queued
     * @param relayDown whether the relay is out of order
     * @param now now
     */
    static RunState of(
            String stage,
            boolean paused,
            Instant notBefore,
            Optional<SendingWindow.Hold> held,
            boolean more,
            boolean relayDown,
            Instant now) {
        if (stage.equals("cancelled")) {
            return CANCELLED;
        }
        if (stage.equals("over") || held.filter(hold -> !hold.passes()).isPresent()) {
            return OVER;
        }
        if (!more) {
            return DONE;
        }
        if (paused) {
            return PAUSED;
        }
        if (held.equals(Optional.of(SendingWindow.Hold.TOO_LATE))) {
            return STOPPED;
        }
        if (notBefore != null && now.isBefore(notBefore)) {
            return SCHEDULED;
        }
        if (held.isPresent() || stage.equals("waiting")) {
            return WAITING;
        }
        return relayDown ? RELAY_DOWN : SENDING;
    }
}
