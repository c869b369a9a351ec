package org.tellers.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.fault.BallotFault;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.CommitmentBatch;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Disjunction;
import org.tellers.crypto.proof.Disjunction.Operand;
import org.tellers.crypto.proof.Proof;

/**
 * Checks the ballots of one election in steps, cheapest first: {@link #parse} (size, canonical form, election, shape,
 * points), then the caller looks the credential up, then {@link #checkSignature}, then {@link #checkProofs}. A ballot is
 * valid if none of them throws. Immutable and safe to share between threads; everything checked is public and the
 * operations are variable-time.
 */
public final class BallotVerifier {
    /** Room for mistakes, so that an added field or white space is named as what it is and not as too large. */
    private static final int SLACK = 1024;

    private final Election election;
    private final int largest;

    /** A verifier for the election's ballots. */
    public BallotVerifier(Election election) {
        this.election = election;
        this.largest = largestBallot(election) + SLACK;
    }

    /** The election. */
    public Election election() {
        return election;
    }

    /** The most bytes that are read; every valid ballot of this election is smaller, a larger body can be cut off. */
    public int largestBallot() {
        return largest;
    }

    /** The length of a ballot all of whose numbers have as many digits as they can. */
    private static int largestBallot(Election election) {
        Scalar longest = Scalar.of(Scalar.ORDER.subtract(java.math.BigInteger.ONE));
        Proof proof = new Proof(longest, longest);
        Ciphertext ciphertext = new Ciphertext(Point.GENERATOR, Point.GENERATOR);
        List<Answer> answers = new ArrayList<>();
        for (Question question : election.questions()) {
            answers.add(new Answer(
                    java.util.Collections.nCopies(question.choices(), ciphertext),
                    java.util.Collections.nCopies(question.choices(), List.of(proof, proof)),
                    java.util.Collections.nCopies(overallCases(question), proof),
                    question.blank() ? Optional.of(List.of(proof, proof)) : Optional.empty()));
        }
        return Ballot.unsigned(election.uuid().value(), election.fingerprint(), Point.GENERATOR, answers)
                .put("signature", Ballot.signature(election.fingerprint(), proof))
                .build()
                .bytes()
                .length;
    }

    private static int overallCases(Question question) {
        return question.max() - question.min() + (question.blank() ? 2 : 1);
    }

