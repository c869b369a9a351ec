package org.tellers.ballot.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Milestone.Effect;
import org.tellers.ballot.lifecycle.Milestone.Reached;
import org.tellers.ballot.schedule.Window;

/**
 * A ballot as far as the rules of its life are concerned (domain, States of a ballot). Immutable; each action answers
 * the ballot after it, or throws the {@link Refusal} that says why not.
 *
 * @param state where it stands
 * @param revision how often its wording was written, from 1
 * @param lastEditor who wrote it last
 * @param window opening and closing instants
 * @param rollFrozen whether roll version 1 exists
 * @param extension a later close that waits for a second person
 * @param cancellation a cancellation that waits for a second person
 */
public record Ballot(
        BallotState state,
        int revision,
        Person lastEditor,
        Window window,
        boolean rollFrozen,
        @Nullable Proposal extension,
        @Nullable Proposal cancellation) {

    private static final int MOST_REASON = 2_000;

    /** A ballot that someone has just begun to write. */
    public static Ballot drafted(Person by, Window window) {
        return new Ballot(BallotState.DRAFT, 1, by, window, false, null, null);
    }

    /** The wording is written anew; after approval it is frozen. */
    public Ballot edit(Person by, Window newWindow) {
        require(
                BallotState.DRAFT,
                "ballot-not-draft",
                "Wording, window and policy are frozen once approved; cancel" + " this ballot and draft another");
        return new Ballot(state, revision + 1, by, newWindow, rollFrozen, extension, cancellation);
    }

    /**
     * A second person approves wording, window, eligibility, policy and the scheduled opening.
     *
     * @param seen the revision the approver read, if the client says so
     */
    public Ballot approve(Person by, @Nullable Integer seen, Instant now) {
        require(BallotState.DRAFT, "ballot-not-draft", "Only a draft can be approved");
        if (by.is(lastEditor)) {
            throw Refusal.conflict(
                    "second-person-needed",
                    "You wrote the latest version of this ballot; someone else must approve it");
        }
        if (seen != null && seen != revision) {
            throw Refusal.conflict(
                    "draft-changed",
                    "You read revision %d, the draft is at revision %d; read it again, then approve"
                            .formatted(seen, revision));
        }
        window.checkOpensAfter(now);
        return in(BallotState.APPROVED);
    }

    /** A trustee's key may come in only between approval and the moment the keys are fixed. */
    public void checkTakesKeys(Instant now) {
        switch (state) {
            case APPROVED -> window.checkStillRuns(now);
            case DRAFT ->
                throw Refusal.conflict(
                        "ballot-not-approved",
                        "The ballot is a draft; keys are registered after a second person" + " approved it");
            default ->
                throw Refusal.conflict(
                        "keys-fixed", "The ballot is " + state.word() + "; its keys can no longer change");
        }
    }

    /** Every trustee's key is there: election and charter are fixed. */
    public Ballot key(Instant now) {
        checkTakesKeys(now);
        return in(BallotState.KEYED);
    }

    /** The roll is frozen, once. */
    public Ballot freezeRoll(Instant now) {
        if (state == BallotState.DRAFT || state == BallotState.APPROVED) {
            throw Refusal.conflict(
                    "ballot-not-keyed",
                    "The ballot is " + state.word() + "; the roll is frozen after the trustees' keys are in place");
        }
        if (rollFrozen || state != BallotState.KEYED) {
            throw Refusal.conflict(
                    "roll-frozen",
                    rollFrozen
                            ? "The roll is already frozen"
                            : "The ballot is " + state.word() + "; its roll can no longer be frozen");
        }
        window.checkStillRuns(now);
        return new Ballot(state, revision, lastEditor, window, true, extension, cancellation);
    }

    /** What a report of another service does now. */
    public Effect effect(Milestone milestone) {
        return milestone.effect(state, rollFrozen);
    }

    /** The ballot after a milestone that {@linkplain #effect reached} this state. */
    public Ballot reach(Reached reached) {
        return in(reached.state());
    }

    /** One person proposes a later close (rule R8). */
    public Ballot proposeExtension(Person by, Instant closesAt, String reason, Instant now) {
        requireOpen(now);
        window.checkExtension(closesAt, now);
        checkReason(reason);
        refuseSecondProposal(extension, "extension");
        return withExtension(new Proposal(by, now, reason, closesAt));
    }

    /** Another person confirms it: the close moves. */
    public Ballot confirmExtension(Person by, Instant now) {
        Proposal proposal = proposed(extension, "extension");
        requireOpen(now);
        requireSecond(by, proposal);
        Instant closesAt = proposal.closesAt();
        if (closesAt == null) {
            throw new IllegalStateException("an extension without a closing instant");
        }
        window.checkExtension(closesAt, now);
        return new Ballot(state, revision, lastEditor, window.closingAt(closesAt), rollFrozen, null, cancellation);
    }

    /** Someone takes the proposal back, so that another can be made. */
    public Ballot withdrawExtension() {
        proposed(extension, "extension");
        return withExtension(null);
    }

    /** One person proposes to call the ballot off. */
    public Ballot proposeCancellation(Person by, String reason, Instant now) {
        requireBeforeCount();
        checkReason(reason);
        refuseSecondProposal(cancellation, "cancellation");
        return withCancellation(new Proposal(by, now, reason, null));
    }

    /** Another person confirms it: the ballot is over. */
    public Ballot confirmCancellation(Person by) {
        Proposal proposal = proposed(cancellation, "cancellation");
        requireBeforeCount();
        requireSecond(by, proposal);
        return new Ballot(BallotState.CANCELLED, revision, lastEditor, window, rollFrozen, null, null);
    }

    /** Someone takes the proposal back. */
    public Ballot withdrawCancellation() {
        proposed(cancellation, "cancellation");
        return withCancellation(null);
    }

    private void requireOpen(Instant now) {
        require(BallotState.OPEN, "ballot-not-open", "The close can be extended only while the box is open");
        if (!window.closesAfter(now)) {
            throw Refusal.conflict(
                    "ballot-closed", "The closing instant has passed; a ballot whose box has closed stays closed");
        }
    }

    private void requireBeforeCount() {
        if (!state.isBeforeCount()) {
            throw Refusal.conflict(
                    "ballot-over",
                    "The ballot is " + state.word() + "; it could be cancelled only before it was counted");
        }
    }

    private static void requireSecond(Person by, Proposal proposal) {
        if (by.is(proposal.by())) {
            throw Refusal.conflict("second-person-needed", "You proposed this yourself; someone else must confirm it");
        }
    }

    private static void refuseSecondProposal(@Nullable Proposal pending, String what) {
        // Replacing it silently would let a confirmation meet other words than its author read.
        if (pending != null) {
            throw Refusal.conflict(
                    "proposal-pending", "Another " + what + " waits for confirmation; confirm or withdraw it first");
        }
    }

    private static Proposal proposed(@Nullable Proposal pending, String what) {
        if (pending == null) {
            throw Refusal.conflict("nothing-proposed", "No " + what + " is proposed; propose one first");
        }
        return pending;
    }

    private static void checkReason(String reason) {
        if (reason.isBlank()) {
            throw Refusal.badValue("reason-missing", "reason", "Say why; the reason is shown to everyone");
        }
        if (reason.length() > MOST_REASON) {
            throw Refusal.badValue(
                    "too-long",
                    "reason",
                    "The reason has %d characters, at most %d are allowed".formatted(reason.length(), MOST_REASON));
        }
    }

    private void require(BallotState needed, String code, String sentence) {
        if (state != needed) {
            throw Refusal.conflict(code, sentence + ". It is " + state.word() + ".");
        }
    }

    private Ballot in(BallotState next) {
        // A proposal to extend means nothing once the box has closed, one to cancel nothing after the count.
        return new Ballot(
                next,
                revision,
                lastEditor,
                window,
                rollFrozen,
                next == BallotState.OPEN ? extension : null,
                next.isBeforeCount() ? cancellation : null);
    }

    private Ballot withExtension(@Nullable Proposal proposal) {
        return new Ballot(state, revision, lastEditor, window, rollFrozen, proposal, cancellation);
    }

    private Ballot withCancellation(@Nullable Proposal proposal) {
        return new Ballot(state, revision, lastEditor, window, rollFrozen, extension, proposal);
    }
}
