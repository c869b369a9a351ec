package org.tellers.voting.turnout;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tellers.contracts.Fact;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.events.Outbox;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.replicas.Turns;

/**
 * Announces use in batches: which credentials were used, shuffled, and how many votes each constituency has cast so far.
 * A credential is flagged in the transaction that writes its announcement to the outbox, so that after any crash each is
 * announced once and the counts are exact.
 */
@ApplicationScoped
public class TurnoutBatches {
    private static final Logger LOG = Logger.getLogger(TurnoutBatches.class);
    private static final int CREDENTIALS_A_FACT = 2_000;

    private final Sql sql;
    private final Outbox outbox;
    private final Turns turns;
    private final Duration interval;
    private final SecureRandom random = new SecureRandom();

    TurnoutBatches(
            Sql sql,
            Outbox outbox,
            Turns turns,
            @ConfigProperty(name = "tellers.voting.turnout-interval") Duration interval) {
        this.sql = sql;
        this.outbox = outbox;
        this.turns = turns;
        this.interval = interval;
    }

    @Scheduled(every = "${tellers.voting.turnout-interval}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyInterval() {
        List<String> ballots;
        try {
            if (!turns.take("turnout", interval)) {
                return;
            }
            ballots = sql.list(
                    "SELECT DISTINCT ballot FROM credential WHERE state = 'USED' AND NOT announced",
                    row -> row.getString(1));
        } catch (Sql.DatabaseUnavailable e) {
            LOG.warnf("Turnout cannot be announced, the next batch has it: %s", e.getMessage());
            return;
        }
        for (String ballot : ballots) {
            try {
                QuarkusTransaction.requiringNew().run(() -> {
                    // Whoever changes a ballot's box takes its row first.
                    VotingBallot.existing(ballot);
                    announce(ballot);
                });
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Turnout of ballot %s was not announced, the next batch has it: %s",
                        ballot, e.getClass().getName());
            }
        }
    }

    private record Used(String credential, String constituency) {}

    /** Announces what is not announced yet, in the current transaction. */
    public void announce(String ballot) {
        record Turnout(int batch, int votes, Instant opensAt) {}
        Turnout before = sql.one(
                        """
                        SELECT t.batch, t.votes, b.opens_at
                        FROM turnout t JOIN ballot b ON b.uuid = t.ballot WHERE t.ballot = ? FOR UPDATE OF t
                        """,
                        row -> new Turnout(
                                row.getInt(1),
                                row.getInt(2),
                                row.getTimestamp(3).toInstant()),
                        ballot)
                .orElseThrow();
        List<Used> used = new ArrayList<>(sql.list("""
            UPDATE credential SET announced = true
            WHERE ballot = ? AND state = 'USED' AND NOT announced RETURNING credential, constituency
            """, row -> new Used(row.getString(1), row.getString(2)), ballot));
        if (used.isEmpty()) {
            return;
        }
        Collections.shuffle(used, random);
        Map<String, Integer> added = new TreeMap<>();
        used.forEach(one -> added.merge(one.constituency(), 1, Integer::sum));
        added.forEach((constituency, votes) -> sql.change("""
            INSERT INTO constituency_turnout AS t (ballot, constituency, votes) VALUES (?, ?, ?)
            ON CONFLICT (ballot, constituency) DO UPDATE SET votes = t.votes + excluded.votes
            """, ballot, constituency, votes));
        sql.change("UPDATE turnout SET batch = batch + 1, votes = votes + ? WHERE ballot = ?", used.size(), ballot);
        List<Fact> facts = new ArrayList<>();
        for (int from = 0; from < used.size(); from += CREDENTIALS_A_FACT) {
            facts.add(new CredentialsUsed(
                    ballot,
                    used.subList(from, Math.min(from + CREDENTIALS_A_FACT, used.size())).stream()
                            .map(Used::credential)
                            .toList()));
        }
        List<ConstituencyTurnout> constituencies = sql.list(
                "SELECT constituency, votes FROM constituency_turnout WHERE ballot = ? ORDER BY constituency",
                row -> new ConstituencyTurnout(row.getString(1), row.getInt(2)),
                ballot);
        facts.add(new VotesCounted(ballot, before.batch() + 1, before.votes() + used.size(), constituencies));
        outbox.announceAll(ballot, facts, before.opensAt());
    }
}
