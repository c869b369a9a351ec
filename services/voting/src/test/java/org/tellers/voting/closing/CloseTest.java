package org.tellers.voting.closing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;
import org.tellers.voting.box.InFlight;

@QuarkusTest
@WithTestResource(RealParts.class)
class CloseTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @Inject
    InFlight inFlight;

    private SampleBallot open;

    @BeforeEach
    void openABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        open = new SampleBallot(8, 3);
        facts.deliver(open.setup());
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    private Response cast(Ballot ballot) {
        return given().contentType("application/json")
                .body(ballot.bytes())
                .post("/api/voting/ballots/" + open.uuid() + "/box");
    }

    private String stored() {
        return Facts.column("SELECT state FROM ballot WHERE uuid = ?", open.uuid())
                .getFirst();
    }

    private void awaitStored(String state) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> stored().equals(state));
    }

    private byte[] archive() {
        return given().get("/api/voting/ballots/" + open.uuid() + "/archive")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static ArchiveCheck.Report check(byte[] archive) throws Exception {
        ArchiveCheck.Report report =
                ArchiveCheck.check(new ByteArrayInputStream(archive), ArchiveCheck.Revoting.REFUSED);
        assertThat(report.findings()).isEmpty();
        return report;
    }

    @Test
    void aWholeBallotIsAcceptedByOurCheckAndByBeleniosTool(@TempDir Path folder) throws Exception {
        List<Ballot> ballots = new ArrayList<>();
        for (int voter = 0; voter < 7; voter++) {
            ballots.add(open.vote(voter, voter % 3));
        }
        byte[] empty = archive();
        assertThat(check(empty).ballots()).isZero();
        for (Ballot ballot : ballots) {
            cast(ballot).then().statusCode(201);
        }
        byte[] grown = archive();
        assertThat(check(grown).ballots()).isEqualTo(7);
        assertThat(grown).startsWith(empty);
        clock.set(SampleBallot.CLOSES);
        awaitStored("CLOSED");
        ArchiveCheck.Report closed = check(archive());
        ResultDeclared declared;
        try (Announced announced = new Announced()) {
            BoxClosed fact = announced.await(open.uuid(), BoxClosed.class, 1).getFirst();
            assertThat(fact.cast()).isEqualTo(7);
            assertThat(fact.head()).isEqualTo(closed.headHash().orElseThrow());
            EncryptedTally tally = EncryptedTally.parse(fact.encryptedTally().getBytes(StandardCharsets.UTF_8));
            assertThat(closed.tally()).contains(tally);
            assertThat(announced.await(open.uuid(), BoxOpened.class, 1)).hasSize(1);
            declared = open.declared(tally, 7);
        }
        facts.deliver(new ResultDeclared(
                open.uuid(), declared.partialDecryptions(), "{\"result\":[[7,0,0]]}", null, null, null));
        assertThat(archive()).as("a false result does not join the archive").hasSize((int)
                Files.size(Files.write(folder.resolve("closed.bel"), archive())));
        facts.deliver(declared);
        facts.deliver(declared);
        byte[] whole = archive();
        ArchiveCheck.Report report = check(whole);
        assertThat(report.result().orElseThrow().counts()).isEqualTo(List.of(List.of(3, 2, 2)));
        given().get("/api/voting/ballots/" + open.uuid())
                .then()
                .body("declared", is(true))
                .body("state", equalTo("closed"))
                .body("head", equalTo(report.headHash().orElseThrow()));

        Path opened = Files.createDirectories(folder.resolve("opened"));
        Files.write(opened.resolve(open.uuid() + ".bel"), empty);
        Path complete = Files.createDirectories(folder.resolve("complete"));
        Files.write(complete.resolve(open.uuid() + ".bel"), whole);
        String version = tool("--version");
        Assumptions.assumeTrue(version != null || System.getenv("CI") != null, "belenios-tool cannot be obtained");
        for (Ballot ballot : ballots) {
            Path file = Files.write(folder.resolve("ballot.json"), ballot.bytes());
            assertThat(tool("election", "verify-ballot", "--dir=" + opened, "--ballot=" + file))
                    .contains("ballot is valid");
        }
        assertThat(tool("election", "verify", "--dir=" + complete)).contains("all checks passed");
        assertThat(tool("election", "compute-result", "--dir=" + complete)).contains(declared.result());
    }

    private static @Nullable String tool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("tellers.root"), "tools/belenios-tool")
                .toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0 ? output : null;
    }

    @Test
    void theCloseWaitsForABallotReceivedBeforeIt() throws Exception {
        clock.set(SampleBallot.CLOSES.minusMillis(1));
        InFlight.Ticket ticket = inFlight.enter(open.uuid());
        clock.set(SampleBallot.CLOSES);
        cast(open.vote(0, 0)).then().statusCode(409).body("type", equalTo("urn:tellers:problem:ballot-closed"));
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> stored().equals("OPEN"));
        assertThat((String) given().get("/api/voting/ballots/" + open.uuid()).path("state"))
                .isEqualTo("closed");
        inFlight.leave(ticket);
        awaitStored("CLOSED");
    }

    @Test
    void aVoterWhoGoesAwayUnansweredDoesNotHoldUpTheClose() throws Exception {
        Ballot ballot = open.vote(0, 0);
        try (Connection other = RealParts.connection("voting")) {
            other.setAutoCommit(false);
            lock(other);
            sendAndGoAway(ballot);
            other.rollback();
        }
        clock.set(SampleBallot.CLOSES);
        awaitStored("CLOSED");
        assertThat(archive())
                .asString(StandardCharsets.UTF_8)
                .contains(new String(ballot.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void theCloseWaitsForEveryReplicaThatIsAtWorkToHaveAnsweredWhatItReceivedInTime() throws Exception {
        try (OtherReplica other = new OtherReplica("1 hour")) {
            clock.set(SampleBallot.CLOSES);
            awaitSettledHere();
            assertThat(stored()).isEqualTo("OPEN");
            other.settled(SampleBallot.CLOSES.minusSeconds(60));
            awaitSettledHere();
            assertThat(stored())
                    .as("of an earlier close, before it was extended")
                    .isEqualTo("OPEN");
            other.settled(SampleBallot.CLOSES);
            awaitStored("CLOSED");
        }
    }

    @Test
    void theCloseWaitsForNoReplicaThatIsGone() throws Exception {
        try (OtherReplica gone = new OtherReplica("-40 seconds")) {
            steadySince("-1 hour");
            clock.set(SampleBallot.CLOSES);
            awaitStored("CLOSED");
        }
    }

    @Test
    void afterTheDatabaseWasAwayTheOthersGetTheTimeToBeSeenAgain() throws Exception {
        try (OtherReplica unseen = new OtherReplica("-40 seconds")) {
            steadySince("-5 seconds");
            clock.set(SampleBallot.CLOSES);
            awaitSettledHere();
            assertThat(stored()).isEqualTo("OPEN");
            unseen.settled(SampleBallot.CLOSES);
            awaitStored("CLOSED");
        }
    }

    @Test
    void aProcessThatWasNotSeenForAWhileIsNotSteady() {
        steadySince("-1 hour");
        Facts.change("UPDATE replica SET seen_at = now() - interval '11 seconds'");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Facts.column("SELECT name FROM replica WHERE steady_since < now() - interval '1 minute'")
                        .isEmpty());
    }

    /** Since when this process was seen without a gap. */
    private static void steadySince(String since) {
        Facts.change(
                "UPDATE replica SET steady_since = now() + cast(? AS interval) WHERE seen_at > now() - interval '20 seconds'",
                since);
    }

    /** Waits until this process has looked whether the box can be closed, once more. */
    private void awaitSettledHere() {
        Facts.change(
                "DELETE FROM replica_settled WHERE ballot = ? AND replica IN"
                        + " (SELECT name FROM replica WHERE seen_at < now() + interval '1 minute')",
                open.uuid());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !Facts.column(
                                "SELECT s.replica FROM replica_settled s JOIN replica r ON r.name = s.replica"
                                        + " WHERE s.ballot = ? AND r.seen_at < now() + interval '1 minute'",
                                open.uuid())
                        .isEmpty());
    }

    /** Another process at the same database. */
    private final class OtherReplica implements AutoCloseable {
        private final UUID name = UUID.randomUUID();

        OtherReplica(String seen) {
            Facts.change(
                    "INSERT INTO replica (name, seen_at, steady_since) VALUES (?, now() + cast(? AS interval), now())",
                    name,
                    seen);
        }

        void settled(Instant closesAt) {
            Facts.change("""
                    INSERT INTO replica_settled (replica, ballot, closes_at) VALUES (?, ?, cast(? AS timestamptz))
                    ON CONFLICT (replica, ballot) DO UPDATE SET closes_at = excluded.closes_at
                    """, name, open.uuid(), closesAt.toString());
        }

        @Override
        public void close() {
            Facts.change("DELETE FROM replica WHERE name = ?", name);
        }
    }

    /** No ballot can be written until the lock is given back. */
    private void lock(Connection other) throws SQLException {
        try (var statement = other.prepareStatement("SELECT 1 FROM ballot WHERE uuid = ? FOR UPDATE")) {
            statement.setString(1, open.uuid());
            statement.executeQuery();
        }
    }

    /** Sends the ballot and hangs up while it waits for its answer; returns when the service has hung up too. */
    private void sendAndGoAway(Ballot ballot) throws IOException {
        try (Socket voter = new Socket("localhost", RestAssured.port)) {
            OutputStream out = voter.getOutputStream();
            out.write("""
                    POST /api/voting/ballots/%s/box HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    """.formatted(open.uuid(), ballot.bytes().length).getBytes(StandardCharsets.US_ASCII));
            out.write(ballot.bytes());
            out.flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !inFlight.settledBefore(open.uuid(), SampleBallot.CLOSES));
            voter.shutdownOutput();
            assertThat(voter.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void everyBallotAcknowledgedAroundTheCloseIsInTheArchiveAndNoOtherIs() throws Exception {
        clock.set(SampleBallot.CLOSES.minusSeconds(1));
        List<Ballot> ballots = new ArrayList<>();
        for (int voter = 0; voter < 8; voter++) {
            ballots.add(open.vote(voter, 0));
        }
        Set<String> acknowledged = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < ballots.size(); i++) {
                if (i == 4) {
                    clock.set(SampleBallot.CLOSES);
                }
                Ballot ballot = ballots.get(i);
                answers.add(threads.submit(() -> {
                    Response answer = cast(ballot);
                    assertThat(answer.statusCode()).isIn(201, 409);
                    return answer.statusCode() == 201 ? ballot.tracker() : "";
                }));
            }
            for (Future<String> answer : answers) {
                acknowledged.add(answer.get());
            }
        }
        acknowledged.remove("");
        awaitStored("CLOSED");
        ArchiveCheck.Report report = check(archive());
        assertThat(report.ballots()).isEqualTo(acknowledged.size());
        for (String tracker : acknowledged) {
            given().get("/api/voting/ballots/" + open.uuid() + "/trackers/{tracker}", tracker)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void anExtendedCloseIsHonouredAndNeverShortened() {
        facts.deliver(
                new CloseExtended(open.uuid(), SampleBallot.CLOSES.plusSeconds(3600), SampleBallot.CLOSES, "outage"));
        facts.deliver(
                new CloseExtended(open.uuid(), SampleBallot.CLOSES.minusSeconds(3600), SampleBallot.CLOSES, "shorter"));
        clock.set(SampleBallot.CLOSES.plusSeconds(3599));
        cast(open.vote(0, 0)).then().statusCode(201);
        clock.set(SampleBallot.CLOSES.plusSeconds(3600));
        cast(open.vote(1, 0)).then().statusCode(409);
        awaitStored("CLOSED");
        facts.deliver(
                new CloseExtended(open.uuid(), SampleBallot.CLOSES.plusSeconds(7200), SampleBallot.CLOSES, "too late"));
        assertThat(stored()).isEqualTo("CLOSED");
    }

    @Test
    void aCancelledBallotTakesNothingAndStaysSo() {
        cast(open.vote(0, 0)).then().statusCode(201);
        facts.deliver(new BallotCancelled(open.uuid(), "wording was wrong"));
        cast(open.vote(1, 0)).then().statusCode(409).body("type", equalTo("urn:tellers:problem:ballot-closed"));
        given().get("/api/voting/ballots/" + open.uuid()).then().body("state", equalTo("cancelled"));
    }

    @Test
    void turnoutIsAnnouncedExactlyInShuffledBatchesWithoutTimes() {
        Set<String> used = new HashSet<>();
        for (int voter = 0; voter < 5; voter++) {
            cast(open.vote(voter, 0)).then().statusCode(201);
            used.add(open.credential(voter));
        }
        clock.set(SampleBallot.CLOSES);
        awaitStored("CLOSED");
        try (Announced announced = new Announced()) {
            announced.await(open.uuid(), BoxClosed.class, 1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> announced
                                    .await(open.uuid(), VotesCounted.class, 1)
                                    .getLast()
                                    .cast()
                            == 5);
            List<String> told = announced.await(open.uuid(), CredentialsUsed.class, 1).stream()
                    .flatMap(fact -> fact.credentials().stream())
                    .toList();
            assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
            List<VotesCounted> counted = announced.await(open.uuid(), VotesCounted.class, 1);
            assertThat(counted.stream().map(VotesCounted::batch)).isSorted().doesNotHaveDuplicates();
            assertThat(counted.getLast().constituencies().stream()
                            .mapToInt(part -> part.cast())
                            .sum())
                    .isEqualTo(5);
            assertThat(announced.records(open.uuid())).allSatisfy(record -> {
                assertThat(record.headers().lastHeader("ce_time")).isNull();
                String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
                assertThat(UUID.fromString(id).version()).isEqualTo(4);
                assertThat(Announced.time(record)).isEqualTo(SampleBallot.OPENS);
            });
        }
    }
}
