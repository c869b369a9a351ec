package org.tellers.reporting.declaration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.events.Outbox;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counting;
import org.tellers.reporting.projection.Ballot;
import org.tellers.service.Problem;

/** Declares or withholds a counted result: one person proposes, another confirms, and the figures must reconcile. */
@ApplicationScoped
class Declaring {

    @Inject
    Counting counting;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    /** Proposes; replaces an open proposal, which nobody has confirmed. */
    Declaration propose(
            Ballot ballot,
            Declaration.Decision decision,
            @Nullable String reason,
            @Nullable LocalDate reviewOn,
            String by) {
        if (declared(ballot)) {
            throw Problem.conflict("already-declared", "The result is declared: that cannot be taken back.");
        }
        switch (decision) {
            case DECLARE -> {
                publishable(ballot);
                reconcile(ballot);
            }
            case WITHHOLD -> {
                if (!ballot.closed()) {
                    throw Problem.conflict("ballot-not-closed", "Only the result of a closed ballot can be withheld.");
                }
                if (reason == null || reason.isBlank()) {
                    throw Problem.badField(
                            "reason-missing", "reason", "Say why the result is withheld: members are shown it.");
                }
                if (reviewOn == null) {
                    throw Problem.badField(
                            "review-date-missing", "reviewOn", "Say on which day the decision is reviewed.");
                }
                if (!reviewOn.isAfter(LocalDate.now(clock))) {
                    throw Problem.badField("review-date-past", "reviewOn", "The review date must lie ahead.");
                }
            }
        }
        Declaration.open(ballot.uuid).ifPresent(open -> {
            open.delete();
            Declaration.flush();
        });
        Declaration proposal = new Declaration();
        proposal.id = UUID.randomUUID();
        proposal.ballot = ballot.uuid;
        proposal.decision = decision;
        proposal.reason = reason;
        proposal.reviewOn = reviewOn;
        proposal.proposedBy = by;
        proposal.proposedAt = clock.instant();
        proposal.persist();
        return proposal;
    }

    /** Confirms the open proposal; the person must not be the one who made it. */
    Declaration confirm(Ballot ballot, String by) {
        Declaration proposal = Declaration.open(ballot.uuid)
                .orElseThrow(() -> Problem.conflict(
                        "no-proposal", "Nobody has proposed to declare or withhold this result; propose it first."));
        if (proposal.proposedBy.equals(by)) {
            throw Problem.conflict(
                    "second-person-needed", "You proposed this yourself; another person must confirm it.");
        }
        switch (proposal.decision) {
            case DECLARE -> {
                reconcile(ballot);
                outbox.announce(
                        ballot.uuid,
                        new ResultDeclared(
                                ballot.uuid, counting.decryptions(ballot), counting.result(ballot), null, null));
            }
            case WITHHOLD ->
                outbox.announce(ballot.uuid, new ResultWithheld(ballot.uuid, proposal.reason, proposal.reviewOn));
        }
        proposal.confirmedBy = by;
        proposal.confirmedAt = clock.instant();
        return proposal;
    }

    /** Whether the result is public. */
    static boolean declared(Ballot ballot) {
        return Declaration.last(ballot.uuid)
                .map(last -> last.decision == Declaration.Decision.DECLARE)
                .orElse(false);
    }

    /** The result of a counted ballot with its percentages. */
    DeclaredResult result(Ballot ballot) {
        return DeclaredResult.of(
                BallotPaper.of(ballot.election), counting.counts(ballot), entitled(ballot), ballot.closedCast);
    }

    /** Every disagreement between the figures of a counted ballot. */
    List<String> disagreements(Ballot ballot) {
        return Reconciliation.disagreements(
                BallotPaper.of(ballot.election),
                counting.counts(ballot),
                ballot.closedCast,
                counting.tallied(ballot),
                ballot.votesCast,
                entitled(ballot));
    }

    private static void publishable(Ballot ballot) {
        if (ballot.cancelled) {
            throw Problem.conflict("ballot-cancelled", "The ballot was cancelled: it has no result.");
        }
        if (ballot.charterText("/publication/result").orElse("none").equals("none")) {
            throw Problem.conflict(
                    "policy-publishes-no-result",
                    "The publication policy of this ballot, fixed before it opened, publishes no result; it can only"
                            + " be withheld.");
        }
    }

    private void reconcile(Ballot ballot) {
        List<String> disagreements = disagreements(ballot);
        if (!disagreements.isEmpty()) {
            throw Problem.conflict(
                    "does-not-reconcile",
                    "The figures disagree, so the result cannot be declared: " + String.join(" ", disagreements));
        }
    }

    private static int entitled(Ballot ballot) {
        return ballot.entitled == null ? 0 : ballot.entitled;
    }
}
