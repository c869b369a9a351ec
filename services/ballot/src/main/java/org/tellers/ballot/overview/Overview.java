package org.tellers.ballot.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.ballot.lifecycle.Proposal;
import org.tellers.ballot.overview.BallotView.Pending;
import org.tellers.ballot.overview.BallotView.Trustee;
import org.tellers.ballot.roll.RollView;
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
    private final Rolls rolls;
    private final TurnoutReports turnout;
    private final Clock clock;

    @Inject
    Overview(
            EntityManager store,
            Ballots ballots,
            Trusteeship trusteeship,
            Rolls rolls,
            TurnoutReports turnout,
            Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.trusteeship = trusteeship;
        this.rolls = rolls;
        this.turnout = turnout;
        this.clock = clock;
    }

    /** The ballot as it now stands. */
    public BallotView view(BallotRow row) {
        Draft draft = row.draft;
        Ballot rules = ballots.rules(row);
        KeyRing keys = trusteeship.ring(row.uuid);
        Optional<DocumentsRow> documents = Optional.ofNullable(store.find(DocumentsRow.class, row.uuid));
        return new BallotView(
                row.uuid,
                row.state.word(),
                row.revision,
                NextStep.of(rules, keys).orElse(null),
                NextStep.warnings(rules, draft.helpLine(), clock.instant()),
                draft.name(),
                draft.union(),
                draft.authority(),
                draft.questions(),
                row.opensAt,
                LondonTime.text(row.opensAt),
                row.closesAt,
                LondonTime.text(row.closesAt),
                draft.eligibility(),
                draft.constituencyLevel().word(),
                draft.publication(),
                draft.minima(),
                draft.reserve(),
                draft.revoting(),
                draft.helpLine(),
                row.editedByName,
                row.approvedByName,
                keys.keys().stream().map(Overview::trustee).toList(),
                documents.map(d -> d.fingerprint).orElse(null),
                row.setupHash,
                row.head,
                row.rollVersion,
                rolls.latest(row.uuid).map(RollView::entitled).orElse(null),
                row.ballotsCast != null
                        ? row.ballotsCast
                        : turnout.votes(row.uuid).orElse(null),
                pending(rules.extension()),
                pending(rules.cancellation()));
    }

    private static Trustee trustee(TrusteeKey key) {
        Person by = key.registeredBy();
        return new Trustee(key.owner(), key.name(), key.publicKey(), by == null ? null : by.name(), key.registeredAt());
    }

    private static @Nullable Pending pending(@Nullable Proposal proposal) {
        return proposal == null
                ? null
                : new Pending(proposal.by().name(), proposal.at(), proposal.reason(), proposal.closesAt());
    }
}
