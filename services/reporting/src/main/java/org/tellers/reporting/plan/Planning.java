package org.tellers.reporting.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tellers.contracts.reporting.PlanPublished;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.DisclosureRule;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.events.Outbox;
import org.tellers.events.Parking;
import org.tellers.reporting.platformkey.PlatformKeys;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.projection.Ballot;
import org.tellers.reporting.projection.BallotKnown;
import org.tellers.reporting.projection.Constituency;
import org.tellers.reporting.projection.ConstituencyGroups;

/**
 * Publishes the disclosure plan of a closed ballot, signed with the platform's key, as soon as everything it is computed
 * from is known: before anyone decrypts it says which sums will be formed, and no other sum ever is.
 */
@ApplicationScoped
public class Planning {

    private static final Logger LOG = Logger.getLogger(Planning.class);

    private final SecureRandom random = new SecureRandom();

    @Inject
    PlatformKeys platformKeys;

    @Inject
    Outbox outbox;

    @Inject
    Parking parking;

    @Inject
    Clock clock;

    void planWhenReady(@Observes BallotKnown known) {
        Ballot ballot = known.ballot();
        if (ready(ballot)) {
            plan(ballot);
        }
    }

    /**
     * Whether box, keys and the roll are known, and no sums are formed yet. The roll is final when it entitles as many as
     * there are active credentials: until then a version is under way that no longer counts a leaver whose credential was
     * revoked, or a late joiner who came too late to get one.
     */
    private static boolean ready(Ballot ballot) {
        return ballot.closed()
                && !ballot.cancelled
                && ballot.election != null
                && ballot.charter != null
                && ballot.entitled != null
                && ballot.closeCounts()
                        .map(close -> ballot.rollVersion >= close.rollVersion()
                                && Objects.equals(ballot.entitled, close.active()))
                        .orElse(true)
                && ballot.sumsFormedAt == null;
    }

    private void plan(Ballot ballot) {
        if (ballot.credentialLogHead == null) {
            refuse(ballot, "The box closed without the head of its credential log: no plan can name it.");
            return;
        }
        try {
            PublicationPolicy policy = ballot.policy().orElseThrow();
            DisclosureRule.Outcome outcome = DisclosureRule.apply(
                    Constituency.figures(ballot),
                    ConstituencyGroups.names(ballot.uuid),
                    policy.minima(),
                    policy.shownLevels());
            ballot.belowMinimum = outcome.cells().isEmpty();
            if (ballot.belowMinimum) {
                Plan.of(ballot.uuid).ifPresent(Plan::supersede);
                return;
            }
            publish(
                    ballot,
                    new DisclosurePlan(
                            ballot.uuid,
                            ballot.fingerprint,
                            ballot.closedHead,
                            ballot.credentialLogHead,
                            policy.minima(),
                            outcome.cells(),
                            outcome.withheld()));
        } catch (ProtocolViolation e) {
            refuse(ballot, "The constituencies of this ballot do not make a plan: " + e.getMessage() + ".");
        } catch (PlatformKeys.KeyLost e) {
            refuse(ballot, "The plan cannot be signed. " + e.getMessage());
        }
    }

    private void publish(Ballot ballot, DisclosurePlan disclosure) {
        Optional<Plan> present = Plan.of(ballot.uuid);
        if (present.filter(plan -> plan.hash.equals(disclosure.hash())).isPresent()) {
            return;
        }
        TrusteeKeyPair key = platformKeys.pair(ballot.uuid);
        present.ifPresent(Plan::supersede);
        Plan plan = new Plan();
        plan.ballot = ballot.uuid;
        plan.text = disclosure.text();
        plan.hash = disclosure.hash();
        plan.signature = Signature.text(Signature.sign(Signature.Purpose.PLAN, plan.hash, key, random));
        plan.publishedAt = clock.instant();
        plan.persistAndFlush();
        ballot.countFault = null;
        outbox.announce(ballot.uuid, new PlanPublished(ballot.uuid, plan.text, plan.hash, plan.signature));
        parking.release(awaited(ballot.uuid));
    }

    /** What facts about the sums of a plan wait for. */
    public static String awaited(String ballot) {
        return "plan/" + ballot;
    }

    private static void refuse(Ballot ballot, String fault) {
        ballot.countFault = fault;
        LOG.errorf("No disclosure plan for ballot %s: %s", ballot.uuid, fault);
    }
}
