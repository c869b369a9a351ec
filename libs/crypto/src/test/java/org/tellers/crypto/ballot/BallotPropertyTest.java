package org.tellers.crypto.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.crypto.Seeded;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.tally.TallyAccumulator;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;

/** Of random elections: whoever votes as allowed is accepted, and the count is the number of those who chose so. */
class BallotPropertyTest {
    private static Question question(SecureRandom random) {
        int answers = 1 + random.nextInt(4);
        int max = 1 + random.nextInt(answers);
        int min = random.nextInt(max + 1);
        return new Question(
                "Wyt ti'n \"cytuno\"?\u0001\u007f\n" + random.nextInt(),
                IntStream.range(0, answers).mapToObj(i -> "answer " + i + " é").toList(),
                random.nextBoolean(),
                min,
                max);
    }

    private static List<Integer> vote(Question question, SecureRandom random) {
        if (question.blank() && random.nextInt(3) == 0) {
            List<Integer> blank = new ArrayList<>(Collections.nCopies(question.choices(), 0));
            blank.set(0, 1);
            return blank;
        }
        int chosen = question.min() + random.nextInt(question.max() - question.min() + 1);
        List<Integer> marks =
                new ArrayList<>(Collections.nCopies(question.answers().size(), 0));
        for (int i = 0; i < chosen; i++) {
            marks.set(i, 1);
        }
        Collections.shuffle(marks, random);
        if (question.blank()) {
            marks.addFirst(0);
        }
        return marks;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyAllowedVoteIsAcceptedAndCounted(long seed) {
        SecureRandom random = Seeded.random(seed);
        List<TrusteeKeyPair> keys = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> TrusteeKeyPair.generate(random))
                .toList();
        Trustees trustees =
                new Trustees(keys.stream().map(key -> key.prove(random)).toList());
        trustees.check();
        Election election = new Election(new Election.Parameters(
                "a \\ description \t",
                "a name",
                trustees.publicKey(),
                IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(i -> question(random))
                        .toList(),
                ElectionUuid.random(random),
                Optional.of("A"),
                random.nextBoolean() ? Optional.of("C") : Optional.empty()));
        assertThat(Election.parse(election.bytes()).parameters().questions()).isEqualTo(election.questions());

        BallotMaker maker = new BallotMaker(election, random);
        BallotVerifier verifier = new BallotVerifier(Election.parse(election.bytes()));
        TallyAccumulator accumulator = new TallyAccumulator(election);
        int[][] expected =
                election.questions().stream().map(q -> new int[q.choices()]).toArray(int[][]::new);
        for (int voter = 0; voter < 6; voter++) {
            List<List<Integer>> votes = election.questions().stream()
                    .map(question -> vote(question, random))
                    .toList();
            Ballot ballot = verifier.parse(
                    maker.make(PrivateCredential.random(random), votes).bytes());
            verifier.checkSignature(ballot);
            verifier.checkProofs(ballot);
            accumulator.add(ballot);
            for (int i = 0; i < expected.length; i++) {
                for (int j = 0; j < expected[i].length; j++) {
                    expected[i][j] += votes.get(i).get(j);
                }
            }
        }

        EncryptedTally tally = EncryptedTally.parse(accumulator.tally().bytes());
        Map<Integer, PartialDecryption> decryptions = new HashMap<>();
        for (int owner = 1; owner <= keys.size(); owner++) {
            TrusteeKeyPair restored =
                    TrusteeKeyPair.parsePrivateKey(keys.get(owner - 1).privateKeyBytes());
            decryptions.put(
                    owner,
                    PartialDecryption.parse(PartialDecryption.decrypt(election, tally, restored, random)
                            .bytes()));
        }
        ElectionResult result = ElectionResult.combine(election, trustees, tally, decryptions, accumulator.count());
        assertThat(result.counts().stream()
                        .map(row -> row.stream().mapToInt(Integer::intValue).toArray()))
                .containsExactly(expected);
    }

    @Test
    void anEmptyTallyOpensToZeroes() {
        SecureRandom random = Seeded.random(7);
        TrusteeKeyPair key = TrusteeKeyPair.generate(random);
        TrusteePublicKey proven = key.prove(random);
        Trustees trustees = new Trustees(List.of(proven));
        Election election = new Election(new Election.Parameters(
                "",
                "",
                trustees.publicKey(),
                List.of(new Question("?", List.of("Yes", "No"), true, 1, 1)),
                ElectionUuid.random(random),
                Optional.empty(),
                Optional.empty()));
        EncryptedTally tally =
                EncryptedTally.parse(EncryptedTally.empty(election).bytes());
        PartialDecryption decryption = PartialDecryption.parse(
                PartialDecryption.decrypt(election, tally, key, random).bytes());
        assertThat(ElectionResult.combine(election, trustees, tally, Map.of(1, decryption), 0)
                        .counts())
                .containsExactly(List.of(0, 0, 0));
    }

    @Test
    void aVoteThatTheQuestionForbidsCannotBeMade() {
        SecureRandom random = Seeded.random(8);
        Election election = new Election(new Election.Parameters(
                "",
                "",
                TrusteeKeyPair.generate(random).publicKey(),
                List.of(new Question("?", List.of("a", "b", "c"), true, 1, 2)),
                ElectionUuid.random(random),
                Optional.empty(),
                Optional.empty()));
        BallotMaker maker = new BallotMaker(election, random);
        PrivateCredential code = PrivateCredential.random(random);
        for (List<Integer> votes : List.of(
                List.of(0, 0, 0, 0), List.of(0, 1, 1, 1), List.of(1, 1, 0, 0), List.of(0, 2, 0, 0), List.of(1, 0, 0))) {
            assertThatThrownBy(() -> maker.make(code, List.of(votes))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
