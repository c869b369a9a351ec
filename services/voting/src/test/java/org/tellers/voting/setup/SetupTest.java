package org.tellers.voting.setup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.notification.ActivationRequested;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.contracts.voting.CredentialActivated;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.CredentialRevoked;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

@QuarkusTest
@WithTestResource(RealParts.class)
class SetupTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void beforeTheOpening() {
        clock.set(SampleBallot.OPENS.minusSeconds(86_400));
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    private static String state(SampleBallot ballot) {
        return given().get("/api/voting/ballots/" + ballot.uuid()).path("state");
    }

    private static void reconciles(SampleBallot ballot) {
        assertThat(Facts.column("""
            SELECT b.active = (SELECT count(*) FROM credential c
                               WHERE c.ballot = b.uuid AND c.state IN ('ACTIVE', 'USED'))
               AND b.revoked = (SELECT count(*) FROM credential c
                                WHERE c.ballot = b.uuid AND c.state = 'REVOKED')
               AND b.active <= coalesce(b.entitled, 0)
            FROM ballot b WHERE uuid = ?
            """, ballot.uuid())).containsExactly("t");
    }

    @Test
    void theOrderInWhichFactsComeDoesNotMatter() {
        Random random = new Random(20260210);
        for (int round = 0; round < 12; round++) {
            SampleBallot ballot = new SampleBallot(3, 2);
            List<Fact> shuffled = new ArrayList<>(ballot.setup());
            Collections.shuffle(shuffled, random);
            for (Fact fact : shuffled.subList(0, shuffled.size() - 1)) {
                facts.deliver(fact);
                reconciles(ballot);
            }
            assertThat(Facts.column("SELECT state FROM ballot WHERE uuid = ?", ballot.uuid()))
                    .containsExactly("PREPARING");
            facts.deliver(shuffled.getLast());
            reconciles(ballot);
            assertThat(state(ballot)).isEqualTo("ready");
            assertThat(Facts.column(
                            "SELECT credential FROM credential WHERE ballot = ? AND state = 'ACTIVE'", ballot.uuid()))
                    .containsExactlyInAnyOrder(ballot.credential(0), ballot.credential(1), ballot.credential(2));
            assertThat(Facts.column("SELECT subject FROM parked_fact WHERE record_key = ?", ballot.uuid()))
                    .isEmpty();
        }
    }

    @Test
    void everyRequestIsAnsweredAndSetupAnnounced() {
        SampleBallot ballot = new SampleBallot(5, 2);
        facts.deliver(ballot.setup());
        try (Announced announced = new Announced()) {
            SetupWritten written =
                    announced.await(ballot.uuid(), SetupWritten.class, 1).getFirst();
            assertThat(written.listed()).isEqualTo(7);
            assertThat(written.active()).isEqualTo(5);
            assertThat(written.rollVersion()).isEqualTo(1);
            assertThat(written.fingerprint()).isEqualTo(ballot.election().fingerprint());
            assertThat((String)
                            given().get("/api/voting/ballots/" + ballot.uuid()).path("setupHash"))
                    .isEqualTo(written.setupHash());
            assertThat(announced.await(ballot.uuid(), CredentialActivated.class, 5).stream()
                            .map(CredentialActivated::credential))
                    .doesNotHaveDuplicates()
                    .contains(ballot.credential(4));
        }
    }

    @Test
    void factsDeliveredTwiceHaveOneEffect() {
        SampleBallot ballot = new SampleBallot(3, 1);
        List<Fact> all = ballot.setup();
        List<UUID> ids = all.stream().map(fact -> UUID.randomUUID()).toList();
        for (int i = 0; i < all.size(); i++) {
            facts.deliver(all.get(i), ids.get(i));
            facts.deliver(all.get(i), ids.get(i));
        }
        // The announcing service may also repeat itself under another event id.
        facts.deliver(all);
        reconciles(ballot);
        assertThat(state(ballot)).isEqualTo("ready");
        assertThat(Facts.column("SELECT count(*) FROM chain_event WHERE ballot = ?", ballot.uuid()))
                .containsExactly("1");
    }

