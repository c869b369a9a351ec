package org.tellers.reporting.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.crypto.additions.Minima;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;
import org.tellers.reporting.platformkey.PlatformKeys;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.policy.ResultPolicy;
import org.tellers.reporting.policy.TurnoutPolicy;
import org.tellers.reporting.turnout.LiveTurnout;
import org.tellers.reporting.turnout.TurnoutDay;
import org.tellers.reporting.turnout.TurnoutHour;

/** Builds what reporting knows of a ballot from the facts of other services, in whatever order they come. */
@ApplicationScoped
class BallotFacts implements FactReader {

    private static final Logger LOG = Logger.getLogger(BallotFacts.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Inject
    PlatformKeys platformKeys;

    @Inject
    LiveTurnout liveTurnout;

    @Inject
    Clock clock;

    @Inject
    Event<BallotKnown> known;

    @Inject
    Inbox inbox;

    @Incoming("ballot-ballots")
    @Blocking
    void ballots(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("ballot-admissions")
    @Blocking
    void admissions(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("voting-turnout")
    @Blocking
    void turnout(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Incoming("voting-boxes")
    @Blocking
    void boxes(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(BallotApproved.class, this::approved)
                .on(BallotKeyed.class, this::keyed)
                .on(PolicyChanged.class, this::policyChanged)
                .on(CloseExtended.class, this::extended)
                .on(BallotCancelled.class, this::cancelled)
                .on(EntitlementCounted.class, this::entitled)
                .on(VotesCounted.class, this::cast)
                .on(SetupWritten.class, this::setUp)
                .on(BoxClosed.class, this::closed);
    }

    private void approved(BallotApproved fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        ballot.name = fact.name();
        ballot.opensAt = fact.opensAt();
        ballot.closesAt = fact.closesAt();
        platformKeys.make(fact.ballot());
    }

    private void keyed(BallotKeyed fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        ballot.name = fact.name();
        ballot.opensAt = fact.opensAt();
        ballot.closesAt = fact.closesAt();
        ballot.election = fact.election();
        ballot.trustees = fact.trustees();
        ballot.charter = fact.charter();
        ballot.fingerprint = fact.fingerprint();
        if (fact.holders() != null) {
            ballot.holders = JSON.valueToTree(fact.holders()).toString();
        }
        platformKeys
                .rehearse(fact.ballot())
                .fault()
                .ifPresent(fault ->
                        // The ballot goes on being known; the key must be repaired before the count, and there is time.
                        LOG.errorf("The platform key of ballot %s cannot be restored: %s", fact.ballot(), fault));
        known.fire(new BallotKnown(ballot));
    }

    private void policyChanged(PolicyChanged fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        ballot.change(
                new PublicationPolicy(
                        TurnoutPolicy.of(fact.turnout()),
                        ResultPolicy.of(fact.result()),
                        fact.breakdown(),
                        new Minima(fact.minimumCast(), fact.minimumEntitled()),
                        List.of()),
                fact.reason(),
                fact.changedAt());
        known.fire(new BallotKnown(ballot));
    }

    private void setUp(SetupWritten fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        ballot.setupHash = fact.setupHash();
        ballot.setupListed = fact.listed();
        ballot.setupActive = fact.active();
        ballot.setupRollVersion = fact.rollVersion();
    }

    private void extended(CloseExtended fact) {
        Ballot.lockedOrNew(fact.ballot()).closesAt = fact.closesAt();
    }

    private void cancelled(BallotCancelled fact) {
        Ballot.lockedOrNew(fact.ballot()).cancelled = true;
    }

    private void entitled(EntitlementCounted fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        RollVersion.note(fact.ballot(), fact.version(), fact.entitled());
        if (fact.version() < ballot.rollVersion) {
            return;
        }
        ballot.rollVersion = fact.version();
        ballot.entitled = fact.entitled();
        Constituency.forgetEntitled(fact.ballot());
        fact.constituencies()
                .forEach(c -> Constituency.entitled(fact.ballot(), c.constituency(), c.name(), c.entitled()));
        if (fact.groups() != null) {
            fact.groups().forEach(group -> ConstituencyGroups.note(fact.ballot(), group));
        }
        known.fire(new BallotKnown(ballot));
    }

    private void cast(VotesCounted fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        if (fact.batch() <= ballot.turnoutBatch) {
            return;
        }
        ballot.turnoutBatch = fact.batch();
        liveTurnout.note(ballot, fact.cast());
        TurnoutDay.note(fact.ballot(), LocalDate.now(clock.withZone(LONDON)), fact.cast());
        TurnoutHour.note(fact.ballot(), clock.instant(), fact.cast());
        fact.constituencies()
                .forEach(c -> Constituency.cast(
                        fact.ballot(), c.constituency(), c.cast(), clock.instant(), liveTurnout.asAt()));
    }

    private void closed(BoxClosed fact) {
        Ballot ballot = Ballot.lockedOrNew(fact.ballot());
        ballot.closesAt = fact.closesAt();
        ballot.closedHead = fact.head();
        ballot.closedCast = fact.cast();
        ballot.encryptedTally = fact.encryptedTally();
        ballot.sizedEncryptedTally = fact.sizedEncryptedTally();
        ballot.credentialLogHead = fact.credentialLogHead();
        if (fact.constituencies() != null) {
            ballot.constituenciesClosed = true;
            fact.constituencies().forEach(c -> Constituency.closed(fact.ballot(), c.constituency(), c.cast()));
        }
        if (fact.credentials() != null) {
            ballot.closeCounts(fact.credentials());
        }
        known.fire(new BallotKnown(ballot));
    }
}
