package org.tellers.voting.closing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.tally.SizedEncryptedTally;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.events.Outbox;
import org.tellers.events.Parking;
import org.tellers.voting.archive.Chain;
import org.tellers.voting.ballot.Awaited;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Verifiers;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.box.InFlight;
import org.tellers.voting.credential.Constituencies;
import org.tellers.voting.credential.CredentialLogs;
import org.tellers.voting.credential.Reconciliation;
import org.tellers.voting.replicas.Replicas;
import org.tellers.voting.turnout.TurnoutBatches;

/**
 * Closes a box, in steps that each survive a crash: when the closing instant is reached and every ballot received before
 * it is answered, EndBallots is written and nothing enters any more; then the ballots are summed, a page at a time and
 * without any lock; then the sum is written as EncryptedTally and announced.
 */
@ApplicationScoped
public class CloseBox {
    private static final Logger LOG = Logger.getLogger(CloseBox.class);
    private static final int SECONDS = 60;
    /** Checking what was received takes less than this on any machine that keeps up, and so does missing a replica. */
    private static final Duration USUAL_WAIT = Replicas.ALIVE.plusSeconds(15);

    private final Chain chain;
    private final Verifiers verifiers;
    private final InFlight inFlight;
    private final Replicas replicas;
    private final TurnoutBatches turnout;
    private final CredentialLogs log;
    private final Constituencies constituencies;
    private final Reconciliation.Reader reconciliation;
    private final Outbox outbox;
    private final Parking parking;
    private final Clock clock;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    CloseBox(
            Chain chain,
            Verifiers verifiers,
            InFlight inFlight,
            Replicas replicas,
            TurnoutBatches turnout,
            CredentialLogs log,
            Constituencies constituencies,
            Reconciliation.Reader reconciliation,
            Outbox outbox,
            Parking parking,
            Clock clock) {
        this.chain = chain;
        this.verifiers = verifiers;
        this.inFlight = inFlight;
        this.replicas = replicas;
        this.turnout = turnout;
        this.log = log;
        this.constituencies = constituencies;
        this.reconciliation = reconciliation;
        this.outbox = outbox;
        this.parking = parking;
        this.clock = clock;
    }

    /** Goes as far as it can; the scheduler calls it again until the box is closed. */
    void close(String uuid) {
        if (QuarkusTransaction.requiringNew().call(() -> endBallots(uuid))) {
            TallyAccumulator tally = sum(uuid);
            QuarkusTransaction.requiringNew().timeout(SECONDS).run(() -> writeTally(uuid, tally));
        }
    }

    /** Whether EndBallots is written, now or before, and the sum is not. */
    private boolean endBallots(String uuid) {
        VotingBallot ballot = VotingBallot.existing(uuid).orElseThrow();
        Instant now = clock.instant();
        Instant closesAt = ballot.window().closesAt();
        if (ballot.state == BallotState.OPEN && ballot.window().overAt(now)) {
            if (inFlight.settledBefore(uuid, closesAt) && replicas.settled(uuid, closesAt)) {
                chain.append(ballot, List.of(new Chain.Next(EventType.END_BALLOTS, List.of())));
                ballot.state = BallotState.CLOSING;
            } else if (now.isAfter(closesAt.plus(USUAL_WAIT)) && warned.add(uuid)) {
                LOG.warnf(
                        "The close of ballot %s waits for ballots that were received in time and are not answered yet."
                                + " See that the database answers.",
                        uuid);
            }
        }
        return ballot.state == BallotState.CLOSING;
    }

    private TallyAccumulator sum(String uuid) {
        BallotVerifier verifier = verifiers.find(uuid).orElseThrow();
        TallyAccumulator tally = new TallyAccumulator(verifier.election());
        int height = -1;
        List<Chain.Stored> page = chain.after(uuid, height, Integer.MAX_VALUE);
        while (!page.isEmpty()) {
            for (Chain.Stored event : page) {
                if (event.type() == EventType.BALLOT) {
                    tally.add(verifier.parse(event.data().getLast()));
                }
            }
            height = page.getLast().height();
            page = chain.after(uuid, height, Integer.MAX_VALUE);
        }
        return tally;
    }

    private void writeTally(String uuid, TallyAccumulator tally) {
        VotingBallot ballot = VotingBallot.existing(uuid).orElseThrow();
        if (ballot.state != BallotState.CLOSING) {
            return;
        }
        if (tally.count() != ballot.votes || ballot.head == null) {
            throw new IllegalStateException(
                    tally.count() + " ballots of " + uuid + " are summed and " + ballot.votes + " were accepted");
        }
        byte[] encrypted = tally.tally().bytes();
        SizedEncryptedTally sized = tally.sized();
        chain.append(ballot, List.of(new Chain.Next(EventType.ENCRYPTED_TALLY, List.of(encrypted, sized.bytes()))));
        ballot.state = BallotState.CLOSED;
        log.endBatch(ballot);
        turnout.announce(uuid);
        outbox.announce(
                uuid,
                new BoxClosed(
                        uuid,
                        ballot.window().closesAt(),
                        ballot.head,
                        ballot.votes,
                        new String(encrypted, StandardCharsets.UTF_8),
                        new String(sized.bytes(), StandardCharsets.UTF_8),
                        constituencies.figures(uuid).stream()
                                .map(one -> new ConstituencyTurnout(one.constituency(), one.cast()))
                                .toList(),
                        ballot.logHead,
                        counts(ballot)),
                ballot.window().opensAt());
        parking.release(Awaited.closedBox(uuid));
        LOG.infof("The box of ballot %s is closed with %d ballots", uuid, ballot.votes);
    }

    private CredentialCounts counts(VotingBallot ballot) {
        Reconciliation figures = reconciliation.of(ballot);
        return new CredentialCounts(
                Objects.requireNonNull(ballot.rollVersion),
                figures.listed(),
                figures.active(),
                figures.revoked(),
                figures.reserve(),
                figures.used());
    }
}
