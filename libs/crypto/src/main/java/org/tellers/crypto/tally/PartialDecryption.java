package org.tellers.crypto.tally;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Ciphertext;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteePublicKey;

/**
 * One trustee's share of opening a tally (specification, Partial decryptions).
 *
 * @param factors alpha to the private key, by question and choice
 * @param proofs that each factor was made with that key
 */
public record PartialDecryption(List<List<Point>> factors, List<List<Proof>> proofs) {
    private static final int MOST_BYTES = 1 << 21;

    /** Takes copies. */
    public PartialDecryption {
        factors = factors.stream().map(List::copyOf).toList();
        proofs = proofs.stream().map(List::copyOf).toList();
    }

    /** Decrypts a tally with a trustee's private key; operations on the key take the same steps for every key. */
    public static PartialDecryption decrypt(
            Election election, EncryptedTally tally, TrusteeKeyPair key, SecureRandom random) {
        List<List<Point>> factors = new ArrayList<>();
        List<List<Proof>> proofs = new ArrayList<>();
        for (List<Ciphertext> row : tally.sums()) {
            List<Point> rowFactors = new ArrayList<>();
            List<Proof> rowProofs = new ArrayList<>();
            for (Ciphertext sum : row) {
                Scalar w = Scalar.random(random);
                Scalar challenge = challenge(
                        election,
                        key.publicKey(),
                        Point.ofSecretExponent(w),
                        sum.alpha().timesSecret(w));
                rowFactors.add(key.factor(sum.alpha()));
                rowProofs.add(key.respond(challenge, w));
            }
            factors.add(rowFactors);
            proofs.add(rowProofs);
        }
        return new PartialDecryption(factors, proofs);
    }

    /**
     * Checks this share against the tally and the trustee's key. Variable-time.
     *
     * @throws ProtocolViolation {@link KeyFault#DECRYPTION_SHAPE} or {@link KeyFault#DECRYPTION_PROOF} with the place
     */
    public void check(Election election, EncryptedTally tally, TrusteePublicKey key) {
        List<Integer> shape = tally.sums().stream().map(List::size).toList();
        if (!factors.stream().map(List::size).toList().equals(shape)) {
            throw new ProtocolViolation(KeyFault.DECRYPTION_SHAPE, "decryption_factors");
        }
        if (!proofs.stream().map(List::size).toList().equals(shape)) {
            throw new ProtocolViolation(KeyFault.DECRYPTION_SHAPE, "decryption_proofs");
        }
        for (int i = 0; i < shape.size(); i++) {
            for (int j = 0; j < shape.get(i); j++) {
                Proof proof = proofs.get(i).get(j);
                Point alpha = tally.sums().get(i).get(j).alpha();
                Point a =
                        Point.ofExponent(proof.response()).plus(key.publicKey().times(proof.challenge()));
                Point b =
                        alpha.times(proof.response()).plus(factors.get(i).get(j).times(proof.challenge()));
                if (!challenge(election, key.publicKey(), a, b).equals(proof.challenge())) {
                    throw new ProtocolViolation(KeyFault.DECRYPTION_PROOF, "decryption_proofs[" + i + "][" + j + "]");
                }
            }
        }
    }

    private static Scalar challenge(Election election, Point publicKey, Point a, Point b) {
        return Proof.challenge(
                "decrypt|" + election.fingerprint() + "|" + publicKey.hex() + "|" + a.hex() + "," + b.hex());
    }

    /**
     * Reads the structure; {@link #check} remains to be called.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static PartialDecryption parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, MOST_BYTES).object("decryption_factors", "decryption_proofs");
        return new PartialDecryption(
                node.get("decryption_factors").items(row -> row.items(JsonNode::pointOrIdentity)),
                node.get("decryption_proofs").items(row -> row.items(Proof::read)));
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object()
                .put("decryption_factors", Json.array(factors, row -> Json.array(row, p -> new Json.Text(p.hex()))))
                .put("decryption_proofs", Json.array(proofs, row -> Json.array(row, Proof::toJson)))
                .build()
                .bytes();
    }
}
