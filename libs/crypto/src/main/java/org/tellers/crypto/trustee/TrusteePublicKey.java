package org.tellers.crypto.trustee;

import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/** A trustee's public key with the proof that somebody knows its private key (specification, Verification keys). */
public record TrusteePublicKey(Proof pok, Point publicKey) {
    private static final int MOST_BYTES = 1024;

    /**
     * Reads the structure; {@link #check()} remains to be called.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static TrusteePublicKey parse(byte[] bytes) {
        return read(Json.parseCanonical(bytes, MOST_BYTES));
    }

    static TrusteePublicKey read(JsonNode node) {
        node.object("pok", "public_key");
        return new TrusteePublicKey(
                Proof.read(node.get("pok")), node.get("public_key").point());
    }

    Json toJson() {
        return Json.object()
                .put("pok", pok.toJson())
                .put("public_key", publicKey.hex())
                .build();
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return toJson().bytes();
    }

    /**
     * Checks the proof of knowledge. Variable-time.
     *
     * @throws ProtocolViolation {@link KeyFault#PROOF_OF_KNOWLEDGE}
     */
    public void check() {
        Point commitment = Point.ofExponent(pok.response()).plus(publicKey.times(pok.challenge()));
        if (!challenge(publicKey, commitment).equals(pok.challenge())) {
            throw new ProtocolViolation(KeyFault.PROOF_OF_KNOWLEDGE, "pok");
        }
    }

    static Scalar challenge(Point publicKey, Point commitment) {
        return Proof.challenge("pok|" + Point.GROUP + "|" + publicKey.hex() + "|" + commitment.hex());
    }
}
