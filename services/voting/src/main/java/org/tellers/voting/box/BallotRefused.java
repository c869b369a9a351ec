package org.tellers.voting.box;

/** A ballot does not enter. The place names the part of the ballot at fault, never its content. */
public final class BallotRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String place;

    /** Refused as a whole. */
    public BallotRefused(Refusal refusal) {
        this(refusal, "");
    }

    /** Refused for what is at a place; the place may be empty. */
    public BallotRefused(Refusal refusal, String place) {
        // Hostile input is frequent and the code says all: no stack trace is collected.
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.place = place;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    /** The sentence for people, with the place. */
    public String detail() {
        return place.isEmpty() ? refusal.detail() : refusal.detail() + ": " + place;
    }
}
