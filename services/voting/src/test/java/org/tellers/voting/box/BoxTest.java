package org.tellers.voting.box;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

@QuarkusTest
@WithTestResource(RealParts.class)
class BoxTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    private SampleBallot open;

    @BeforeEach
    void openABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        open = new SampleBallot(6, 3);
        facts.deliver(open.setup());
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    private static Response cast(String uuid, byte[] ballot) {
        return given().contentType("application/json").body(ballot).post("/api/voting/ballots/" + uuid + "/box");
    }

    private Response cast(Ballot ballot) {
        return cast(open.uuid(), ballot.bytes());
    }

    private void refused(byte[] ballot, int status, String code) {
        int before = inTheBox();
        cast(open.uuid(), ballot)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:" + code));
        assertThat(inTheBox()).isEqualTo(before);
    }

    private int inTheBox() {
        return Integer.parseInt(Facts.column("SELECT votes FROM ballot WHERE uuid = ?", open.uuid())
                .getFirst());
    }

    private String state(String credential) {
        return given().get("/api/voting/ballots/" + open.uuid() + "/credentials/" + credential)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    @Test
    void aBallotIsRecordedAndItsReceiptIsOnTheBoard() {
        Ballot ballot = open.vote(0, 1);
        assertThat(state(open.credential(0))).isEqualTo("active");
        cast(ballot).then().statusCode(201).body("tracker", equalTo(ballot.tracker()));
        assertThat(state(open.credential(0))).isEqualTo("used");
        String board = "/api/voting/ballots/" + open.uuid() + "/trackers/";
        given().get(board + "{tracker}", ballot.tracker())
                .then()
                .statusCode(200)
                .body("recorded", is(true));
        given().urlEncodingEnabled(false)
                .get(board + ballot.tracker().replace('+', '-').replace('/', '_'))
                .then()
                .statusCode(200);
        given().get(board + "{tracker}", open.vote(1, 1).tracker())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tellers:problem:tracker-not-found"));
    }

    @Test
    void theSameBytesAgainGetTheSameReceipt() {
        Ballot ballot = open.vote(0, 0);
        cast(ballot).then().statusCode(201);
        cast(ballot).then().statusCode(200).body("tracker", equalTo(ballot.tracker()));
        clock.set(SampleBallot.CLOSES.plusSeconds(1));
        cast(ballot).then().statusCode(200).body("tracker", equalTo(ballot.tracker()));
        assertThat(inTheBox()).isEqualTo(1);
    }

    @Test
    void ofManyBallotsAtOnceWithOneCodeOneIsCountedAndTheRestAreToldSo() throws Exception {
        List<Ballot> ballots = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            ballots.add(open.vote(2, i % 3));
        }
        List<Response> answers = atOnce(ballots.stream()
                .map(ballot -> (Callable<Response>) () -> cast(ballot))
                .toList());
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(23);
        answers.stream()
                .filter(answer -> answer.statusCode() == 409)
                .forEach(answer -> answer.then().body("type", equalTo("urn:tellers:problem:already-recorded")));
        assertThat(inTheBox()).isEqualTo(1);
    }

    @Test
    void theSameBytesManyTimesAtOnceAreRecordedOnce() throws Exception {
        Ballot ballot = open.vote(3, 0);
        List<Response> answers = atOnce(Collections.nCopies(16, (Callable<Response>) () -> cast(ballot)));
        assertThat(answers).allMatch(answer -> answer.path("tracker").equals(ballot.tracker()));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(inTheBox()).isEqualTo(1);
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void twelveIsTooLateAndAMillisecondBeforeIsNot() {
        Ballot inTime = open.vote(0, 0);
        Ballot late = open.vote(1, 0);
        clock.set(SampleBallot.OPENS.minusMillis(1));
        SampleBallot tooEarly = new SampleBallot(1, 0);
        facts.deliver(tooEarly.setup());
        cast(tooEarly.uuid(), tooEarly.vote(0, 0).bytes())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:ballot-not-open"));
        clock.set(SampleBallot.OPENS);
        cast(tooEarly.uuid(), tooEarly.vote(0, 0).bytes()).then().statusCode(201);
        clock.set(SampleBallot.CLOSES.minusMillis(1));
        cast(inTime).then().statusCode(201);
        clock.set(SampleBallot.CLOSES);
        refused(late.bytes(), 409, "ballot-closed");
    }

    @Test
    void everyFaultIsRefusedByItsNameAndNothingIsStored() {
        byte[] good = open.vote(0, 0).bytes();
        String text = new String(good, StandardCharsets.UTF_8);
        refused(bytes(text + " ".repeat(5000)), 413, "ballot-too-large");
        refused(bytes("{ }"), 400, "ballot-not-canonical");
        refused(
                bytes(text.replaceFirst("(\"alpha\":\"[0-9a-f]{64}\"),(\"beta\":\"[0-9a-f]{64}\")", "$2,$1")),
                400,
                "ballot-not-canonical");
        refused(bytes(text.replace("\"answers\"", "\"Answers\"")), 400, "ballot-not-canonical");
        refused(bytes("{}"), 400, "ballot-not-canonical");
        refused(bytes("[" + text + "]"), 400, "ballot-not-canonical");
        refused(bytes("not json"), 400, "ballot-not-canonical");
        refused(bytes(""), 400, "ballot-not-canonical");
        refused(bytes("{\"x\":1}"), 400, "ballot-not-canonical");
        refused(new SampleBallot(1, 0).vote(0, 0).bytes(), 400, "wrong-election");
        refused(open.vote(PrivateCredential.random(new SecureRandom()), 0).bytes(), 404, "credential-not-listed");
        refused(open.vote(open.reserve(0), 0).bytes(), 409, "credential-not-active");
        // A signature copied onto another ballot, and an answer copied into one.
        String other = new String(open.vote(0, 1).bytes(), StandardCharsets.UTF_8);
        refused(
                bytes(text.substring(0, text.indexOf(",\"signature\""))
                        + other.substring(other.indexOf(",\"signature\""))),
                400,
                "signature-invalid");
        cast(open.uuid(), good).then().statusCode(201);
        refused(open.vote(0, 1).bytes(), 409, "already-recorded");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aProofOfAnotherBallotIsRefusedThoughItIsSigned() {
        // The answer of one voter, signed by another: the proofs are bound to the credential.
        refused(open.stolen(1, open.vote(0, 0)), 400, "proof-invalid");
    }

    @Test
    void theRefusalNamesThePlaceAndNotTheContent() {
        String text = new String(open.vote(0, 0).bytes(), StandardCharsets.UTF_8);
        cast(
                        open.uuid(),
                        bytes(text.replaceFirst("\"alpha\":\"[0-9a-f]{64}\"", "\"alpha\":\"" + "0".repeat(63) + "2\"")))
                .then()
                .statusCode(400)
                .body("detail", containsString("answers[0].choices[0].alpha"));
    }

    @Test
    void anUnknownBallotIsNotFound() {
        cast("1111111111111A", open.vote(0, 0).bytes())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tellers:problem:ballot-not-found"));
        for (String path : List.of("", "/election", "/charter", "/trustees")) {
            given().get("/api/voting/ballots/1111111111111A" + path).then().statusCode(404);
        }
        given().get("/api/voting/ballots/1111111111111A/archive").then().statusCode(404);
    }

    @Test
    void anythingButJsonIsRefused() {
        given().contentType("text/plain")
                .body("x")
                .post("/api/voting/ballots/" + open.uuid() + "/box")
                .then()
                .statusCode(415);
        given().contentType("application/json")
                .body(new byte[2 << 20])
                .post("/api/voting/ballots/" + open.uuid() + "/box")
                .then()
                .statusCode(413);
    }

    @Test
    void aReplacedOrRevokedCredentialVotesNoMoreAndItsReplacementDoes() {
        facts.deliver(new ReplacementRequested(open.uuid(), UUID.randomUUID(), open.credential(0), open.reserve(0)));
        refused(open.vote(0, 0).bytes(), 409, "credential-revoked");
        cast(open.vote(open.reserve(0), 0)).then().statusCode(201);
        facts.deliver(new RevocationRequested(open.uuid(), UUID.randomUUID(), open.credential(1)));
        refused(open.vote(1, 0).bytes(), 409, "credential-revoked");
    }

    @Test
    void noRaceOfAReplacementAndABallotLeavesTwoVotes() throws Exception {
        for (int voter = 0; voter < 3; voter++) {
            int number = voter;
            Ballot old = open.vote(voter, 0);
            Ballot replacement = open.vote(open.reserve(voter), 0);
            var request = new ReplacementRequested(
                    open.uuid(), UUID.randomUUID(), open.credential(voter), open.reserve(voter));
            List<Integer> statuses = atOnce(List.of(() -> cast(old).statusCode(), () -> {
                facts.deliver(request);
                return 0;
            }));
            int second = cast(replacement).statusCode();
            boolean oldCounts = statuses.getFirst() == 201;
            assertThat(second).as("voter %d", number).isEqualTo(oldCounts ? 409 : 201);
            assertThat(inTheBox()).isEqualTo(voter + 1);
        }
    }

    @Test
    void readingAnythingAnyNumberOfTimesChangesNothing() {
        List<String> paths = List.of(
                "",
                "/election",
                "/charter",
                "/trustees",
                "/archive",
                "/credentials/" + open.credential(0),
                "/trackers/abc",
                "/box");
        List<String> before = everything();
        for (String path : paths) {
            for (int i = 0; i < 3; i++) {
                given().get("/api/voting/ballots/" + open.uuid() + path);
                given().head("/api/voting/ballots/" + open.uuid() + path);
            }
        }
        assertThat(everything()).isEqualTo(before);
        cast(open.vote(0, 0)).then().statusCode(201);
    }

    /** The rows of this ballot; the scheduler opens the box first. */
    private List<String> everything() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Facts.column("SELECT state FROM ballot WHERE uuid = ?", open.uuid())
                        .equals(List.of("OPEN")));
        List<String> rows = new ArrayList<>();
        for (String table : List.of("ballot", "document", "credential", "chain_event", "chain_data", "turnout")) {
            String key = table.equals("ballot") ? "uuid" : "ballot";
            rows.addAll(
                    Facts.column("SELECT t::text FROM " + table + " t WHERE " + key + " = ? ORDER BY 1", open.uuid()));
        }
        return rows;
    }

    @Test
    void theDocumentsAreHandedOutByteForByte() {
        String base = "/api/voting/ballots/" + open.uuid();
        assertThat(given().get(base + "/election").asByteArray())
                .isEqualTo(open.election().bytes());
        assertThat(given().get(base + "/trustees").asByteArray()).isEqualTo(open.trusteesJson());
        assertThat(given().get(base + "/charter").asString()).isEqualTo(open.charter());
        given().get(base)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("name", equalTo("Workloads"))
                .body("union", equalTo("Napo"))
                .body("helpLine", equalTo("020 7946 0000"))
                .body("fingerprint", equalTo(open.election().fingerprint()))
                .body("opensAt", equalTo("2026-02-10T12:00:00Z"))
                .body("trustees.owner", equalTo(List.of(1, 2)))
                .body("trustees[0].name", nullValue())
                .body("trustees[1].name", equalTo("Scrutineer"))
                .body("trustees[1].fingerprint.length()", equalTo(43))
                .body("publication.breakdown", equalTo("region"))
                .body("publication.minima.entitled", equalTo(2))
                .body("policyChanges.size()", equalTo(0))
                .body("declared", is(false));
    }
}
