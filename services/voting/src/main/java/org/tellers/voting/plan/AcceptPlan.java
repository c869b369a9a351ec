package org.tellers.voting.plan;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tellers.contracts.reporting.PlanPublished;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.SubjectUnknown;
import org.tellers.voting.ballot.Awaited;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Charter;
import org.tellers.voting.ballot.Documents;
import org.tellers.voting.ballot.Policies;
import org.tellers.voting.ballot.Policy;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.credential.Constituencies;

/**
 * Takes the disclosure plan of a closed box. A plan that does not pass {@link PlanCheck} is refused with a warning and
 * leaves nothing behind, so the same or a better one may come again; the first that passes is final.
 */
@ApplicationScoped
public class AcceptPlan implements FactReader {
    private static final Logger LOG = Logger.getLogger(AcceptPlan.class);

    private final Plans plans;
    private final Documents documents;
    private final Policies policies;
    private final Constituencies constituencies;
    private final MeterRegistry meters;

    AcceptPlan(
            Plans plans, Documents documents, Policies policies, Constituencies constituencies, MeterRegistry meters) {
        this.plans = plans;
        this.documents = documents;
        this.policies = policies;
        this.constituencies = constituencies;
        this.meters = meters;
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(PlanPublished.class, this::published);
    }

    private void published(PlanPublished fact) throws SubjectUnknown {
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        Optional<Plans.Accepted> accepted = plans.find(ballot.uuid);
        if (accepted.isPresent()) {
            if (!accepted.get().hash().equals(fact.planHash())) {
                refuse(ballot, "plan-already-accepted", "");
            }
            return;
        }
        if (ballot.state == BallotState.CANCELLED) {
            refuse(ballot, "ballot-cancelled", "");
            return;
        }
        if (ballot.state != BallotState.CLOSED) {
            throw new SubjectUnknown(Awaited.closedBox(ballot.uuid));
        }
        if (!Objects.equals(ballot.entitled, ballot.active)) {
            // Late joiners or leavers of the last minutes: the roll's next version says who is counted, and comes by
            // another topic than the plan that was made from it.
            throw new SubjectUnknown(Awaited.rollOf(ballot.uuid));
        }
        if (ballot.declared) {
            refuse(ballot, "result-already-declared", "");
            return;
        }
        try {
            check(ballot).check(fact.plan(), fact.planHash(), fact.signature());
        } catch (ProtocolViolation e) {
            refuse(ballot, e.fault().code(), e.place());
            return;
        }
        plans.accept(ballot.uuid, new Plans.Accepted(fact.planHash(), fact.plan(), fact.signature()));
        LOG.infof("The disclosure plan of ballot %s is accepted", ballot.uuid);
    }

    private PlanCheck check(VotingBallot ballot) {
        Charter charter =
                Charter.of(documents.find(ballot.uuid, Documents.Kind.CHARTER).orElseThrow());
        Trustees trustees = Trustees.parse(
                documents.find(ballot.uuid, Documents.Kind.TRUSTEES).orElseThrow());
        Policy policy = Policies.inForce(charter, ballot.window().opensAt(), policies.changes(ballot.uuid));
        Map<String, DisclosureRule.Counts> figures = new HashMap<>();
        for (Constituencies.Figures one : constituencies.figures(ballot.uuid)) {
            figures.put(one.constituency(), new DisclosureRule.Counts(one.entitled(), one.cast()));
        }
        return new PlanCheck(
                ballot.uuid,
                Objects.requireNonNull(ballot.fingerprint),
                Objects.requireNonNull(ballot.head),
                Objects.requireNonNull(ballot.logHead),
                trustees.keys().getFirst().publicKey(),
                policy.minima(),
                policy.levels(charter.levels()),
                figures);
    }

    /** The place names a part of the plan, never a figure of it. */
    private void refuse(VotingBallot ballot, String code, String place) {
        LOG.warnf(
                "The disclosure plan of ballot %s is refused and none of its sums is formed: %s %s",
                ballot.uuid, code, place);
        meters.counter("tellers.voting.plans.refused", List.of()).increment();
    }
}
