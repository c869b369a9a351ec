package org.tellers.crypto.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tellers.crypto.BeleniosTool;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.ceremony.Ceremony;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.Trustees;

/** Archives of ballots such as unions hold, judged and counted by both releases of belenios-tool. */
class PeerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** One choice; one choice or blank; several or none; several or blank; many. */
    private static final List<Question> QUESTIONS = List.of(
            new Question("Accept the offer?", List.of("Yes", "No", "Abstain"), false, 1, 1),
            new Question("Strike?", List.of("Yes", "No"), true, 1, 1),
            new Question("Which campaigns?", List.of("Pay", "Workloads", "Safety", "Estates"), false, 0, 2),
            new Question("Which delegates?", List.of("A", "B", "C", "D", "E"), true, 1, 3),
            new Question("Which days?", List.of("1", "2", "3", "4", "5", "6", "7"), false, 0, 7));

    private static final int VOTERS = 8;
    private static final int RESERVE = 4;

    @BeforeAll
    static void bothReleasesAreThere() throws Exception {
        for (BeleniosTool release : BeleniosTool.values()) {
            release.require();
        }
    }

    @ParameterizedTest(name = "{0} questions, voting again: {1}")
    @CsvSource({"1, false", "3, false", "5, false", "1, true", "3, true", "5, true"})
    void bothReleasesAcceptAndCountAsWeDo(int questions, boolean votingAgain, @TempDir Path folder) throws Exception {
        SampleArchive sample = election(QUESTIONS.subList(0, questions));
        for (int voter = 0; voter < VOTERS; voter++) {
            sample.ballots().add(vote(sample, voter, voter));
        }
        if (votingAgain) {
            sample.ballots().add(vote(sample, 1, 5));
            sample.ballots().add(vote(sample, 0, 6));
            sample.ballots().add(vote(sample, 1, 7));
        }
        Path opened = Files.createDirectory(folder.resolve("opened"));
        Files.write(opened.resolve(sample.uuid() + ".bel"), sample.opened());
        Path archive = Files.write(folder.resolve(sample.uuid() + ".bel"), sample.archive());

        for (BeleniosTool release : BeleniosTool.values()) {
            for (Ballot ballot : sample.ballots()) {
                Path file = Files.write(folder.resolve("ballot.json"), ballot.bytes());
                assertThat(release.run("election", "verify-ballot", "--dir=" + opened, "--ballot=" + file)
                                .ok())
                        .contains("ballot is valid");
            }
            assertThat(release.run("election", "verify", "--dir=" + folder).ok())
                    .contains("all checks passed");
            assertThat(release.run("election", "compute-encrypted-tally", "--dir=" + folder)
                            .ok())
                    .contains(new String(sample.sumOfBallots().tally().bytes(), UTF_8));
            assertThat(release.run("election", "compute-result", "--dir=" + folder)
                            .ok())
                    .contains(new String(sample.result(), UTF_8));
        }
        assertThat(findings(archive, ArchiveCheck.Revoting.LAST_COUNTS)).isEmpty();
        assertThat(findings(archive, ArchiveCheck.Revoting.REFUSED).isEmpty()).isEqualTo(!votingAgain);
    }

    /** Platform key and two of three trustees; the third's key is lost. */
    private static SampleArchive election(List<Question> questions) {
        TrusteeKeyPair platform = TrusteeKeyPair.generate(RANDOM);
        Ceremony ceremony = Ceremony.of(3, 2, RANDOM);
        return new SampleArchive(
                RANDOM,
                new Trustees(List.of(platform.prove(RANDOM), ceremony.parameters())),
                new TreeMap<>(Map.of(1, platform, 2, ceremony.key(1), 4, ceremony.key(3))),
                questions,
                VOTERS + RESERVE);
    }

    /** A vote whose choices follow from a number: blank where that is allowed and the number is a multiple of four. */
    private static Ballot vote(SampleArchive sample, int voter, int number) {
        List<List<Integer>> choices = new ArrayList<>();
        for (Question question : sample.election.questions()) {
            List<Integer> row = new ArrayList<>(Collections.nCopies(question.choices(), 0));
            int first = question.blank() ? 1 : 0;
            if (question.blank() && number % 4 == 0) {
                row.set(0, 1);
            } else {
                int options = row.size() - first;
                int wished = Math.max(question.min(), number % (question.max() + 1));
                IntStream.range(0, wished).forEach(i -> row.set(first + (number + i) % options, 1));
            }
            choices.add(List.copyOf(row));
        }
        return sample.maker.make(sample.codes.get(voter), choices);
    }

    private static List<?> findings(Path archive, ArchiveCheck.Revoting revoting) throws Exception {
        try (var in = Files.newInputStream(archive)) {
            return ArchiveCheck.check(in, revoting).findings();
        }
    }
}
