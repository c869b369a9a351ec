package org.tellers.voting.plan;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.tellers.contracts.voting.CellSum;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ballot.BallotVerifier;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.events.Outbox;
import org.tellers.voting.Sql;
import org.tellers.voting.archive.Chain;
import org.tellers.voting.ballot.Verifiers;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.credential.Credentials;

/**
 * Forms the sums of the cells of an accepted plan and no others: each ballot is added to the cells that hold its
 * constituency, so that the sum of a smaller part never exists. After a crash it begins again; announced is announced.
 */
@ApplicationScoped
public class FormSums {
    private static final Logger LOG = Logger.getLogger(FormSums.class);
    private static final int SECONDS = 60;

    private final Plans plans;
    private final Chain chain;
    private final Verifiers verifiers;
    private final Credentials credentials;
    private final Outbox outbox;

    FormSums(Plans plans, Chain chain, Verifiers verifiers, Credentials credentials, Outbox outbox) {
        this.plans = plans;
        this.chain = chain;
        this.verifiers = verifiers;
        this.credentials = credentials;
        this.outbox = outbox;
    }

    @Scheduled(every = "${tellers.voting.clock-interval:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        List<String> ballots;
        try {
            ballots = plans.toForm();
        } catch (Sql.DatabaseUnavailable e) {
            LOG.warnf("Plans cannot be looked at, the next look follows: %s", e.getMessage());
            return;
        }
        for (String ballot : ballots) {
            try {
                form(ballot);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "The sums of ballot %s could not be formed, another attempt follows: %s",
                        ballot, e.getMessage());
            }
        }
    }

    private record Sum(DisclosurePlan.Cell cell, TallyAccumulator tally) {}

    private void form(String uuid) {
        Plans.Accepted accepted = plans.find(uuid).orElseThrow();
        BallotVerifier verifier = verifiers.find(uuid).orElseThrow();
        List<Sum> sums = DisclosurePlan.parse(accepted.text()).cells().stream()
                .map(cell -> new Sum(cell, new TallyAccumulator(verifier.election())))
                .toList();
        Map<String, List<TallyAccumulator>> byConstituency = new HashMap<>();
        for (Sum sum : sums) {
            for (String constituency : sum.cell().constituencies()) {
                byConstituency
                        .computeIfAbsent(constituency, key -> new ArrayList<>())
                        .add(sum.tally());
            }
        }
        addBallots(uuid, verifier, byConstituency);
        for (Sum sum : sums) {
            if (sum.tally().count() != sum.cell().cast()) {
                throw new IllegalStateException("cell " + sum.cell().id() + " does not hold the ballots planned");
            }
        }
        QuarkusTransaction.requiringNew()
                .timeout(SECONDS)
                .run(() -> announce(
                        uuid,
                        new SumsFormed(
                                uuid,
                                accepted.hash(),
                                sums.stream()
                                        .map(sum -> new CellSum(
                                                sum.cell().id(),
                                                sum.tally().count(),
                                                new String(sum.tally().tally().bytes(), StandardCharsets.UTF_8)))
                                        .toList())));
    }

    private void addBallots(String uuid, BallotVerifier verifier, Map<String, List<TallyAccumulator>> byConstituency) {
        int height = -1;
        List<Chain.Stored> page = chain.after(uuid, height, Integer.MAX_VALUE);
        while (!page.isEmpty()) {
            List<Ballot> ballots = page.stream()
                    .filter(event -> event.type() == EventType.BALLOT)
                    .map(event -> verifier.parse(event.data().getLast()))
                    .toList();
            Map<String, String> constituencies = credentials.constituencies(
                    uuid, ballots.stream().map(Ballot::credential).toList());
            for (Ballot ballot : ballots) {
                String constituency = Objects.requireNonNull(constituencies.get(ballot.credential()));
                byConstituency.getOrDefault(constituency, List.of()).forEach(tally -> tally.add(ballot));
            }
            height = page.getLast().height();
            page = chain.after(uuid, height, Integer.MAX_VALUE);
        }
    }

    private void announce(String uuid, SumsFormed sums) {
        VotingBallot ballot = VotingBallot.existing(uuid).orElseThrow();
        if (plans.formed(uuid)) {
            outbox.announce(uuid, sums, ballot.window().opensAt());
            LOG.infof("The %d sums of ballot %s are formed", sums.cells().size(), uuid);
        }
    }
}
