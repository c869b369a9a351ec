package org.tellers.crypto.proof;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.group.CommitmentBatch;
import org.tellers.crypto.group.FixedBase;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;

/**
 * The statement "one of these ciphertexts encrypts the number stated beside it", which all proofs on choices are cases
 * of: {@code iprove} (one ciphertext, several numbers) and both proofs of possibly-blank votes (specification, Proofs of
 * interval membership, Proofs of possibly-blank votes).
 *
 * @param prefix what is hashed before the commitments, including its last bar
 * @param cases the alternatives, at least one
 */
public record Disjunction(String prefix, List<Case> cases) {
    /** One alternative: the ciphertext encrypts the number. */
    public record Case(Operand operand, int number) {}

    /**
     * A ciphertext and, when verifying, the handles of its points in a batch.
     *
     * @param alpha handle of alpha, unused when proving
     * @param beta handle of beta, unused when proving
     */
    public record Operand(Ciphertext ciphertext, int alpha, int beta) {
        /** For proving. */
        public Operand(Ciphertext ciphertext) {
            this(ciphertext, -1, -1);
        }

        /** For verifying: registers both points. */
        public static Operand of(Ciphertext ciphertext, CommitmentBatch batch, boolean checkOrder) {
            return new Operand(
                    ciphertext, batch.base(ciphertext.alpha(), checkOrder), batch.base(ciphertext.beta(), checkOrder));
        }
    }

    /** The statement of {@code iprove(S, …)}: the ciphertext encrypts a number from least to most. */
    public static Disjunction interval(String s, Operand operand, int least, int most) {
        List<Case> cases = new ArrayList<>();
        for (int number = least; number <= most; number++) {
            cases.add(new Case(operand, number));
        }
        Ciphertext c = operand.ciphertext();
        return new Disjunction(
                "prove|" + s + "|" + c.alpha().hex() + "," + c.beta().hex() + "|", cases);
    }

    /** The statement of {@code blank_proof}: not blank, or nothing chosen. */
    public static Disjunction notBlankOrNothing(String s, Operand blank, Operand sum) {
        return new Disjunction("bproof0|" + s + "|", List.of(new Case(blank, 0), new Case(sum, 0)));
    }

    /** The statement of {@code overall_proof} where blank is allowed: blank, or min to max chosen. */
    public static Disjunction blankOrInterval(String s, Operand blank, Operand sum, int min, int max) {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(blank, 1));
        for (int number = min; number <= max; number++) {
            cases.add(new Case(sum, number));
        }
        return new Disjunction("bproof1|" + s + "|", cases);
    }

    /**
     * Proves the statement. The simulated alternatives use variable-time operations; which alternative is the true one is
     * not hidden from an observer of this computation's time.
     *
     * @param truth index of the alternative that holds
     * @param r the randomness of that alternative's ciphertext
     */
    public List<Proof> prove(FixedBase key, int truth, Scalar r, SecureRandom random) {
        int n = cases.size();
        List<Proof> proofs = new ArrayList<>(n);
        List<Point> commitments = new ArrayList<>(2 * n);
        Scalar w = Scalar.random(random);
        Scalar others = Scalar.ZERO;
        for (int i = 0; i < n; i++) {
            if (i == truth) {
                proofs.add(null);
                commitments.add(Point.ofSecretExponent(w));
                commitments.add(key.point().timesSecret(w));
                continue;
            }
            Proof simulated = new Proof(Scalar.random(random), Scalar.random(random));
            Case c = cases.get(i);
            Ciphertext ciphertext = c.operand().ciphertext();
            proofs.add(simulated);
            commitments.add(FixedBase.GENERATOR
                    .times(simulated.response())
                    .plus(ciphertext.alpha().times(simulated.challenge())));
            commitments.add(key.times(simulated.response())
                    .plus(ciphertext
                            .beta()
                            .minus(Point.ofExponent(Scalar.of(c.number())))
                            .times(simulated.challenge())));
            others = others.plus(simulated.challenge());
        }
        Scalar challenge = challenge(commitments).minus(others);
        proofs.set(truth, new Proof(challenge, w.minus(r.times(challenge))));
        return proofs;
    }

    /**
     * Registers the commitments that a proof of this statement implies.
     *
     * @return their handles, in the order of the hash
     */
    public List<Integer> register(List<Proof> proofs, CommitmentBatch batch) {
        List<Integer> handles = new ArrayList<>(2 * cases.size());
        for (int i = 0; i < cases.size(); i++) {
            Case c = cases.get(i);
            Proof proof = proofs.get(i);
            Scalar ofNumber = Scalar.ZERO;
            for (int k = 0; k < c.number(); k++) {
                ofNumber = ofNumber.minus(proof.challenge());
            }
            handles.add(
                    batch.commitment(proof.response(), Scalar.ZERO, c.operand().alpha(), proof.challenge()));
            handles.add(batch.commitment(ofNumber, proof.response(), c.operand().beta(), proof.challenge()));
        }
        return handles;
    }

    /** Whether the registered proof holds, once its batch has been computed. */
    public boolean holds(List<Proof> proofs, List<Integer> handles, CommitmentBatch batch) {
        Scalar sum = Scalar.ZERO;
        for (Proof proof : proofs) {
            sum = sum.plus(proof.challenge());
        }
        return challenge(handles.stream().map(batch::get).toList()).equals(sum);
    }

    private Scalar challenge(List<Point> commitments) {
        Point.encodeAll(commitments);
        StringBuilder text = new StringBuilder(prefix.length() + 65 * commitments.size()).append(prefix);
        for (int i = 0; i < commitments.size(); i++) {
            text.append(i == 0 ? "" : ",").append(commitments.get(i).hex());
        }
        return Proof.challenge(text.toString());
    }
}