    @Test
    void aBoxWhoseSetupIsIncompleteStaysShutAndRaisesTheAlarmUntilItIs() {
        SampleBallot ballot = new SampleBallot(2, 1);
        List<Fact> all = ballot.setup();
        facts.deliver(all.subList(0, all.size() - 1));
        clock.set(SampleBallot.OPENS.plusSeconds(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        meters.get("tellers.box.shut.after.opening").gauge().value() >= 1);
        given().contentType("application/json")
                .body(ballot.vote(0, 0).bytes())
                .post("/api/voting/ballots/" + ballot.uuid() + "/box")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:ballot-not-open"));
        assertThat(state(ballot)).isEqualTo("preparing");
        facts.deliver(all.getLast());
        given().contentType("application/json")
                .body(ballot.vote(0, 0).bytes())
                .post("/api/voting/ballots/" + ballot.uuid() + "/box")
                .then()
                .statusCode(201);
    }

    @Test
    void anAdmissionIsCheckedOffOnceAndWrongRequestsAreRefused() {
        SampleBallot ballot = new SampleBallot(2, 3);
        facts.deliver(ballot.setup());
        ActivationRequested again = ballot.activation(ballot.admission(0), ballot.reserve(0));
        ActivationRequested unlisted = ballot.activation(ballot.admission(0), new SampleBallot(1, 0).credential(0));
        ActivationRequested used = ballot.activation(ballot.admission(0), ballot.credential(1));
        facts.deliver(List.of(again, unlisted, used));
        try (Announced announced = new Announced()) {
            assertThat(announced.await(ballot.uuid(), RequestRefused.class, 3))
                    .containsExactly(
                            new RequestRefused(ballot.uuid(), again.requestId(), "admission-checked-off"),
                            new RequestRefused(ballot.uuid(), unlisted.requestId(), "credential-not-listed"),
                            new RequestRefused(ballot.uuid(), used.requestId(), "credential-not-reserve"));
        }
        reconciles(ballot);
    }

    @Test
    void replacementsAndRevocationsAreAnsweredAndAlwaysReconcile() {
        SampleBallot ballot = new SampleBallot(3, 3);
        facts.deliver(ballot.setup());
        var replacement =
                new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(0), ballot.reserve(0));
        var repeated =
                new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(0), ballot.reserve(1));
        var revocation = new RevocationRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(1));
        for (Fact fact : List.of(replacement, repeated, revocation)) {
            facts.deliver(fact);
            reconciles(ballot);
        }
        // The same request under another event id gets the same answer and has no second effect.
        facts.deliver(replacement);
        reconciles(ballot);
        try (Announced announced = new Announced()) {
            assertThat(announced.await(ballot.uuid(), CredentialReplaced.class, 2))
                    .containsOnly(new CredentialReplaced(
                            ballot.uuid(), replacement.requestId(), ballot.credential(0), ballot.reserve(0)));
            assertThat(announced.await(ballot.uuid(), RequestRefused.class, 1))
                    .containsExactly(new RequestRefused(ballot.uuid(), repeated.requestId(), "already-revoked"));
            assertThat(announced.await(ballot.uuid(), CredentialRevoked.class, 1))
                    .containsExactly(
                            new CredentialRevoked(ballot.uuid(), revocation.requestId(), ballot.credential(1)));
        }
    }

    @Test
    void aLateJoinerGetsAReserveCredentialOnceTheRollEntitlesOneMore() {
        SampleBallot ballot = new SampleBallot(2, 2);
        facts.deliver(ballot.setup());
        UUID admission = UUID.randomUUID();
        facts.deliver(ballot.activation(admission, ballot.reserve(0)));
        facts.deliver(new AdmissionIssued(ballot.uuid(), admission, "region/wales", 2));
        reconciles(ballot);
        assertThat((String) given().get("/api/voting/ballots/" + ballot.uuid() + "/credentials/" + ballot.reserve(0))
                        .path("state"))
                .isEqualTo("reserve");
        facts.deliver(new EntitlementCounted(ballot.uuid(), 2, 3, List.of(), null));
        reconciles(ballot);
        assertThat((String) given().get("/api/voting/ballots/" + ballot.uuid() + "/credentials/" + ballot.reserve(0))
                        .path("state"))
                .isEqualTo("active");
    }
}
