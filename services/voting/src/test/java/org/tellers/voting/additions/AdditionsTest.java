package org.tellers.voting.additions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.DecisionRecorded;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.SumsFormed;
import org.tellers.crypto.additions.Additions;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.DecisionLine;
import org.tellers.crypto.additions.DisclosurePlan;
import org.tellers.crypto.additions.Minima;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;
import org.tellers.voting.credential.LogBatches;

@QuarkusTest
@WithTestResource(RealParts.class)
class AdditionsTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @Inject
    LogBatches batches;

    private SampleBallot ballot;

    @BeforeEach
    void openABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        ballot = new SampleBallot(8, 4);
        facts.deliver(ballot.setup());
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    private String path(String rest) {
        return "/api/voting/ballots/" + ballot.uuid() + rest;
    }

    private Additions additions() {
        return Additions.parse(
                given().get(path("/additions")).then().statusCode(200).extract().asByteArray());
    }

    private Response as(String role, String rest) {
        return given().header("Authorization", TestTokens.bearer("someone", role))
                .get(path(rest));
    }

    private CredentialLog.State log(Additions additions) {
        return CredentialLog.check(ballot.election().fingerprint(), additions.credentialLog());
    }

    private String shownHead() {
        return given().get(path("")).path("credentialLogHead");
    }

    private void cast(int voter) {
        given().contentType("application/json")
                .body(ballot.vote(voter, voter % 3).bytes())
                .post(path("/box"))
                .then()
                .statusCode(201);
    }

    private BoxClosed close() {
        clock.set(SampleBallot.CLOSES);
        try (Announced announced = new Announced()) {
            return announced.await(ballot.uuid(), BoxClosed.class, 1).getFirst();
        }
    }

    @Test
    void theFirstBatchHoldsAllThatMayVoteWhenSetupIsWritten() {
        Additions additions = additions();
        assertThat(additions.charter()).isEqualTo(ballot.charter());
        assertThat(additions.credentialLog()).hasSize(1);
        CredentialLog.State state = log(additions);
        assertThat(state.active()).hasSize(8).contains(ballot.credential(0), ballot.credential(7));
        assertThat(state.revoked()).isEmpty();
        assertThat(shownHead()).isEqualTo(state.head());
    }

    @Test
    void laterChangesComeInOneSortedBatchAnInterval() {
        String before = shownHead();
        facts.deliver(
                new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(0), ballot.reserve(0)));
        facts.deliver(new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.reserve(0), ballot.reserve(1)));
        facts.deliver(new RevocationRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(1)));
        assertThat(shownHead())
                .as("nothing is published before the interval is over")
                .isEqualTo(before);
        batches.endBatches();
        batches.endBatches();
        Additions additions = additions();
        assertThat(additions.credentialLog()).hasSize(2);
        CredentialLog.Batch batch = additions.credentialLog().getLast();
        assertThat(batch.activated()).containsExactlyInAnyOrder(ballot.reserve(0), ballot.reserve(1));
        assertThat(batch.revoked())
                .containsExactlyInAnyOrder(ballot.credential(0), ballot.reserve(0), ballot.credential(1));
        CredentialLog.State state = log(additions);
        assertThat(state.active()).hasSize(7).contains(ballot.reserve(1));
        assertThat(shownHead()).isEqualTo(state.head());
        facts.deliver(new RevocationRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(2)));
        BoxClosed closed = close();
        assertThat(closed.credentialLogHead())
                .as("the close ends the last batch")
                .isEqualTo(shownHead());
        assertThat(log(additions()).active()).hasSize(6);
    }

    @Test
    void noncesAndConstituenciesOfCredentialsLeaveOnlyAfterTheCloseAndToThoseWhoCheck() {
        as("auditor", "/openings").then().statusCode(409).body("type", equalTo("urn:tellers:problem:box-not-closed"));
        facts.deliver(
                new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(0), ballot.reserve(0)));
        cast(1);
        close();
        Set<String> nonces = new HashSet<>(
                Facts.column("SELECT nonce FROM credential WHERE ballot = ? AND nonce IS NOT NULL", ballot.uuid()));
        assertThat(nonces).hasSize(9);
        given().get(path("/openings")).then().statusCode(401);
        as("officer", "/openings").then().statusCode(403);
        List<CredentialLog.Opening> openings = CredentialLog.parseOpenings(
                as("trustee", "/openings").then().statusCode(200).extract().asByteArray());
        assertThat(openings).hasSize(9);
        Additions additions = additions();
        Map<String, String> constituencies = CredentialLog.open(
                ballot.election().fingerprint(), additions.credentialLog(), log(additions), openings);
        assertThat(constituencies)
                .containsEntry(ballot.credential(1), "region/london")
                .containsEntry(ballot.reserve(0), "region/wales");
        String openlySaid = given().get(path("/additions")).asString()
                + given().get(path("")).asString()
                + given().get(path("/credentials/" + ballot.credential(1))).asString();
        String announced;
        try (Announced topics = new Announced()) {
            topics.await(ballot.uuid(), BoxClosed.class, 1);
            announced = topics.records(ballot.uuid()).stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList()
                    .toString();
        }
        assertThat(nonces).noneMatch(nonce -> openlySaid.contains(nonce) || announced.contains(nonce));
        assertThat(openlySaid).doesNotContain("region/wales\"", "region/london\"");
    }

    @Test
    void planProofsDecisionsAndAuditPackStandBesideTheArchive() {
        DecisionRecorded first = line(1, DecisionLine.start(ballot.uuid()), "approved");
        DecisionRecorded second = line(2, first.hash(), "keyed");
        facts.deliver(List.of(first, second, first));
        facts.deliver(new DecisionRecorded(ballot.uuid(), 3, second.entry(), first.hash(), null));
        for (int voter = 0; voter < 6; voter++) {
            cast(voter);
        }
        BoxClosed closed = close();
        DisclosurePlan plan = ballot.plan(closed, new Minima(2, 2), List.of("region"));
        facts.deliver(ballot.published(plan));
        try (Announced announced = new Announced()) {
            assertThat(announced.await(ballot.uuid(), SumsFormed.class, 1)).hasSize(1);
        }
        as("auditor", "/audit-pack")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:result-not-declared"));
        assertThat(additions().strongProofs()).isEmpty();
        ResultDeclared declared =
                ballot.declared(EncryptedTally.parse(closed.encryptedTally().getBytes(StandardCharsets.UTF_8)), 6);
        String proofs = "{\"strongProofs\":[{\"owner\":1,\"proofs\":[[{\"challenge\":\"1\",\"response\":\"2\"}]]}]}";
        String audit = "{\"cells\":[],\"reconciliation\":{\"rollVersions\":[{\"version\":1,\"entitled\":8}],"
                + "\"entitled\":8,\"listed\":12,\"active\":8,\"revoked\":0,\"reserve\":4,\"used\":6}}";
        facts.deliver(new ResultDeclared(
                ballot.uuid(), declared.partialDecryptions(), declared.result(), proofs, audit, null));
        Additions shown = additions();
        assertThat(shown.plan().orElseThrow().text()).isEqualTo(plan.text());
        assertThat(shown.strongProofs().orElseThrow()).hasSize(1);
        assertThat(shown.audit()).isEmpty();
        assertThat(shown.decisions()).hasSize(2);
        assertThat(DecisionLine.check(ballot.uuid(), shown.decisions(), Optional.empty()))
                .isZero();
        given().get(path("/audit-pack")).then().statusCode(401);
        Additions pack = Additions.parse(
                as("scrutineer", "/audit-pack").then().statusCode(200).extract().asByteArray());
        assertThat(pack.audit().orElseThrow().openings()).hasSize(8);
        assertThat(pack.audit().orElseThrow().count().reconciliation().used()).isEqualTo(6);
    }

    private DecisionRecorded line(int number, String previous, String what) {
        DecisionLine line = new DecisionLine(
                number,
                previous,
                SampleBallot.OPENS.minusSeconds(number),
                "officer",
                what,
                Optional.empty(),
                Optional.empty(),
                Optional.of("for “good” reason"));
        return new DecisionRecorded(ballot.uuid(), number, line.text(), line.hash(), null);
    }

    @Test
    void theBoardIsCheapToAskAgain() {
        Map<String, String> tags = new HashMap<>();
        for (String page : List.of("", "/additions", "/archive", "/trackers")) {
            Response first = given().get(path(page));
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
            tags.put(page, first.header("ETag"));
            given().header("If-None-Match", first.header("ETag"))
                    .get(path(page))
                    .then()
                    .statusCode(304)
                    .header("ETag", first.header("ETag"));
        }
        cast(0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !given().get(path("/archive")).header("ETag").equals(tags.get("/archive")));
        for (String page : List.of("", "/archive", "/trackers")) {
            given().header("If-None-Match", tags.get(page))
                    .get(path(page))
                    .then()
                    .statusCode(200);
        }
    }
}
