package org.tellers.crypto.additions;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.trustee.TrusteeKeyPair;

/**
 * Schnorr signatures in the election's group: commitment A = g^w, challenge
 * {@code SHA256("tellers-sign|" purpose "|" X "|" message "|" A) mod q}. The JSON form is that of a proof.
 */
public final class Signature {
    private static final int MOST_BYTES = 512;

    /** What is signed; a signature for one purpose is none for another. */
    public enum Purpose {
        /** A disclosure plan; the message is the plan's hash, the key that of the platform trustee. */
        PLAN("plan"),
        /** A line of the decision log; the message is the line's hash, the key the charter's log key. */
        DECISION("decision");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }
    }

    private Signature() {}

    /** Signs a message with a key. */
    public static Proof sign(Purpose purpose, String message, TrusteeKeyPair key, SecureRandom random) {
        Scalar w = Scalar.random(random);
        return key.respond(challenge(purpose, key.publicKey(), message, Point.ofSecretExponent(w)), w);
    }

    /** Whether a signature is that of the message by the key's holder. Variable-time. */
    public static boolean verifies(Purpose purpose, String message, Point key, Proof signature) {
        Point commitment = Point.ofExponent(signature.response()).plus(key.times(signature.challenge()));
        return challenge(purpose, key, message, commitment).equals(signature.challenge());
    }

    /**
     * Refuses a signature that is not that of the message by the key's holder.
     *
     * @throws ProtocolViolation {@link AdditionsFault#SIGNATURE} at the given place
     */
    public static void check(Purpose purpose, String message, Point key, Proof signature, String place) {
        if (!verifies(purpose, message, key, signature)) {
            throw new ProtocolViolation(AdditionsFault.SIGNATURE, place);
        }
    }

    private static Scalar challenge(Purpose purpose, Point key, String message, Point commitment) {
        String text = "tellers-sign|" + purpose.word + "|" + key.hex() + "|" + message + "|" + commitment.hex();
        return Scalar.ofHash(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The JSON text of a signature. */
    public static String text(Proof signature) {
        return signature.toJson().text();
    }

    /**
     * Reads the JSON text of a signature.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static Proof parse(String text) {
        JsonNode node = Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8), MOST_BYTES);
        return Proof.read(node);
    }
}
