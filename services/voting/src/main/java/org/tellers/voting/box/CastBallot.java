package org.tellers.voting.box;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.fault.BallotFault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Verifiers;
import org.tellers.voting.ballot.Window;
import org.tellers.voting.credential.CredentialState;
import org.tellers.voting.limits.FairQueue;
import org.tellers.voting.limits.SignedAttempts;

/**
 * Takes a ballot: notes when it was there, lets it wait its turn, checks it, cheapest check first (protocol.md, Profile),
 * outside of any transaction, and hands it to the {@link Appender}. The checks run on one thread for each core.
 */
@ApplicationScoped
public class CastBallot {
    private static final Logger LOG = Logger.getLogger(CastBallot.class);
    private static final byte[] CREDENTIAL_FIELD = "\"credential\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int CREDENTIAL_LENGTH = 64;
    /** In the canonical form the credential's field starts before this byte. */
    private static final int CREDENTIAL_BEFORE = 256;

    private final Sql sql;
    private final Verifiers verifiers;
    private final OpenBox openBox;
    private final SignedAttempts attempts;
    private final Appender appender;
    private final InFlight inFlight;
    private final FairQueue<Received> queue;
    private final List<Thread> threads = new ArrayList<>();

    CastBallot(
            Sql sql,
            Verifiers verifiers,
            OpenBox openBox,
            SignedAttempts attempts,
            Appender appender,
            InFlight inFlight,
            MeterRegistry meters,
            @ConfigProperty(name = "tellers.voting.verifications-waiting", defaultValue = "1024") int capacity) {
        this.sql = sql;
        this.verifiers = verifiers;
        this.openBox = openBox;
        this.attempts = attempts;
        this.appender = appender;
        this.inFlight = inFlight;
        this.queue = new FairQueue<>(capacity);
        meters.gauge("tellers.voting.verifications.waiting", queue, FairQueue::size);
    }

    private record Received(String uuid, byte[] bytes, InFlight.Ticket ticket, CompletableFuture<Receipt> answer) {}

    /** What bears on a ballot, read in one statement. */
    private record Situation(BallotState state, Window window, Optional<CredentialState> credential, boolean inside) {
        BallotBox.Entry entry(Instant received) {
            return BallotBox.entry(state, window, received, credential, inside);
        }
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("ballot-verifier-" + i).start(this::run));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.forEach(Thread::interrupt);
    }

    /**
     * Takes the ballot. To be called as soon as its last byte is there: the instant of the call decides whether it is in
     * time.
     *
     * @return the receipt once the ballot is durably in the box, or {@link BallotRefused}; whoever cancels it, as REST does
     *     when the voter hangs up, stops listening and nothing else
     */
    public CompletionStage<Receipt> cast(String uuid, byte[] bytes) {
        InFlight.Ticket ticket = inFlight.enter(uuid);
        CompletableFuture<Receipt> answer = new CompletableFuture<>();
        CompletableFuture<Receipt> settled = answer.whenComplete((receipt, failure) -> inFlight.leave(ticket));
        queue.offer(uuid + "/" + claimed(bytes), new Received(uuid, bytes, ticket, answer))
                .ifPresent(crowdedOut -> crowdedOut.answer().completeExceptionally(new BallotRefused(Refusal.BUSY)));
        // A cancelled future no longer runs its own action: the one that gives the ticket back stays in here.
        return settled.copy();
    }

    /** The credential that the bytes claim, unchecked: it only chooses the line to wait in. */
    private static String claimed(byte[] bytes) {
        int end = Math.min(bytes.length - CREDENTIAL_FIELD.length - CREDENTIAL_LENGTH, CREDENTIAL_BEFORE);
        for (int start = 0; start < end; start++) {
            int match = 0;
            while (match < CREDENTIAL_FIELD.length && bytes[start + match] == CREDENTIAL_FIELD[match]) {
                match++;
            }
            if (match == CREDENTIAL_FIELD.length) {
                return new String(bytes, start + match, CREDENTIAL_LENGTH, StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Received next;
            try {
                next = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                check(next);
            } catch (BallotRefused e) {
                next.answer().completeExceptionally(e);
            } catch (RuntimeException | Error e) {
                // Whatever a ballot brings about, this thread goes on to the next.
                LOG.warnf(
                        "A ballot of %s could not be checked: %s",
                        next.uuid(), e.getClass().getName());
                next.answer().completeExceptionally(new BallotRefused(Refusal.BUSY));
            }
        }
    }

    private void check(Received received) {
        BallotVerifier verifier =
                verifiers.find(received.uuid()).orElseThrow(() -> new BallotRefused(Refusal.BALLOT_NOT_FOUND));
        Ballot ballot = read(verifier, received.bytes());
        Instant instant = received.ticket().received();
        Situation situation = situation(received.uuid(), ballot);
        if (situation.state() == BallotState.READY && situation.window().begunAt(instant)) {
            openBox.open(received.uuid());
            situation = situation(received.uuid(), ballot);
        }
        switch (situation.entry(instant)) {
            case BallotBox.Entry.Refused refused -> throw new BallotRefused(refused.refusal());
            case BallotBox.Entry.LiesInside inside -> {
                received.answer().complete(new Receipt(ballot.tracker(), true));
                return;
            }
            case BallotBox.Entry.Enters enters -> {}
        }
        try {
            verifier.checkSignature(ballot);
        } catch (ProtocolViolation e) {
            throw new BallotRefused(Refusal.SIGNATURE_INVALID, e.place());
        }
        if (!attempts.allow(received.uuid(), ballot.credential())) {
            throw new BallotRefused(Refusal.TOO_MANY_ATTEMPTS);
        }
        try {
            verifier.checkProofs(ballot);
        } catch (ProtocolViolation e) {
            throw new BallotRefused(Refusal.PROOF_INVALID, e.place());
        }
        appender.append(new Appender.Verified(received.uuid(), ballot, instant, received.answer()));
    }

    private static Ballot read(BallotVerifier verifier, byte[] bytes) {
        try {
            return verifier.parse(bytes);
        } catch (ProtocolViolation e) {
            if (e.fault() == FormatFault.TOO_LARGE) {
                throw new BallotRefused(Refusal.BALLOT_TOO_LARGE);
            }
            if (e.fault() == BallotFault.OTHER_ELECTION) {
                throw new BallotRefused(Refusal.WRONG_ELECTION);
            }
            String place = e.place().isEmpty() ? "" : ": " + e.place();
            throw new BallotRefused(Refusal.BALLOT_NOT_CANONICAL, e.fault().description() + place);
        }
    }

    private Situation situation(String uuid, Ballot ballot) {
        return sql.one(
                        """
                        SELECT b.state, b.opens_at, b.closes_at, c.state,
                               EXISTS (SELECT 1 FROM chain_event e
                                       WHERE e.ballot = b.uuid AND e.payload = ? AND e.type = 'BALLOT')
                        FROM ballot b LEFT JOIN credential c ON c.ballot = b.uuid AND c.credential = ?
                        WHERE b.uuid = ?
                        """,
                        row -> new Situation(
                                BallotState.valueOf(row.getString(1)),
                                new Window(
                                        row.getTimestamp(2).toInstant(),
                                        row.getTimestamp(3).toInstant()),
                                Optional.ofNullable(row.getString(4)).map(CredentialState::valueOf),
                                row.getBoolean(5)),
                        ballot.hash(),
                        ballot.credential(),
                        uuid)
                .orElseThrow(() -> new BallotRefused(Refusal.BALLOT_NOT_FOUND));
    }
}
