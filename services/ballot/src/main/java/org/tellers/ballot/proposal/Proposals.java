package org.tellers.ballot.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.extension.Extensions;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Change;
import org.tellers.ballot.lifecycle.ChangeKind;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Proposal;
import org.tellers.ballot.lifecycle.SignedIn;
import org.tellers.ballot.overview.BallotView;
import org.tellers.ballot.overview.Overview;
import org.tellers.ballot.policy.Policies;
import org.tellers.contracts.Fact;
import org.tellers.events.Outbox;

/** Proposes, confirms and withdraws changes that take two people; each is one call inside the caller's transaction. */
@ApplicationScoped
public class Proposals {

    private final Ballots ballots;
    private final Policies policies;
    private final Extensions extensions;
    private final Overview overview;
    private final Outbox outbox;
    private final SignedIn signedIn;
    private final Clock clock;

    @Inject
    Proposals(
            Ballots ballots,
            Policies policies,
            Extensions extensions,
            Overview overview,
            Outbox outbox,
            SignedIn signedIn,
            Clock clock) {
        this.ballots = ballots;
        this.policies = policies;
        this.extensions = extensions;
        this.overview = overview;
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /** What other services hear of a confirmed change. */
    @FunctionalInterface
    public interface Announcement {

        /**
         * The fact, if they hear of it at all.
         *
         * @param before the ballot before the change
         * @param after and after it
         * @param proposal what was confirmed
         */
        Optional<Fact> of(Ballot before, Ballot after, Proposal proposal);
    }

    /**
     * The person who is signed in proposes a change.
     *
     * @param reason why, as sent
     * @param change what, for the ballot as it stands
     */
    public BallotView propose(String uuid, @Nullable String reason, Function<Ballot, Change> change) {
        Person person = signedIn.person();
        String why = reason == null ? "" : reason.strip();
        BallotRow row = ballots.lock(uuid);
        Ballot rules = ballots.rules(row);
        Change proposed = change.apply(rules);
        ballots.become(
                row,
                rules.propose(person, proposed, why, clock.instant()),
                person,
                proposed.kind().proposed(),
                line(rules, proposed, why));
        return overview.view(row);
    }

    /** Another person confirms it. */
    public BallotView confirm(String uuid, ChangeKind kind, Announcement announcement) {
        Person person = signedIn.person();
        BallotRow row = ballots.lock(uuid);
        Ballot before = ballots.rules(row);
        Instant now = clock.instant();
        Ballot after = before.confirm(kind, person, now);
        Proposal proposal = before.proposed(kind);
        if (proposal.change() instanceof Change.NewPolicy next) {
            policies.add(uuid, next.policy(), now, proposal.reason());
        }
        if (proposal.change() instanceof Change.LaterClose) {
            extensions.add(
                    uuid,
                    new Extensions.Notice(
                            now.truncatedTo(ChronoUnit.MICROS),
                            before.window().closesAt(),
                            after.window().closesAt(),
                            proposal.reason()));
        }
        ballots.become(row, after, person, kind.done(), line(before, proposal.change(), proposal.reason()));
        announcement.of(before, after, proposal).ifPresent(fact -> outbox.announce(uuid, fact));
        return overview.view(row);
    }

    /** Someone takes it back. */
    public BallotView withdraw(String uuid, ChangeKind kind) {
        Person person = signedIn.person();
        BallotRow row = ballots.lock(uuid);
        ballots.become(row, ballots.rules(row).withdraw(kind), person, kind.withdrawn(), null);
        return overview.view(row);
    }

    // The charter stays as it was printed: the log is where a later close or another policy stands (protocol, Profile).
    private static String line(Ballot before, Change change, String reason) {
        String differences = before.differences(change);
        return differences.isEmpty() ? reason : differences + ". " + reason;
    }
}
