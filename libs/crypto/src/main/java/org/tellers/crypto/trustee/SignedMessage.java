package org.tellers.crypto.trustee;

import java.security.SecureRandom;
import org.tellers.crypto.fault.Fault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * A text with its author's signature ({@code signed_msg} of the specification, Public key infrastructure).
 *
 * @param message any text
 * @param signature a Schnorr proof that covers it
 */
public record SignedMessage(String message, Proof signature) {
    /** Signs a text; the key is used by operations that take the same steps for every key. */
    public static SignedMessage sign(Scalar signingKey, String message, SecureRandom random) {
        return new SignedMessage(message, signature(signingKey, message, random));
    }

    /** The signature of a text alone. */
    public static Proof signature(Scalar signingKey, String message, SecureRandom random) {
        Scalar w = Scalar.random(random);
        Scalar challenge = challenge(message, Point.ofSecretExponent(w));
        return new Proof(challenge, w.minus(signingKey.times(challenge)));
    }

    /** Whether a signature of a text was made with the private part of a verification key. Variable-time. */
    public static boolean verifies(Point verificationKey, String message, Proof signature) {
        Point commitment = Point.ofExponent(signature.response()).plus(verificationKey.times(signature.challenge()));
        return challenge(message, commitment).equals(signature.challenge());
    }

    private static Scalar challenge(String message, Point commitment) {
        return Proof.challenge("sigmsg|" + message + "|" + commitment.hex());
    }

    /**
     * Checks the signature.
     *
     * @throws ProtocolViolation the given fault at the given place
     */
    public void check(Point verificationKey, Fault fault, String place) {
        if (!verifies(verificationKey, message, signature)) {
            throw new ProtocolViolation(fault, place);
        }
    }

    /** Reads the JSON form. */
    public static SignedMessage read(JsonNode node) {
        node.object("message", "signature");
        return new SignedMessage(node.get("message").text(), Proof.read(node.get("signature")));
    }

    /** The JSON form. */
    public Json toJson() {
        return Json.object()
                .put("message", message)
                .put("signature", signature.toJson())
                .build();
    }
}
