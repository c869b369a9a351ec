package org.tellers.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.BeleniosTool;
import org.tellers.crypto.BeleniosTool.Run;
import org.tellers.crypto.Vectors;
import org.tellers.crypto.archive.SampleArchive;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.tally.TallyAccumulator;

/** An independent program accepts what we make. */
class BeleniosToolTest {
    private static final BeleniosTool TOOL = BeleniosTool.DEBIAN_STABLE;

    private static Run tool(String... arguments) throws Exception {
        return TOOL.run(arguments);
    }

    @BeforeAll
    static void theToolIsThere() throws Exception {
        TOOL.require();
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
