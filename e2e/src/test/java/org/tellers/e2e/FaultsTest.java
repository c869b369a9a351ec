package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.local.Project;
import org.tellers.local.Stack;
import org.tellers.local.demo.Waiting;

/** A whole stack of which parts are stopped and killed while members vote. */
@Tag("faults")
class FaultsTest {

    private static final List<String> KILLED =
            List.of("voting", "postgres", "kafka", "notification", "reporting", "ballot", "membership");
    private static final int VOTES = 200;
    /** Long enough for every fault on a busy machine; the close itself is part of the test. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static Stack stack;
    private static Path project;
    private static Path folder;

    @BeforeAll
    static void startTheSuite() throws Exception {
        project = Project.find().root();
        folder = Files.createTempDirectory("tellers-faults");
        stack = Stack.start(Smoke.options());
    }

    @AfterAll
    static void stopTheSuite() {
        if (stack != null) {
            keepLogs();
            stack.close();
        }
    }

    /** What the parts said outlives the stack, for whoever looks for the cause of a failure. */
    private static void keepLogs() {
        Path kept = project.resolve("e2e/target/faults-logs");
        try (Stream<Path> logs = Files.list(stack.state().resolve("logs"))) {
            Files.createDirectories(kept);
            for (Path log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One ballot through every fault: first with everything but the voting path stopped, then with each part in turn
     * killed while members vote.
     */
    @Test
    void everyAcknowledgedBallotIsInTheArchiveOnceWhateverIsStoppedOrKilled() throws Exception {
        OpenBallot open = OpenBallot.open(stack, project, folder, VOTES + VOTES / 5 + 20, WINDOW, step -> {});
        Voters voters = new Voters(project, stack.votersOrigin(), open.ballot(), folder);
        List<String> codes = new ArrayList<>(open.codes());
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());

        List<String> offPath = List.of("kafka", "membership", "ballot", "notification", "reporting", "keycloak");
        offPath.forEach(stack::stop);
        acknowledged.add(voters.castInBrowser(open.links().getFirst(), 0, folder.resolve("screenshots")));
        codes.removeFirst();
        offPath.forEach(stack::start);
        awaitTurnout(open.ballot(), 1);

        int each = VOTES / KILLED.size();
        for (String part : KILLED) {
            List<String> batch = new ArrayList<>(codes.subList(0, each));
            codes.subList(0, each).clear();
            CompletableFuture<List<Voters.Told>> voting = CompletableFuture.supplyAsync(
                    () -> voters.cast(batch, Collections.nCopies(batch.size(), 1), OpenBallot.ANSWERS.size(), each));
            awaitABallotBeyond(acknowledged.size());
            stack.kill(part);
            stack.start(part);
            List<String> unanswered = new ArrayList<>();
            List<Voters.Told> told = voting.join();
            for (int i = 0; i < told.size(); i++) {
                if (told.get(i).accepted()) {
                    acknowledged.add(told.get(i).tracker());
                } else {
                    unanswered.add(batch.get(i));
                }
            }
            // Who got no answer tries again, as people do; "already recorded" is then the truth.
            if (!unanswered.isEmpty()) {
                for (Voters.Told again : voters.cast(
                        unanswered, Collections.nCopies(unanswered.size(), 1), OpenBallot.ANSWERS.size(), 4)) {
                    if (again.accepted()) {
                        acknowledged.add(again.tracker());
                    } else {
                        assertThat(again.problem())
                                .as("after %s was killed", part)
                                .endsWith("already-recorded");
                    }
                }
            }
        }

        open.desk()
                .awaitState(
                        open.ballot(),
                        Duration.between(Instant.now(), open.closesAt()).plusSeconds(60),
                        "Closed");
        Archive archive = Archive.download(stack.votersOrigin(), open.ballot(), folder.resolve("closed.bel"));
        ArchiveCheck.Report report = archive.check();
        assertThat(report.findings()).isEmpty();
        assertThat(archive.trackers()).doesNotHaveDuplicates().containsAll(acknowledged);
        int cast = 1 + each * KILLED.size();
        assertThat(archive.ballots()).hasSize(cast);
        assertThat(report.credentials()).isEqualTo(cast);

        awaitTurnout(open.ballot(), cast);
        Waiting.until(
                "notification to know who has voted",
                Duration.ofSeconds(60),
                () -> Rows.count(stack, "notification", "credential where state = 'used'"),
                used -> used == cast);
    }

    private static void awaitTurnout(String ballot, int cast) {
        Waiting.until(
                "a turnout of " + cast,
                Duration.ofSeconds(90),
                () -> new PublicSite(stack.votersOrigin()).get("/api/reporting/ballots/" + ballot + "/turnout"),
                turnout -> turnout.path("cast").asInt() == cast);
    }

    /** Waits until the box has taken a ballot of the present batch, so that the kill falls among votes. */
    private static void awaitABallotBeyond(int before) {
        Waiting.until(
                "a ballot of this batch",
                Duration.ofSeconds(60),
                () -> Rows.count(stack, "voting", "chain_event where type = 'BALLOT'"),
                count -> count > before);
    }
}
