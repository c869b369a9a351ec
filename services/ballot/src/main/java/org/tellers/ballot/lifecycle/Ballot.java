package org.tellers.ballot.lifecycle;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Milestone.Effect;
import org.tellers.ballot.lifecycle.Milestone.Reached;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.ballot.schedule.Window;

/**
 * A ballot as far as the rules of its life are concerned (domain, States of a ballot). Immutable; each action answers
 * the ballot after it, or throws the {@link Refusal} that says why not.
 *
 * @param state where it stands
 * @param revision how often its wording was written, from 1
 * @param lastEditor who wrote it last
 * @param window opening and closing instants
 * @param policy what will be published, as it stands
 * @param rollFrozen whether roll version 1 exists
 * @param proposals what waits for a second person
 */
public record Ballot(
        BallotState state,
        int revision,
        Person lastEditor,
        Window window,
        Policy policy,
        boolean rollFrozen,
        Map<ChangeKind, Proposal> proposals) {

    private static final int MOST_REASON = 2_000;

    /** Keeps its own copy of the proposals. */
    public Ballot {
        proposals = Map.copyOf(proposals);
    }

    /** A ballot that someone has just begun to write. */
    public static Ballot drafted(Person by, Window window, Policy policy) {
        return new Ballot(BallotState.DRAFT, 1, by, window, policy, false, Map.of());
    }

    /**
     * The wording is written anew; after approval it is frozen.
     *
     * @param seen the revision that the writer began from, if the client says so
     */
    public Ballot edit(Person by, @Nullable Integer seen, Window newWindow, Policy newPolicy) {
        require(
                BallotState.DRAFT,
                "ballot-not-draft",
                "Wording, window and policy are frozen once approved; cancel this ballot and draft another");
        requireLatest(seen, "save");
        return new Ballot(state, revision + 1, by, newWindow, newPolicy, rollFrozen, proposals);
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
        requireLatest(seen, "approve");
        window.checkOpensAfter(now);
        return in(BallotState.APPROVED);
    }

    private void requireLatest(@Nullable Integer seen, String then) {
        if (seen != null && seen != revision) {
            throw Refusal.conflict(
                    "draft-changed",
                    "You read revision %d, the draft is at revision %d; read it again, then %s"
                            .formatted(seen, revision, then));
        }
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

    /** A trustee rehearses with the fixed key, and only while there is no ballot that it could open. */
    public void checkRehearses(Instant now) {
        if (state == BallotState.DRAFT || state == BallotState.APPROVED) {
            throw Refusal.conflict(
                    "ballot-not-keyed",
                    "The ballot is " + state.word() + "; rehearse once the key ceremony has fixed its keys");
        }
        boolean before = (state == BallotState.KEYED || state == BallotState.READY)
                && window.opensAt().isAfter(now);
        if (!before) {
            throw Refusal.conflict(
                    "rehearsal-over",
                    "Trustees rehearse before the opening at %s; the ballot is %s"
                            .formatted(LondonTime.text(window.opensAt()), state.word()));
        }
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
        return new Ballot(state, revision, lastEditor, window, policy, true, proposals);
    }

    /** Whether late joiners can come onto the roll and leavers go off it now. */
    public boolean takesRollChanges(Instant now) {
        return rollFrozen
                && (state == BallotState.KEYED || state == BallotState.READY || state == BallotState.OPEN)
                && window.closesAfter(now);
    }

    /** The roll changes after its freeze and as long as a vote could still be cast, or revoked. */
    public void checkRollChanges(Instant now) {
        if (state.compareTo(BallotState.KEYED) <= 0 && !rollFrozen) {
            throw Refusal.conflict(
                    "roll-not-frozen",
                    "The roll is not frozen yet; whoever joins or leaves before that is counted by it");
        }
        if (!takesRollChanges(now)) {
            throw Refusal.conflict(
                    "ballot-closed",
                    state == BallotState.CANCELLED
                            ? "The ballot was cancelled; its roll no longer changes"
                            : "The closing instant has passed; the roll no longer changes");
        }
    }

    /**
     * Someone takes the roll out of here, for a ballot that follows this one (rule R10).
     *
     * @param reason why; shown to everyone
     */
    public void checkRollLeaves(String reason) {
        if (!rollFrozen) {
            throw Refusal.conflict(
                    "roll-not-frozen", "The roll is not frozen yet; there is nobody on it who could be exported");
        }
        checkReason(reason);
    }

    /** What a report of another service does now. */
    public Effect effect(Milestone milestone) {
        return milestone.effect(state, rollFrozen);
    }

    /** The ballot after a milestone that {@linkplain #effect reached} this state. */
    public Ballot reach(Reached reached) {
        return in(reached.state());
    }

    /** What of this kind waits for a second person. */
    public Optional<Proposal> proposal(ChangeKind kind) {
        return Optional.ofNullable(proposals.get(kind));
    }

    /** One person proposes a change and says why. */
    public Ballot propose(Person by, Change change, String reason, Instant now) {
        checkAllowed(change, now);
        checkReason(reason);
        // Replacing it silently would let a confirmation meet other words than its author read.
        if (proposals.containsKey(change.kind())) {
            throw Refusal.conflict(
                    "proposal-pending",
                    "Another " + change.kind().words() + " waits for confirmation; confirm or withdraw it first");
        }
        return with(change.kind(), new Proposal(by, now, reason, change));
    }

    /** Another person confirms it: the change holds from now on. */
    public Ballot confirm(ChangeKind kind, Person by, Instant now) {
        Proposal proposal = proposed(kind);
        checkAllowed(proposal.change(), now);
        if (by.is(proposal.by())) {
            throw Refusal.conflict("second-person-needed", "You proposed this yourself; someone else must confirm it");
        }
        Ballot rest = with(kind, null);
        return switch (proposal.change()) {
            case Change.LaterClose later -> rest.running(window.closingAt(later.closesAt()), policy);
            case Change.NewPolicy next -> rest.running(window, next.policy());
            case Change.Cancelling _ -> rest.in(BallotState.CANCELLED);
        };
    }

    /** Someone takes the proposal back, so that another can be made. */
    public Ballot withdraw(ChangeKind kind) {
        proposed(kind);
        return with(kind, null);
    }

    /** The proposal of this kind, which there must be. */
    public Proposal proposed(ChangeKind kind) {
        return proposal(kind)
                .orElseThrow(() ->
                        Refusal.conflict("nothing-proposed", "No " + kind.words() + " is proposed; propose one first"));
    }

    /** What a change would make different, for the decision log; empty for a cancellation, which its name says. */
    public String differences(Change change) {
        return switch (change) {
            case Change.LaterClose later -> "closesAt from " + window.closesAt() + " to " + later.closesAt();
            case Change.NewPolicy next ->
                policy.differences(next.policy()).stream()
                        .map(term -> term.field() + " from " + term.from() + " to " + term.to())
                        .collect(Collectors.joining(", "));
            case Change.Cancelling _ -> "";
        };
    }

    // When it is proposed and again when it is confirmed: the ballot may have moved on in between.
    private void checkAllowed(Change change, Instant now) {
        switch (change) {
            case Change.LaterClose later -> {
                requireOpen(now);
                window.checkExtension(later.closesAt(), now);
            }
            case Change.Cancelling _ -> requireBeforeCount();
            case Change.NewPolicy next -> checkPolicy(next.policy(), now);
        }
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

    private void checkPolicy(Policy next, Instant now) {
        if (state == BallotState.DRAFT) {
            throw Refusal.conflict(
                    "ballot-not-approved", "The ballot is a draft; write its policy in the draft itself");
        }
        if (!state.isBeforeDeclaration()) {
            throw Refusal.conflict(
                    "ballot-over", "The ballot is " + state.word() + "; its publication policy can no longer change");
        }
        if (policy.differences(next).isEmpty()) {
            throw Refusal.conflict("policy-unchanged", "The publication policy is like this already");
        }
        // The box opens by voting's clock, and its report may still be on the way.
        boolean opened =
                state.compareTo(BallotState.OPEN) >= 0 || !window.opensAt().isAfter(now);
        policy.looser(next).filter(_ -> opened).ifPresent(looser -> {
            throw Refusal.conflict(
                    "policy-looser",
                    looser.field(),
                    "After the opening the publication policy may only become stricter; %s is %s and would be %s"
                            .formatted(looser.field(), looser.from(), looser.to()));
        });
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
        Map<ChangeKind, Proposal> kept = new EnumMap<>(ChangeKind.class);
        kept.putAll(proposals);
        // What can no longer be confirmed does not wait.
        if (next != BallotState.OPEN) {
            kept.remove(ChangeKind.EXTENSION);
        }
        if (!next.isBeforeCount()) {
            kept.remove(ChangeKind.CANCELLATION);
        }
        if (!next.isBeforeDeclaration()) {
            kept.remove(ChangeKind.POLICY);
        }
        return new Ballot(next, revision, lastEditor, window, policy, rollFrozen, kept);
    }

    private Ballot running(Window newWindow, Policy newPolicy) {
        return new Ballot(state, revision, lastEditor, newWindow, newPolicy, rollFrozen, proposals);
    }

    private Ballot with(ChangeKind kind, @Nullable Proposal proposal) {
        Map<ChangeKind, Proposal> changed = new EnumMap<>(ChangeKind.class);
        changed.putAll(proposals);
        if (proposal == null) {
            changed.remove(kind);
        } else {
            changed.put(kind, proposal);
        }
        return new Ballot(state, revision, lastEditor, window, policy, rollFrozen, changed);
    }
}
