package org.tellers.ballot.lifecycle;

/** The kinds of change that take two people, and their words. */
public enum ChangeKind {
    /** A later close. */
    EXTENSION("extension", "extension", "extended", "A later close waits for a second person"),
    /** Calling the ballot off. */
    CANCELLATION("cancellation", "cancellation", "cancelled", "A cancellation waits for a second person"),
    /** Another publication policy. */
    POLICY("change of policy", "policy-change", "policy-changed", "A change of policy waits for a second person");

    private final String words;
    private final String action;
    private final String done;
    private final String waiting;

    ChangeKind(String words, String action, String done, String waiting) {
        this.words = words;
        this.action = action;
        this.done = done;
        this.waiting = waiting;
    }

    /** What it is called in a sentence. */
    public String words() {
        return words;
    }

    /** What the decision log says of a proposal. */
    public String proposed() {
        return action + "-proposed";
    }

    /** What the decision log says once a second person confirmed it. */
    public String done() {
        return done;
    }

    /** What the decision log says of a proposal that was taken back. */
    public String withdrawn() {
        return action + "-withdrawn";
    }

    /** What HQ should know while it waits. */
    public String waiting() {
        return waiting;
    }
}
