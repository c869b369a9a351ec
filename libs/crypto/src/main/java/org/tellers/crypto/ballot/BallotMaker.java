package org.tellers.crypto.ballot;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Disjunction;
import org.tellers.crypto.proof.Disjunction.Operand;
import org.tellers.crypto.proof.Proof;

/**
 * Makes ballots: encrypts, proves and signs (specification, Vote). Members' ballots are made in their browsers; this one
 * serves tests and the protocol client. Exponentiations with secret numbers take the same steps for every number, but
 * the time taken depends on which answers are chosen.
 */
public final class BallotMaker {
    private final Election election;
    private final SecureRandom random;

    /** A maker for the election's ballots. */
    public BallotMaker(Election election, SecureRandom random) {
        this.election = election;
        this.random = random;
    }

    /**
     * Makes a ballot.
     *
     * @param votes for each question a 0 or 1 for blank (where allowed) and for each answer
     * @throws IllegalArgumentException if the votes do not fit the questions
     */
    public Ballot make(PrivateCredential privateCredential, List<List<Integer>> votes) {
        if (votes.size() != election.questions().size()) {
            throw new IllegalArgumentException("a vote is needed for each of the questions");
        }
        Scalar secret = privateCredential.secret(election.uuid());
        Point credential = Point.ofSecretExponent(secret);
        String s0 = election.fingerprint() + "|" + credential.hex();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < votes.size(); i++) {
            answers.add(answer(election.questions().get(i), votes.get(i), s0));
        }
        Json.Builder json = Ballot.unsigned(election.uuid().value(), election.fingerprint(), credential, answers);
        String hash = Sha256.base64(json.build().bytes());
        Scalar w = Scalar.random(random);
        Scalar challenge = BallotVerifier.signatureChallenge(hash, Point.ofSecretExponent(w));
        Proof proof = new Proof(challenge, w.minus(secret.times(challenge)));
        byte[] bytes =
                json.put("signature", Ballot.signature(hash, proof)).build().bytes();
        return new Ballot(bytes, credential, answers, hash, proof);
    }

    private static void check(Question question, List<Integer> vote) {
        boolean right = vote.size() == question.choices() && vote.stream().allMatch(m -> m == 0 || m == 1);
        if (right) {
            int sum = vote.stream().mapToInt(Integer::intValue).sum();
            right = question.blank() && vote.getFirst() == 1
                    ? sum == 1
                    : sum >= question.min() && sum <= question.max();
        }
        if (!right) {
            throw new IllegalArgumentException("the vote is not one that the question allows");
        }
    }

    private Answer answer(Question question, List<Integer> vote, String s0) {
        check(question, vote);
        List<Scalar> randomness = new ArrayList<>();
        List<Ciphertext> choices = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int m : vote) {
            Scalar r = Scalar.random(random);
            Point masked = election.publicKey().timesSecret(r);
            Ciphertext c =
                    new Ciphertext(Point.ofSecretExponent(r), masked.plus(m == 1 ? Point.GENERATOR : Point.IDENTITY));
            randomness.add(r);
            choices.add(c);
            points.add(c.alpha());
            points.add(c.beta());
        }
        Point.encodeAll(points);
        List<List<Proof>> individual = new ArrayList<>();
        for (int j = 0; j < choices.size(); j++) {
            individual.add(
                    prove(Disjunction.interval(s0, new Operand(choices.get(j)), 0, 1), vote.get(j), randomness.get(j)));
        }
        Answer open = new Answer(choices, individual, List.of(), Optional.empty());
        String s = s0 + "|" + open.serialisedChoices();
        int first = question.blank() ? 1 : 0;
        Operand sum = new Operand(open.sum(question.blank()));
        Scalar r = randomness.subList(first, randomness.size()).stream().reduce(Scalar.ZERO, Scalar::plus);
        int chosen = vote.subList(first, vote.size()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (!question.blank()) {
            Disjunction allowed = Disjunction.interval(s, sum, question.min(), question.max());
            return new Answer(choices, individual, prove(allowed, chosen - question.min(), r), Optional.empty());
        }
        Operand blank = new Operand(choices.getFirst());
        boolean isBlank = vote.getFirst() == 1;
        Disjunction allowed = Disjunction.blankOrInterval(s, blank, sum, question.min(), question.max());
        Disjunction nothing = Disjunction.notBlankOrNothing(s, blank, sum);
        Scalar r0 = randomness.getFirst();
        return new Answer(
                choices,
                individual,
                isBlank ? prove(allowed, 0, r0) : prove(allowed, 1 + chosen - question.min(), r),
                Optional.of(isBlank ? prove(nothing, 1, r) : prove(nothing, 0, r0)));
    }

    private List<Proof> prove(Disjunction statement, int truth, Scalar r) {
        return statement.prove(election.publicKeyTable(), truth, r, random);
    }
}
