package org.tellers.voting.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.contracts.reporting.PlanPublished;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.CellSum;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

@QuarkusTest
@WithTestResource(RealParts.class)
class PlanTest {
    private static final List<String> REGION = List.of("region");
    private static final Minima MINIMA = new Minima(2, 2);

    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @Inject
    MeterRegistry meters;

    private final Announced announced = new Announced();
    private SampleBallot ballot;
    private List<Ballot> ballots;

    @BeforeEach
    void fillABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        ballot = new SampleBallot(8, 3);
        facts.deliver(ballot.setup());
        ballots = new ArrayList<>();
        for (int voter = 0; voter < 7; voter++) {
            Ballot made = ballot.vote(voter, voter % 3);
            ballots.add(made);
            given().contentType("application/json")
                    .body(made.bytes())
                    .post("/api/voting/ballots/" + ballot.uuid() + "/box")
                    .then()
                    .statusCode(201);
        }
    }

    @AfterEach
    void letTheClockRun() {
        announced.close();
        clock.follow();
    }

    private BoxClosed close() {
        clock.set(SampleBallot.CLOSES);
        return announced.await(ballot.uuid(), BoxClosed.class, 1).getFirst();
    }

    private String sum(int... voters) {
        TallyAccumulator tally = new TallyAccumulator(ballot.election());
        for (int voter : voters) {
            tally.add(ballots.get(voter));
        }
        return new String(tally.tally().bytes(), StandardCharsets.UTF_8);
    }

    private double refused() {
        return meters.find("tellers.voting.plans.refused").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void refused(PlanPublished plan) {
        double before = refused();
        facts.deliver(plan);
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(Facts.column("SELECT hash FROM plan WHERE ballot = ?", ballot.uuid()))
                .isEmpty();
    }

    @Test
    void theSumsOfThePlanAreFormedAndNoOthers() {
        BoxClosed closed = close();
        assertThat(closed.constituencies())
                .containsExactly(
                        new ConstituencyTurnout("region/london", 3), new ConstituencyTurnout("region/wales", 4));
        assertThat(closed.credentials()).isEqualTo(new CredentialCounts(1, 11, 8, 0, 3, 7));
        assertThat((String) given().get("/api/voting/ballots/" + ballot.uuid()).path("credentialLogHead"))
                .isEqualTo(closed.credentialLogHead());
        DisclosurePlan plan = ballot.plan(closed, MINIMA, REGION);
        assertThat(plan.cells()).hasSize(3);
        facts.deliver(ballot.published(plan));
        SumsFormed sums = announced.await(ballot.uuid(), SumsFormed.class, 1).getFirst();
        assertThat(sums.planHash()).isEqualTo(plan.hash());
        assertThat(sums.cells())
                .containsExactly(
                        new CellSum("0", 7, closed.encryptedTally()),
                        new CellSum("1", 3, sum(1, 3, 5)),
                        new CellSum("2", 4, sum(0, 2, 4, 6)));
        // Another one, however good, comes too late.
        double before = refused();
        facts.deliver(ballot.published(ballot.plan(closed, MINIMA, List.of())));
        facts.deliver(ballot.published(plan));
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(Facts.column("SELECT hash FROM plan WHERE ballot = ? AND formed", ballot.uuid()))
                .containsExactly(plan.hash());
    }

    @Test
    void aPlanThatIsNotWhatTheRuleGivesIsRefusedAndNothingIsSummed() {
        BoxClosed closed = close();
        DisclosurePlan good = ballot.plan(closed, MINIMA, REGION);
        refused(ballot.signedByAnother(good));
        PlanPublished published = ballot.published(good);
        refused(new PlanPublished(ballot.uuid(), published.plan() + " ", published.planHash(), published.signature()));
        refused(ballot.published(ballot.plan(closed, new Minima(1, 2), REGION)));
        refused(ballot.published(with(good, good.cells().subList(0, 2))));
        refused(ballot.published(with(
                good,
                List.of(
                        good.cells().get(0),
                        good.cells().get(1),
                        counting(good.cells().get(2), 3)))));
        refused(ballot.published(new DisclosurePlan(
                good.ballot(),
                good.fingerprint(),
                "0".repeat(64),
                good.credentialLogHead(),
                good.minima(),
                good.cells(),
                good.withheld())));
        refused(ballot.published(new DisclosurePlan(
                good.ballot(),
                good.fingerprint(),
                good.head(),
                "0".repeat(64),
                good.minima(),
                good.cells(),
                good.withheld())));
        facts.deliver(published);
        assertThat(announced.await(ballot.uuid(), SumsFormed.class, 1)).hasSize(1);
    }

    private static DisclosurePlan with(DisclosurePlan plan, List<DisclosurePlan.Cell> cells) {
        return new DisclosurePlan(
                plan.ballot(),
                plan.fingerprint(),
                plan.head(),
                plan.credentialLogHead(),
                plan.minima(),
                cells,
                plan.withheld());
    }

    private static DisclosurePlan.Cell counting(DisclosurePlan.Cell cell, int cast) {
        return new DisclosurePlan.Cell(
                cell.id(), cell.level(), cell.name(), cell.constituencies(), cast, cell.entitled());
    }

    @Test
    void afterTheOpeningAPolicyOnlyBecomesStricterAndThePlanObeysIt() {
        Instant later = SampleBallot.OPENS.plusSeconds(1800);
        facts.deliver(new PolicyChanged(ballot.uuid(), "daily", "full", "none", 3, 2, "asked for", later));
        facts.deliver(
                new PolicyChanged(ballot.uuid(), "live", "full", "region", 1, 1, "never mind", later.plusSeconds(60)));
        BoxClosed closed = close();
        refused(ballot.published(ballot.plan(closed, new Minima(3, 2), REGION)));
        refused(ballot.published(ballot.plan(closed, MINIMA, List.of())));
        DisclosurePlan total = ballot.plan(closed, new Minima(3, 2), List.of());
        facts.deliver(ballot.published(total));
        SumsFormed sums = announced.await(ballot.uuid(), SumsFormed.class, 1).getFirst();
        assertThat(sums.cells()).containsExactly(new CellSum("0", 7, closed.encryptedTally()));
        given().get("/api/voting/ballots/" + ballot.uuid())
                .then()
                .body("publication.turnout", org.hamcrest.Matchers.equalTo("daily"))
                .body("publication.breakdown", org.hamcrest.Matchers.equalTo("none"))
                .body("publication.minima.cast", org.hamcrest.Matchers.equalTo(3))
                .body("policyChanges[0].reason", org.hamcrest.Matchers.equalTo("asked for"))
                .body("policyChanges[1].publication.breakdown", org.hamcrest.Matchers.equalTo("region"));
    }

    @Test
    void aPlanThatComesBeforeTheCloseWaitsForIt() {
        // No order holds between topics: the plan's own head shows that it is of another close.
        PlanPublished early = new PlanPublished(ballot.uuid(), "{}", "0".repeat(64), "{}");
        double before = refused();
        facts.deliver(early);
        assertThat(refused()).isEqualTo(before);
        BoxClosed closed = close();
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(Objects.requireNonNull(closed.constituencies())).hasSize(2);
        assertThat(Facts.column("SELECT subject FROM parked_fact WHERE record_key = ?", ballot.uuid()))
                .isEmpty();
    }
}
