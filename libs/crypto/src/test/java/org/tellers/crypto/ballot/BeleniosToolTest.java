package org.tellers.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.archive.SampleArchive;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.TallyAccumulator;

/** An independent program accepts what we make. */
class BeleniosToolTest {
    private record Run(int status, String output) {}

    private static Run tool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Vectors.root().resolve("tools/belenios-tool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    /** Elsewhere than in CI a machine without the tool (no network, no Debian) can still run the other tests. */
    @BeforeAll
    static void theToolIsThere() throws Exception {
        Run run = tool("--version");
        if (run.status() != 0 && System.getenv("CI") == null) {
            abort("belenios-tool cannot be obtained, so nothing was compared with it: " + run.output());
        }
        assertThat(run.status()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-question", "three-questions", "threshold"})
    void ballotsOfOursAreAcceptedByBeleniosTool(String name, @TempDir Path folder) throws Exception {
        Vectors vectors = new Vectors(name);
        Election election = vectors.election();
        Files.write(folder.resolve(election.uuid() + ".bel"), vectors.bytes("archive.bel"));
        BallotMaker maker = new BallotMaker(election, new SecureRandom());
        BallotVerifier verifier = new BallotVerifier(election);
        for (int i = 0; i < 3; i++) {
            Ballot made = maker.make(
                    vectors.privateCredentials().get(i), vectors.votes().get(i));
            Ballot read = verifier.parse(made.bytes());
            verifier.checkSignature(read);
            verifier.checkProofs(read);
            Path file = Files.write(folder.resolve("ballot-" + i + ".json"), made.bytes());
            Run run = tool("election", "verify-ballot", "--dir=" + folder, "--ballot=" + file);
            assertThat(run.status()).as(run.output()).isZero();
            assertThat(run.output()).contains("ballot is valid");
        }
    }

    @Test
    void anElectionOfOursIsVerifiedAndCountedByBeleniosToolAsByUs(@TempDir Path folder) throws Exception {
        SampleArchive sample = new SampleArchive(new SecureRandom());
        // Of a ballot that is in the archive already the tool would say that it is there.
        Path opened = Files.createDirectory(folder.resolve("opened"));
        Files.write(opened.resolve(sample.uuid() + ".bel"), sample.opened());
        Files.write(folder.resolve(sample.uuid() + ".bel"), sample.archive());
        for (Ballot ballot : sample.ballots()) {
            Path file = Files.write(folder.resolve("ballot.json"), ballot.bytes());
            Run run = tool("election", "verify-ballot", "--dir=" + opened, "--ballot=" + file);
            assertThat(run.output()).contains("ballot is valid");
        }
        Run verify = tool("election", "verify", "--dir=" + folder);
        assertThat(verify.output()).contains("all checks passed");
        assertThat(verify.status()).isZero();
        TallyAccumulator sum = sample.sumOfBallots();
        Run tally = tool("election", "compute-encrypted-tally", "--dir=" + folder);
        assertThat(tally.output()).contains(new String(sum.tally().bytes(), StandardCharsets.UTF_8));
        Run result = tool("election", "compute-result", "--dir=" + folder);
        assertThat(result.output()).contains(new String(sample.result(), StandardCharsets.UTF_8));
    }
}
