package org.tellers.voting.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.CredentialActivated;
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

/** Late joiners and leavers while the box is open, and in its last minutes (rule R5, story H9). */
@QuarkusTest
@WithTestResource(RealParts.class)
class RollChangesTest {
    private static final int VOTERS = 12;

    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    private final Announced announced = new Announced();
    private SampleBallot ballot;

    @BeforeEach
    void openABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        ballot = new SampleBallot(VOTERS, 3);
        facts.deliver(ballot.setup());
    }

    @AfterEach
    void letTheClockRun() {
        announced.close();
        clock.follow();
    }

    private int cast(Ballot made) {
        return given().contentType("application/json")
                .body(made.bytes())
                .post("/api/voting/ballots/" + ballot.uuid() + "/box")
                .statusCode();
    }

    private RevocationRequested revocation(int voter) {
        return new RevocationRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(voter));
    }

    /** A roll version with so many in each constituency. */
    private EntitlementCounted counted(int version, int london, int wales) {
        return new EntitlementCounted(
                ballot.uuid(),
                version,
                london + wales,
                List.of(
                        new ConstituencyEntitlement("region/london", "London", london),
                        new ConstituencyEntitlement("region/wales", "Wales", wales)),
                null);
    }

    private BoxClosed close() {
        clock.set(SampleBallot.CLOSES);
        return announced.await(ballot.uuid(), BoxClosed.class, 1).getFirst();
    }

    @Test
    void ofAnExclusionAndAVoteAtTheSameTimeExactlyOneHolds() throws Exception {
        List<Boolean> votes = new ArrayList<>();
        for (int voter = 0; voter < VOTERS; voter++) {
            Ballot made = ballot.vote(voter, 0);
            RevocationRequested request = revocation(voter);
            List<Callable<Integer>> both = List.of(() -> cast(made), () -> {
                facts.deliver(request);
                return 0;
            });
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> done = threads.invokeAll(voter % 2 == 0 ? both : both.reversed());
                int status = (voter % 2 == 0 ? done.getFirst() : done.getLast()).get();
                votes.add(status == 201);
                assertThat(status).isIn(201, 409);
            }
        }
        int cast = (int) votes.stream().filter(vote -> vote).count();
        List<CredentialRevoked> revoked = announced.await(ballot.uuid(), CredentialRevoked.class, VOTERS - cast);
        List<RequestRefused> refused = announced.await(ballot.uuid(), RequestRefused.class, cast);
        assertThat(refused).hasSize(cast).allMatch(one -> one.reason().equals("already-used"));
        assertThat(revoked).hasSize(VOTERS - cast);
        for (int voter = 0; voter < VOTERS; voter++) {
            String credential = ballot.credential(voter);
            assertThat(revoked.stream().anyMatch(one -> one.credential().equals(credential)))
                    .isNotEqualTo(votes.get(voter));
        }
        assertThat(Facts.column("SELECT votes || '/' || active FROM ballot WHERE uuid = ?", ballot.uuid()))
                .containsExactly(cast + "/" + cast);
    }

    @Test
    void aLateJoinerVotesAndALeaverIsNoLongerCounted() {
        UUID admission = UUID.randomUUID();
        // The request overtakes what it needs, as topics may.
        facts.deliver(ballot.activation(admission, ballot.reserve(0)));
        facts.deliver(new AdmissionIssued(ballot.uuid(), admission, "region/wales", 2));
        assertThat(cast(ballot.vote(ballot.reserve(0), 1))).isEqualTo(409);
        facts.deliver(counted(2, 6, 7));
        assertThat(cast(ballot.vote(ballot.reserve(0), 1))).isEqualTo(201);
        facts.deliver(revocation(1));
        facts.deliver(counted(3, 5, 7));
        assertThat(cast(ballot.vote(1, 1))).isEqualTo(409);
        assertThat(close().credentials()).isEqualTo(new CredentialCounts(3, VOTERS + 3, 12, 1, 2, 1));
    }

    @Test
    void aSupplementThatTheCloseOvertakesIsRefusedAndThePlanWaitsForTheCorrectedRoll() {
        for (int voter = 0; voter < 8; voter++) {
            assertThat(cast(ballot.vote(voter, 0))).isEqualTo(201);
        }
        UUID inTime = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        facts.deliver(new AdmissionIssued(ballot.uuid(), inTime, "region/wales", 2));
        facts.deliver(new AdmissionIssued(ballot.uuid(), late, "region/wales", 2));
        facts.deliver(counted(2, 6, 8));
        clock.set(SampleBallot.CLOSES.minusMillis(1));
        facts.deliver(ballot.activation(inTime, ballot.reserve(0)));
        // A leaver of the last moment, whom the roll still counts.
        facts.deliver(revocation(9));
        BoxClosed closed = close();
        facts.deliver(ballot.activation(late, ballot.reserve(1)));
        assertThat(announced.await(ballot.uuid(), CredentialActivated.class, VOTERS + 1))
                .hasSize(VOTERS + 1);
        assertThat(announced.await(ballot.uuid(), RequestRefused.class, 1))
                .extracting(RequestRefused::reason)
                .containsExactly("ballot-over");
        assertThat(closed.credentials()).isEqualTo(new CredentialCounts(2, VOTERS + 3, 12, 1, 2, 8));
        // What reporting computes from the corrected roll comes before it does.
        EntitlementCounted corrected = counted(3, 5, 7);
        facts.deliver(
                ballot.published(ballot.plan(closed, corrected.constituencies(), new Minima(2, 2), List.of("region"))));
        assertThat(Facts.column("SELECT hash FROM plan WHERE ballot = ?", ballot.uuid()))
                .isEmpty();
        facts.deliver(corrected);
        assertThat(announced.await(ballot.uuid(), SumsFormed.class, 1)).hasSize(1);
    }
}
