package org.tellers.reporting.declaration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.reporting.DeclarationProposed;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.crypto.additions.CountAudit;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.OwnedProofs;
import org.tellers.events.Outbox;
import org.tellers.reporting.breakdown.Breakdown;
import org.tellers.reporting.counting.BallotPaper;
import org.tellers.reporting.counting.Counting;
import org.tellers.reporting.counting.Counts;
import org.tellers.reporting.plan.Plan;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.policy.ResultPolicy;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.Constituency;
import org.tellers.reporting.projection.ConstituencyGroups;
import org.tellers.reporting.projection.RollVersion;
import org.tellers.service.Problem;

/**
 * Declares or withholds a result: one person proposes, another confirms, and what is declared must reconcile. A result
 * may be withheld before anyone has decrypted, and a withheld one declared later.
 */
@ApplicationScoped
public class Declaring {

    /** Characters of the audit that a fact carries, beside the total's decryptions. */
    private static final int MOST_AUDIT = 700_000;

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
        outbox.announce(
                ballot.uuid,
                new DeclarationProposed(
                        ballot.uuid,
                        decision == Declaration.Decision.WITHHOLD ? "withhold" : "declare",
                        reason,
                        reviewOn,
                        by,
                        proposal.proposedAt));
        return proposal;
    }

    /**
     * Confirms the open proposal; the person must not be the one who made it.
     *
     * @param read which proposal the person has read; null when they do not say
     */
    Declaration confirm(Ballot ballot, String by, @Nullable UUID read) {
        Declaration proposal = Declaration.open(ballot.uuid)
                .orElseThrow(() -> Problem.conflict(
                        "no-proposal", "Nobody has proposed to declare or withhold this result; propose it first."));
        if (proposal.proposedBy.equals(by)) {
            throw Problem.conflict(
                    "second-person-needed", "You proposed this yourself; another person must confirm it.");
        }
        if (read != null && !read.equals(proposal.id)) {
            throw Problem.conflict(
                    "proposal-changed", "Another proposal has taken the place of the one you read; read it first.");
        }
        switch (proposal.decision) {
            case DECLARE -> {
                publishable(ballot);
                reconcile(ballot);
                outbox.announce(ballot.uuid, declaration(ballot, by));
            }
            case WITHHOLD ->
                outbox.announce(ballot.uuid, new ResultWithheld(ballot.uuid, proposal.reason, proposal.reviewOn, by));
        }
        proposal.confirmedBy = by;
        proposal.confirmedAt = clock.instant();
        return proposal;
    }

    /** Whether the result is public. */
    public static boolean declared(Ballot ballot) {
        return declaredAt(ballot).isPresent();
    }

    /** When the result was declared; empty while it is not. */
    public static Optional<Instant> declaredAt(Ballot ballot) {
        return Declaration.last(ballot.uuid)
                .filter(last -> last.decision == Declaration.Decision.DECLARE)
                .map(last -> last.confirmedAt);
    }

    /** The result of a counted ballot as it is published under the policy in force: base and reasons stated. */
    public DeclaredResult result(Ballot ballot) {
        Counts total = counting.counts(ballot);
        BallotPaper paper = BallotPaper.of(ballot.election);
        Map<String, List<List<Integer>>> counts = counting.cellCounts(ballot);
        Map<String, String> names = ConstituencyGroups.names(ballot.uuid);
        Breakdown breakdown = Breakdown.of(
                Plan.of(ballot.uuid).orElseThrow().parsed(),
                counts,
                ballot.policy().orElseThrow(),
                Constituency.figures(ballot));
        return DeclaredResult.of(
                paper,
                total,
                entitled(ballot),
                ballot.closedCast,
                breakdown.levels().stream()
                        .map(level -> new DeclaredResult.LevelResult(
                                level.level(),
                                level.cells().stream()
                                        .map(cell -> cell(paper, cell, counts.get(cell.id())))
                                        .toList()))
                        .toList(),
                breakdown.withheld().stream()
                        .map(part -> new DeclaredResult.Withheld(
                                part.level(),
                                part.constituency() == null
                                        ? null
                                        : names.getOrDefault(part.constituency(), part.constituency()),
                                part.reason().word(),
                                part.reason().explanation()))
                        .toList());
    }

    private static DeclaredResult.CellResult cell(
            BallotPaper paper, DisclosurePlan.Cell cell, List<List<Integer>> counts) {
        return new DeclaredResult.CellResult(
                cell.id(),
                cell.name(),
                cell.entitled(),
                cell.cast(),
                DeclaredResult.percent(cell.cast(), cell.entitled()),
                DeclaredResult.questions(paper, Counts.of(paper, counts), cell.cast()));
    }

    /** Every disagreement between the figures of a counted ballot, from the roll to the sealed shares. */
    public List<String> disagreements(Ballot ballot) {
        List<String> found = new ArrayList<>(Reconciliation.disagreements(figures(ballot)));
        found.addAll(counting.recount(ballot));
        return found;
    }

    /** All figures of a counted ballot that must agree. */
    public Reconciliation.Figures figures(Ballot ballot) {
        BallotPaper paper = BallotPaper.of(ballot.election);
        Map<String, List<List<Integer>>> counts = counting.cellCounts(ballot);
        List<DisclosurePlan.Cell> cells =
                Plan.of(ballot.uuid).orElseThrow().parsed().cells();
        Collection<DisclosureRule.Counts> constituencies =
                Constituency.figures(ballot).values();
        return new Reconciliation.Figures(
                paper,
                counting.counts(ballot),
                cells.stream()
                        .skip(1)
                        .map(cell -> new Reconciliation.CellFigures(
                                cell.name(), cell.cast(), Counts.of(paper, counts.get(cell.id()))))
                        .toList(),
                new Reconciliation.Box(
                        ballot.closedCast,
                        counting.tallied(ballot),
                        ballot.constituenciesClosed
                                ? constituencies.stream()
                                        .mapToInt(DisclosureRule.Counts::cast)
                                        .sum()
                                : null,
                        ballot.closeCounts(),
                        ballot.setupListed),
                new Reconciliation.Roll(
                        RollVersion.of(ballot.uuid),
                        entitled(ballot),
                        constituencies.stream()
                                .mapToInt(DisclosureRule.Counts::entitled)
                                .sum(),
                        ballot.setupRollVersion,
                        ballot.setupActive),
                ballot.votesCast);
    }

    private ResultDeclared declaration(Ballot ballot, String confirmedBy) {
        String audit = audit(ballot).text();
        return new ResultDeclared(
                ballot.uuid,
                counting.decryptions(ballot),
                counting.result(ballot),
                OwnedProofs.text(counting.strongProofs(ballot)),
                // Many cells of many questions outgrow what a fact may carry; auditors fetch them from here in any
                // case.
                audit.length() > MOST_AUDIT ? null : audit,
                confirmedBy);
    }

    /** How every cell of a counted ballot was counted, and the reconciliation: for auditors only. */
    CountAudit audit(Ballot ballot) {
        CredentialCounts close = ballot.closeCounts().orElseThrow();
        return new CountAudit(
                counting.audit(ballot),
                new org.tellers.crypto.additions.Reconciliation(
                        RollVersion.of(ballot.uuid).stream()
                                .map(version -> new org.tellers.crypto.additions.Reconciliation.RollVersion(
                                        version.version(), version.entitled()))
                                .toList(),
                        entitled(ballot),
                        close.listed(),
                        close.active(),
                        close.revoked(),
                        close.reserve(),
                        close.used()));
    }

    private void publishable(Ballot ballot) {
        if (ballot.cancelled) {
            throw Problem.conflict("ballot-cancelled", "The ballot was cancelled: it has no result.");
        }
        PublicationPolicy policy = ballot.policy()
                .orElseThrow(() -> Problem.conflict("not-counted", "The ballot is not even keyed: it has no result."));
        if (policy.result() == ResultPolicy.NONE) {
            throw Problem.conflict(
                    "policy-publishes-no-result",
                    "The publication policy of this ballot publishes no result; it can only be withheld.");
        }
        if (ballot.belowMinimum
                || (ballot.closed() && ballot.closedCast < policy.minima().cast())) {
            throw Problem.conflict(
                    "below-minimum", "Fewer members have voted than the minimum: this result can only be withheld.");
        }
    }

    private void reconcile(Ballot ballot) {
        counting.result(ballot);
        List<String> disagreements = disagreements(ballot);
        if (!disagreements.isEmpty()) {
            throw Problem.conflict(
                    "reconciliation-failed",
                    "The figures disagree, so the result cannot be declared: " + String.join(" ", disagreements));
        }
    }

    private static int entitled(Ballot ballot) {
        return ballot.entitled == null ? 0 : ballot.entitled;
    }
}
