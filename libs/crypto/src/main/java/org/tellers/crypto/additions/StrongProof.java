package org.tellers.crypto.additions;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.EncryptedTally;
import org.tellers.crypto.trustee.TrusteeKeyPair;

/**
 * Chaum–Pedersen proofs that decryption factors were made with a trustee's key, over the whole statement. Belenios's own
 * proof hashes neither the ciphertext nor the factor, so a trustee could spoil a count and not be named; with
 * {@code SHA256("tellers-decrypt|" φ "|" planHash "|" cell "|" question "," option "|" X "|" alpha "|" factor "|" A "," B)}
 * as its challenge this one cannot be moved to another election, plan, cell, option, ciphertext or factor.
 */
public final class StrongProof {
    /**
     * What is decrypted.
     *
     * @param fingerprint φ of the election
     * @param planHash SHA-256 of the disclosure plan, hexadecimal
     * @param cell the cell's id in that plan
     */
    public record Context(String fingerprint, String planHash, String cell) {}

    /** The place of a ciphertext in an encrypted tally, both from 0; a blank vote's is option 0 where it is allowed. */
    public record Place(int question, int option) {
        @Override
        public String toString() {
            return "[" + question + "][" + option + "]";
        }
    }

    private StrongProof() {}

    /** Proves the factor of one ciphertext. */
    public static Proof prove(Context context, Place place, Point alpha, TrusteeKeyPair key, SecureRandom random) {
        Scalar w = Scalar.random(random);
        Point a = Point.ofSecretExponent(w);
        Point b = alpha.timesSecret(w);
        return key.respond(challenge(context, place, key.publicKey(), alpha, key.factor(alpha), a, b), w);
    }

    /** Whether a proof holds of one factor. Variable-time. */
    public static boolean verifies(
            Context context, Place place, Point alpha, Point factor, Point publicKey, Proof proof) {
        Point a = Point.ofExponent(proof.response()).plus(publicKey.times(proof.challenge()));
        Point b = alpha.times(proof.response()).plus(factor.times(proof.challenge()));
        return challenge(context, place, publicKey, alpha, factor, a, b).equals(proof.challenge());
    }

    private static Scalar challenge(
            Context context, Place place, Point publicKey, Point alpha, Point factor, Point a, Point b) {
        return Proof.challenge("tellers-decrypt|" + context.fingerprint() + "|" + context.planHash() + "|"
                + context.cell() + "|" + place.question() + "," + place.option() + "|" + publicKey.hex() + "|"
                + alpha.hex() + "|" + factor.hex() + "|" + a.hex() + "," + b.hex());
    }

    /** The factors of a cell, by question and option: alpha to the private key. */
    public static List<List<Point>> factors(EncryptedTally tally, TrusteeKeyPair key) {
        return tally.sums().stream()
                .map(row -> row.stream().map(sum -> key.factor(sum.alpha())).toList())
                .toList();
    }

    /** Proves every factor of a cell. */
    public static List<List<Proof>> proveAll(
            Context context, EncryptedTally tally, TrusteeKeyPair key, SecureRandom random) {
        List<List<Proof>> proofs = new ArrayList<>();
        for (int i = 0; i < tally.sums().size(); i++) {
            List<Ciphertext> sums = tally.sums().get(i);
            List<Proof> row = new ArrayList<>();
            for (int j = 0; j < sums.size(); j++) {
                row.add(prove(context, new Place(i, j), sums.get(j).alpha(), key, random));
            }
            proofs.add(List.copyOf(row));
        }
        return List.copyOf(proofs);
    }

    /**
     * Checks every factor of a cell.
     *
     * @param publicKey the trustee's public key; of a trustee with a threshold the verification key
     * @throws ProtocolViolation {@link AdditionsFault#STRONG_PROOF_SHAPE}, or {@link AdditionsFault#STRONG_PROOF} with
     *     the place of the factor
     */
    public static void checkAll(
            Context context,
            EncryptedTally tally,
            List<List<Point>> factors,
            List<List<Proof>> proofs,
            Point publicKey) {
        List<Integer> shape = Matrix.shape(tally.sums());
        if (!Matrix.shape(factors).equals(shape)) {
            throw new ProtocolViolation(AdditionsFault.STRONG_PROOF_SHAPE, "factors");
        }
        if (!Matrix.shape(proofs).equals(shape)) {
            throw new ProtocolViolation(AdditionsFault.STRONG_PROOF_SHAPE, "proofs");
        }
        for (int i = 0; i < shape.size(); i++) {
            for (int j = 0; j < shape.get(i); j++) {
                Place place = new Place(i, j);
                Point alpha = tally.sums().get(i).get(j).alpha();
                if (!verifies(
                        context,
                        place,
                        alpha,
                        factors.get(i).get(j),
                        publicKey,
                        proofs.get(i).get(j))) {
                    throw new ProtocolViolation(AdditionsFault.STRONG_PROOF, "proofs" + place);
                }
            }
        }
    }
}
