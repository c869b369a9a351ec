package org.tellers.ballot.lifecycle;

/** What another service reports about a ballot; it happened, so it is never refused, at most early or of no effect. */
public enum Milestone {
    /** Voting wrote the first event of the archive. */
    SETUP_WRITTEN(BallotState.READY, "roll"),
    /** Voting opened the box. */
    BOX_OPENED(BallotState.OPEN, "ready"),
    /** Voting closed the box. */
    BOX_CLOSED(BallotState.CLOSED, "open"),
    /** Reporting holds every decryption of the total. */
    RESULT_COUNTED(BallotState.COUNTED, "closed"),
    /** Two people declared the result in reporting. */
    RESULT_DECLARED(BallotState.DECLARED, "counted-or-withheld"),
    /** Two people withheld the result in reporting. */
    RESULT_WITHHELD(BallotState.WITHHELD, "closed");

    private final BallotState next;
    private final String awaited;

    Milestone(BallotState next, String awaited) {
        this.next = next;
        this.awaited = awaited;
    }

    /** What a milestone does to a ballot. */
    public sealed interface Effect {}

    /** The ballot moves on to another state. */
    public record Reached(BallotState state) implements Effect {}

    /**
     * An earlier milestone, of another topic, has not arrived yet: keep this one until it has.
     *
     * @param awaited what has to come first, in the words of {@link #followers}
     */
    public record Early(String awaited) implements Effect {}

    /** The ballot is past it, or cancelled: nothing changes. */
    public record Past() implements Effect {}

    /** What this report does to a ballot in this state. */
    public Effect effect(BallotState state, boolean rollFrozen) {
        boolean now = switch (this) {
            case SETUP_WRITTEN -> state == BallotState.KEYED && rollFrozen;
            case BOX_OPENED -> state == BallotState.READY;
            case BOX_CLOSED -> state == BallotState.OPEN;
            case RESULT_COUNTED -> state == BallotState.CLOSED;
            case RESULT_DECLARED -> state == BallotState.COUNTED || state == BallotState.WITHHELD;
            // Withheld without any decryption is possible: below the minimum, or by policy.
            case RESULT_WITHHELD -> state == BallotState.CLOSED || state == BallotState.COUNTED;
        };
        if (now) {
            return new Reached(next);
        }
        boolean over = state == BallotState.DECLARED || state == BallotState.CANCELLED;
        return !over && state.compareTo(next) < 0 ? new Early(awaited) : new Past();
    }

    /** The word under which early reports wait for a ballot to come this far; empty where none waits. */
    public static String followers(BallotState state, boolean rollFrozen) {
        return switch (state) {
            case KEYED -> rollFrozen ? "roll" : "";
            case READY -> "ready";
            case OPEN -> "open";
            case CLOSED -> "closed";
            case COUNTED, WITHHELD -> "counted-or-withheld";
            case DRAFT, APPROVED, DECLARED, CANCELLED -> "";
        };
    }
}
