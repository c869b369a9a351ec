package org.tellers.voting.box;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.voting.Sql;
import org.tellers.voting.archive.Chain;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.credential.CredentialState;
import org.tellers.voting.credential.Credentials;

/**
 * Appends verified ballots to the chain, as many in one transaction as came while the last one was committing: the chain
 * is sequential, and the wait for the disk is shared. Everything is decided again under the lock of the ballot's row,
 * so that other processes, replacements, revocations and the close cannot come in between. Answers are given after the
 * commit.
 */
@ApplicationScoped
public class Appender {
    private static final Logger LOG = Logger.getLogger(Appender.class);
    private static final int MOST = 128;
    private static final int SECONDS = 30;

    private final Sql sql;
    private final Chain chain;
    private final Credentials credentials;
    private final BlockingQueue<Verified> queue = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    Appender(Sql sql, Chain chain, Credentials credentials) {
        this.sql = sql;
        this.chain = chain;
        this.credentials = credentials;
    }

    /**
     * A ballot whose signature and proofs hold.
     *
     * @param uuid the ballot it belongs to
     * @param ballot the voter's ballot
     * @param received when its last byte was there
     * @param answer completed after the commit
     */
    record Verified(String uuid, Ballot ballot, Instant received, CompletableFuture<Receipt> answer) {}

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("ballot-appender").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Puts a ballot into the line. */
    void append(Verified verified) {
        queue.add(verified);
    }

    private void run() {
        List<Verified> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MOST - 1);
                Map<String, List<Verified>> byBallot = new LinkedHashMap<>();
                batch.forEach(verified -> byBallot.computeIfAbsent(verified.uuid(), key -> new ArrayList<>())
                        .add(verified));
                byBallot.forEach(this::settle);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.forEach(verified -> verified.answer().completeExceptionally(new BallotRefused(Refusal.BUSY)));
        }
    }

    private void settle(String uuid, List<Verified> batch) {
        List<BallotBox.Entry> entries;
        try {
            entries = QuarkusTransaction.requiringNew().timeout(SECONDS).call(() -> enter(uuid, batch));
        } catch (RuntimeException | Error e) {
            // Whether the commit reached the disk is not known: the same ballot sent again tells the truth.
            LOG.warnf(
                    "%d ballots of %s were not appended, their senders are asked to send again: %s",
                    batch.size(), uuid, e.getClass().getName());
            batch.forEach(verified -> verified.answer().completeExceptionally(new BallotRefused(Refusal.BUSY)));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            Verified verified = batch.get(i);
            String tracker = verified.ballot().tracker();
            switch (entries.get(i)) {
                case BallotBox.Entry.Enters enters -> verified.answer().complete(new Receipt(tracker, false));
                case BallotBox.Entry.LiesInside inside -> verified.answer().complete(new Receipt(tracker, true));
                case BallotBox.Entry.Refused refused ->
                    verified.answer().completeExceptionally(new BallotRefused(refused.refusal()));
            }
        }
    }

    private List<BallotBox.Entry> enter(String uuid, List<Verified> batch) {
        VotingBallot row = VotingBallot.existing(uuid).orElseThrow();
        Map<String, CredentialState> states = new HashMap<>(credentials.states(
                uuid,
                batch.stream().map(v -> v.ballot().credential()).distinct().toList()));
        Set<String> inside = new HashSet<>(sql.list(
                "SELECT payload FROM chain_event WHERE ballot = ? AND type = 'BALLOT' AND payload = ANY (?)",
                found -> found.getString(1),
                uuid,
                batch.stream().map(v -> v.ballot().hash()).distinct().toList()));
        List<BallotBox.Entry> entries = new ArrayList<>(batch.size());
        List<Chain.Next> entering = new ArrayList<>(batch.size());
        List<String> used = new ArrayList<>(batch.size());
        for (Verified verified : batch) {
            String credential = verified.ballot().credential();
            String hash = verified.ballot().hash();
            BallotBox.Entry entry = BallotBox.entry(
                    row.state,
                    row.window(),
                    verified.received(),
                    Optional.ofNullable(states.get(credential)),
                    inside.contains(hash));
            if (entry instanceof BallotBox.Entry.Enters) {
                entering.add(new Chain.Next(
                        EventType.BALLOT, List.of(verified.ballot().bytes())));
                used.add(credential);
                states.put(credential, CredentialState.USED);
                inside.add(hash);
            }
            entries.add(entry);
        }
        if (!entering.isEmpty()) {
            chain.append(row, entering);
            credentials.use(uuid, used);
            row.votes += entering.size();
        }
        return entries;
    }
}