    /**
     * Steps 1 and 2: reads a ballot of this election.
     *
     * @throws ProtocolViolation a {@link FormatFault}, {@link BallotFault#OTHER_ELECTION} or
     *     {@link BallotFault#WRONG_SHAPE}, with the place
     */
    public Ballot parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, largest)
                .object("election_uuid", "election_hash", "credential", "answers", "signature");
        if (!node.get("election_uuid").text().equals(election.uuid().value())) {
            throw node.get("election_uuid").violation(BallotFault.OTHER_ELECTION);
        }
        if (!node.get("election_hash").text().equals(election.fingerprint())) {
            throw node.get("election_hash").violation(BallotFault.OTHER_ELECTION);
        }
        JsonNode signature = node.get("signature").object("hash", "proof");
        String signedHash = signature.get("hash").text();
        Proof proof = Proof.read(signature.get("proof"));
        Point credential = node.get("credential").pointOnCurve();
        List<JsonNode> answerNodes = node.get("answers").items();
        if (answerNodes.size() != election.questions().size()) {
            throw node.get("answers").violation(BallotFault.WRONG_SHAPE);
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < answerNodes.size(); i++) {
            Answer answer = Answer.read(answerNodes.get(i));
            checkShape(answer, election.questions().get(i), answerNodes.get(i));
            answers.add(answer);
        }
        return new Ballot(bytes.clone(), credential, answers, signedHash, proof);
    }

    private static void checkShape(Answer answer, Question question, JsonNode node) {
        require(answer.choices().size() == question.choices(), node, "choices");
        require(answer.individualProofs().size() == question.choices(), node, "individual_proofs");
        for (int i = 0; i < answer.individualProofs().size(); i++) {
            if (answer.individualProofs().get(i).size() != 2) {
                throw node.get("individual_proofs").items().get(i).violation(BallotFault.WRONG_SHAPE);
            }
        }
        require(answer.overallProof().size() == overallCases(question), node, "overall_proof");
        if (question.blank() && answer.blankProof().isEmpty()) {
            throw new ProtocolViolation(FormatFault.MISSING_FIELD, node.place() + ".blank_proof");
        }
        if (answer.blankProof().isPresent()) {
            require(question.blank() && answer.blankProof().get().size() == 2, node, "blank_proof");
        }
    }

    private static void require(boolean shapeIsRight, JsonNode node, String field) {
        if (!shapeIsRight) {
            throw node.get(field).violation(BallotFault.WRONG_SHAPE);
        }
    }

    /**
     * Step 4: the Schnorr signature by the ballot's credential. Whether that credential is listed is the caller's check.
     *
     * @throws ProtocolViolation {@link BallotFault#SIGNATURE_HASH}, {@link BallotFault#SIGNATURE} or
     *     {@link FormatFault#POINT_OUTSIDE_SUBGROUP} for the credential
     */
    public void checkSignature(Ballot ballot) {
        String hash = ballot.hashToSign();
        if (!hash.equals(ballot.signedHash())) {
            throw new ProtocolViolation(BallotFault.SIGNATURE_HASH, "signature.hash");
        }
        Proof proof = ballot.signature();
        CommitmentBatch batch = new CommitmentBatch(election.publicKeyTable());
        int credential = batch.base(ballot.credentialPoint(), true);
        int commitment = batch.commitment(proof.response(), Scalar.ZERO, credential, proof.challenge());
        if (batch.compute() >= 0) {
            throw new ProtocolViolation(FormatFault.POINT_OUTSIDE_SUBGROUP, "credential");
        }
        if (!signatureChallenge(hash, batch.get(commitment)).equals(proof.challenge())) {
            throw new ProtocolViolation(BallotFault.SIGNATURE, "signature.proof");
        }
    }

    static Scalar signatureChallenge(String hash, Point commitment) {
        return Proof.challenge("sig|" + hash + "|" + commitment.hex());
    }

    /** A registered proof. */
    private record Registered(
            Disjunction statement, List<Proof> proofs, List<Integer> handles, Fault fault, int answer, String part) {}

    /**
     * Step 5: the order of every point and every proof of the answers.
     *
     * @throws ProtocolViolation {@link FormatFault#POINT_OUTSIDE_SUBGROUP}, {@link BallotFault#INDIVIDUAL_PROOF},
     *     {@link BallotFault#OVERALL_PROOF} or {@link BallotFault#BLANK_PROOF}, with the place
     */
    public void checkProofs(Ballot ballot) {
        CommitmentBatch batch = new CommitmentBatch(election.publicKeyTable());
        List<Registered> registered = new ArrayList<>();
        List<String> places = new ArrayList<>();
        String s0 = election.fingerprint() + "|" + ballot.credential();
        for (int i = 0; i < ballot.answers().size(); i++) {
            Answer answer = ballot.answers().get(i);
            Question question = election.questions().get(i);
            List<Operand> operands = new ArrayList<>(answer.choices().size());
            for (int j = 0; j < answer.choices().size(); j++) {
                Operand operand = Operand.of(answer.choices().get(j), batch, true);
                places.add("answers[" + i + "].choices[" + j + "].alpha");
                places.add("answers[" + i + "].choices[" + j + "].beta");
                operands.add(operand);
                register(
                        registered,
                        batch,
                        Disjunction.interval(s0, operand, 0, 1),
                        answer.individualProofs().get(j),
                        BallotFault.INDIVIDUAL_PROOF,
                        i,
                        "individual_proofs[" + j + "]");
            }
            String s = s0 + "|" + answer.serialisedChoices();
            Operand sum = Operand.of(answer.sum(question.blank()), batch, false);
            places.add("");
            places.add("");
            if (question.blank()) {
                Operand blank = operands.getFirst();
                register(
                        registered,
                        batch,
                        Disjunction.blankOrInterval(s, blank, sum, question.min(), question.max()),
                        answer.overallProof(),
                        BallotFault.OVERALL_PROOF,
                        i,
                        "overall_proof");
                register(
                        registered,
                        batch,
                        Disjunction.notBlankOrNothing(s, blank, sum),
                        answer.blankProof().orElseThrow(),
                        BallotFault.BLANK_PROOF,
                        i,
                        "blank_proof");
            } else {
                Point.encodeAll(
                        List.of(sum.ciphertext().alpha(), sum.ciphertext().beta()));
                register(
                        registered,
                        batch,
                        Disjunction.interval(s, sum, question.min(), question.max()),
                        answer.overallProof(),
                        BallotFault.OVERALL_PROOF,
                        i,
                        "overall_proof");
            }
        }
        int outside = batch.compute();
        if (outside >= 0) {
            throw new ProtocolViolation(FormatFault.POINT_OUTSIDE_SUBGROUP, places.get(outside));
        }
        for (Registered r : registered) {
            if (!r.statement().holds(r.proofs(), r.handles(), batch)) {
                throw new ProtocolViolation(r.fault(), "answers[" + r.answer() + "]." + r.part());
            }
        }
    }

    private static void register(
            List<Registered> registered,
            CommitmentBatch batch,
            Disjunction statement,
            List<Proof> proofs,
            Fault fault,
            int answer,
            String part) {
        registered.add(new Registered(statement, proofs, statement.register(proofs, batch), fault, answer, part));
    }
}
