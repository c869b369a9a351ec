package org.tellers.ballot.noticeboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.extension.Extensions;
import org.tellers.ballot.information.Information;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.overview.BallotView.PolicyChange;
import org.tellers.ballot.policy.Policies;
import org.tellers.ballot.policy.Policy;
import org.tellers.service.Problem;

/** Puts together what everybody may know of a ballot. */
@ApplicationScoped
class Noticeboard {

    private final EntityManager store;
    private final Policies policies;
    private final Extensions extensions;
    private final Information information;
    private final Clock clock;

    @Inject
    Noticeboard(EntityManager store, Policies policies, Extensions extensions, Information information, Clock clock) {
        this.store = store;
        this.policies = policies;
        this.extensions = extensions;
        this.information = information;
        this.clock = clock;
    }

    /**
     * A ballot that was approved. One that was not is not there for the public: nobody learns from the answer that it is
     * being drafted.
     */
    BallotRow approved(String uuid) {
        return Optional.ofNullable(store.find(BallotRow.class, uuid))
                .filter(row -> row.approvedBySubject != null)
                .orElseThrow(() -> Problem.notFound("ballot-not-found", "There is no ballot with this uuid."));
    }

    /** The notice as it stands now. */
    Notice notice(String uuid) {
        BallotRow row = approved(uuid);
        Draft draft = row.draft;
        Policy approved = draft.policy();
        List<Policies.Changed> changes = policies.changes(uuid, approved);
        Policy policy = changes.isEmpty() ? approved : changes.getLast().policy();
        return new Notice(
                uuid,
                row.state.word(),
                draft.union(),
                Notice.name(draft),
                Notice.authority(draft),
                Notice.questions(draft),
                row.opensAt,
                row.closesAt,
                Notice.ZONE,
                JoinToVote.of(draft, row.closesAt, row.state, clock.instant()),
                policy.publication(),
                policy.minima(),
                changes.stream()
                        .map(change -> new PolicyChange(
                                change.at(),
                                change.reason(),
                                change.policy().publication(),
                                change.policy().minima()))
                        .toList(),
                extensions.of(uuid),
                draft.helpLine(),
                information.entries(uuid),
                information.meetings(uuid),
                Optional.ofNullable(store.find(DocumentsRow.class, uuid))
                        .map(documents -> documents.fingerprint)
                        .orElse(null));
    }
}
