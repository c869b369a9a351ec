package org.tellers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.archive.CheckedBallots;

/** Whatever is changed in an archive or in what lies beside it, the verifier refuses it: no mutation survives. */
class MutationTest {
    private static final int MUTATIONS = Integer.getInteger("tellers.mutations", 2000);

    /** A mutation leaves most ballots as they are. */
    private static final Optional<CheckedBallots> BEFORE = Optional.of(new CheckedBallots());

    private static boolean accepts(byte[] archive, Optional<String> head) {
        return accepts(how -> ArchiveCheck.check(new ByteArrayInputStream(archive), how), Optional.empty(), head);
    }

    private static boolean accepts(Verification.Archive archive, Optional<byte[]> additions, Optional<String> head) {
        try {
            return Verification.of(archive, additions, new Verification.Options(1, head, () -> {}, BEFORE))
                    .accepted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> ballotsExcept(String name) {
        List<byte[]> ballots = new ArrayList<>();
        for (String other : List.of("one-question", "three-questions", "threshold")) {
            if (!other.equals(name)) {
                ballots.add(Project.json(other + "/ballots/01.json"));
            }
        }
        return ballots;
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-question", "three-questions", "threshold"})
    void noMutationOfAnArchiveSurvives(String name) {
        byte[] archive = Project.vector(name + "/archive.bel");
        Optional<String> head = Optional.of(Chain.of(archive).head());
        assertThat(accepts(archive, head)).isTrue();
        List<String> survivors = IntStream.range(0, MUTATIONS)
                .parallel()
                .mapToObj(seed -> {
                    ArchiveMutator.Mutation mutation = new ArchiveMutator(seed, archive, ballotsExcept(name)).mutate();
                    boolean survives = !Arrays.equals(mutation.archive(), archive)
                            && accepts(mutation.archive(), mutation.another() ? head : Optional.empty());
                    return survives ? seed + ": " + mutation.what() : "";
                })
                .filter(survivor -> !survivor.isEmpty())
                .toList();
        assertThat(survivors).isEmpty();
    }

    @Test
    void noMutationOfTheAuditPackSurvives() {
        SampleBallot sample = new SampleBallot();
        CheckedOnce archive = new CheckedOnce(sample.archive());
        byte[] additions = sample.additions().bytes();
        assertThat(accepts(archive, Optional.of(additions), Optional.empty())).isTrue();
        List<String> survivors = IntStream.range(0, MUTATIONS)
                .parallel()
                .mapToObj(seed -> {
                    JsonMutator.Mutation mutation = new JsonMutator(new SplittableRandom(seed)).mutate(additions);
                    boolean survives = !Arrays.equals(mutation.bytes(), additions)
                            && !meansTheSameOrLess(mutation.what())
                            && accepts(archive, Optional.of(mutation.bytes()), Optional.empty());
                    return survives ? seed + ": " + mutation.what() : "";
                })
                .filter(survivor -> !survivor.isEmpty())
                .toList();
        assertThat(survivors).isEmpty();
    }

    /**
     * What nothing can tell from the truth: the public part alone; a decision log as it was before its last lines; the
     * first signature of that log, whose line the next one covers; the order of trustees within a cell; the roll's earlier
     * versions, of which only the last is compared with anything.
     */
    private static boolean meansTheSameOrLess(String what) {
        return what.equals(".audit dropped")
                || what.equals(".decisions[4] dropped")
                || what.equals(".decisions emptied")
                || what.equals(".decisions[2].signature dropped")
                || what.matches("\\.audit\\.cells\\[\\d+\\]\\.decryptions reordered")
                || what.startsWith(".audit.reconciliation.rollVersions[0].version");
    }
}
