package org.tellers.ballot.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.ceremony.Ceremonies;
import org.tellers.ballot.ceremony.Ceremony;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.extension.Extensions;
import org.tellers.ballot.followup.FollowUp;
import org.tellers.ballot.followup.FollowUps;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Change;
import org.tellers.ballot.lifecycle.ChangeKind;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Proposal;
import org.tellers.ballot.overview.BallotView.Pending;
import org.tellers.ballot.overview.BallotView.PolicyChange;
import org.tellers.ballot.overview.BallotView.Trustee;
import org.tellers.ballot.policy.Policies;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.roll.ReserveLeft;
import org.tellers.ballot.roll.Reserves;
import org.tellers.ballot.roll.Rolls;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.ballot.trusteeship.KeyRing;
import org.tellers.ballot.trusteeship.TrusteeKey;
import org.tellers.ballot.trusteeship.Trusteeship;

/** Puts together what is known of a ballot. */
@ApplicationScoped
public class Overview {

    private final EntityManager store;
    private final Ballots ballots;
    private final Trusteeship trusteeship;
    private final Ceremonies ceremonies;
    private final Rolls rolls;
    private final Reserves reserves;
    private final Policies policies;
    private final TurnoutReports turnout;
    private final FollowUps followUps;
    private final Extensions extensions;
    private final Clock clock;

    @Inject
    Overview(
            EntityManager store,
            Ballots ballots,
            Trusteeship trusteeship,
            Ceremonies ceremonies,
            Rolls rolls,
            Reserves reserves,
            Policies policies,
            TurnoutReports turnout,
            FollowUps followUps,
            Extensions extensions,
            Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.trusteeship = trusteeship;
        this.ceremonies = ceremonies;
        this.rolls = rolls;
        this.reserves = reserves;
        this.policies = policies;
        this.turnout = turnout;
        this.followUps = followUps;
        this.extensions = extensions;
        this.clock = clock;
    }

    /** The ballot as it now stands. */
    public BallotView view(BallotRow row) {
        Draft draft = row.draft;
        Ballot rules = ballots.rules(row);
        KeyRing keys = trusteeship.ring(row.uuid);
        Optional<Ceremony> ceremony = ceremonies.of(row);
        Optional<ReserveLeft> reserve = reserves.of(row);
        List<FollowUp> dates = followUps.of(row);
        Instant cutOff = draft.cutOff(row.closesAt).instant();
        Optional<DocumentsRow> documents = Optional.ofNullable(store.find(DocumentsRow.class, row.uuid));
        return new BallotView(
                row.uuid,
                row.state.word(),
                row.revision,
                NextStep.of(rules, keys, ceremony, dates).orElse(null),
                NextStep.warnings(rules, ceremony, reserve, draft.helpLine(), dates, clock.instant()),
                draft.name(),
                draft.union(),
                draft.authority(),
                draft.questions(),
                row.opensAt,
                LondonTime.text(row.opensAt),
                row.closesAt,
                LondonTime.text(row.closesAt),
                cutOff,
                LondonTime.text(cutOff),
                draft.eligibility(),
                draft.constituencyLevel().word(),
                draft.constituencyGroupLevel().word(),
                rules.policy().publication(),
                rules.policy().minima(),
                draft.reserve(),
                reserve.map(ReserveLeft::left).orElse(null),
                draft.keyHolders(),
                draft.revoting(),
                draft.helpLine(),
                row.editedByName,
                row.approvedByName,
                trusteeship.holders(row).stream().map(Overview::trustee).toList(),
                documents.map(d -> d.fingerprint).orElse(null),
                row.setupHash,
                row.head,
                row.rollVersion,
                rolls.entitled(row.uuid).orElse(null),
                row.ballotsCast != null
                        ? row.ballotsCast
                        : turnout.votes(row.uuid).orElse(null),
                policies.changes(row.uuid, draft.policy()).stream()
                        .map(Overview::policyChange)
                        .toList(),
                pending(rules, ChangeKind.EXTENSION),
                pending(rules, ChangeKind.CANCELLATION),
                pending(rules, ChangeKind.POLICY),
                draft.welsh(),
                draft.triggers(),
                dates,
                extensions.of(row.uuid));
    }

    private static Trustee trustee(TrusteeKey key) {
        Person by = key.registeredBy();
        return new Trustee(key.owner(), key.name(), key.publicKey(), by == null ? null : by.name(), key.registeredAt());
    }

    private static PolicyChange policyChange(Policies.Changed changed) {
        return new PolicyChange(
                changed.at(),
                changed.reason(),
                changed.policy().publication(),
                changed.policy().minima());
    }

    private static @Nullable Pending pending(Ballot ballot, ChangeKind kind) {
        return ballot.proposal(kind).map(Overview::pending).orElse(null);
    }

    private static Pending pending(Proposal proposal) {
        Instant closesAt = proposal.change() instanceof Change.LaterClose later ? later.closesAt() : null;
        Policy policy = proposal.change() instanceof Change.NewPolicy next ? next.policy() : null;
        return new Pending(
                proposal.by().name(),
                proposal.at(),
                proposal.reason(),
                closesAt,
                policy == null ? null : policy.publication(),
                policy == null ? null : policy.minima());
    }
}
