package org.tellers.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.PartialDecryption;
import org.tellers.crypto.trustee.TrusteeKeyPair;

/**
 * A decryption factor that is wrong and yet carries Belenios's proof. Belenios's challenge covers the key and the
 * commitments A and B, not the factor: so a trustee picks A = g^w and any B, gets challenge and response as always, and
 * solves B = alpha^response · factor^challenge for the factor.
 */
final class ForgedFactor {
    private ForgedFactor() {}

    static PartialDecryption in(SampleBallot sample, PartialDecryption right) {
        TrusteeKeyPair key = sample.key(2);
        Election election = sample.election;
        Point alpha = alpha(sample);
        Scalar w = Scalar.random(sample.random);
        Point a = Point.ofSecretExponent(w);
        Point b = Point.random(sample.random);
        Scalar challenge = Proof.challenge(
                "decrypt|" + election.fingerprint() + "|" + key.publicKey().hex() + "|" + a.hex() + "," + b.hex());
        Proof proof = key.respond(challenge, w);
        Scalar inverse = Scalar.of(challenge.value().modPow(Scalar.ORDER.subtract(BigInteger.TWO), Scalar.ORDER));
        Point factor = b.minus(alpha.times(proof.response())).times(inverse);
        return new PartialDecryption(first(right.factors(), factor), first(right.proofs(), proof));
    }

    private static Point alpha(SampleBallot sample) {
        return sample.closed().steps().stream()
                .filter(step -> step.type() == org.tellers.crypto.archive.EventType.ENCRYPTED_TALLY)
                .map(step -> org.tellers.crypto.tally.EncryptedTally.parse(
                        step.data().getFirst()))
                .findFirst()
                .orElseThrow()
                .sums()
                .getFirst()
                .getFirst()
                .alpha();
    }

    private static <T> List<List<T>> first(List<List<T>> rows, T value) {
        List<List<T>> changed = new ArrayList<>(rows);
        List<T> row = new ArrayList<>(rows.getFirst());
        row.set(0, value);
        changed.set(0, row);
        return changed;
    }
}
