package org.tellers.crypto.trustee;

import java.util.List;
import java.util.Optional;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * A trustee's public key with the proof that somebody knows its private key (specification, Verification keys).
 *
 * @param signature the owner's signature of the key: there exactly if the key is one of a group with a threshold
 */
public record TrusteePublicKey(Proof pok, Point publicKey, Optional<Proof> signature) implements TrusteeKind {
    private static final int MOST_BYTES = 1024;

    /** The key of a "Single" trustee, which is not signed. */
    public TrusteePublicKey(Proof pok, Point publicKey) {
        this(pok, publicKey, Optional.empty());
    }

    /**
     * Reads the key of a "Single" trustee; {@link #check()} remains to be called.
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

    /** Reads the verification key of a trustee of a group with a threshold. */
    public static TrusteePublicKey readSigned(JsonNode node) {
        node.object("pok", "public_key", "signature");
        return new TrusteePublicKey(
                Proof.read(node.get("pok")),
                node.get("public_key").point(),
                Optional.of(Proof.read(node.get("signature"))));
    }

    @Override
    public Json toJson() {
        Json.Builder json = Json.object().put("pok", pok.toJson()).put("public_key", publicKey.hex());
        signature.ifPresent(proof -> json.put("signature", proof.toJson()));
        return json.build();
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return toJson().bytes();
    }

    /**
     * Checks the proof of knowledge; the signature, if there is one, is checked with the {@link Cert} that it belongs to.
     * Variable-time.
     *
     * @throws ProtocolViolation {@link KeyFault#PROOF_OF_KNOWLEDGE}
     */
    @Override
    public void check() {
        Point commitment = Point.ofExponent(pok.response()).plus(publicKey.times(pok.challenge()));
        if (!challenge(publicKey, commitment).equals(pok.challenge())) {
            throw new ProtocolViolation(KeyFault.PROOF_OF_KNOWLEDGE, "pok");
        }
    }

    @Override
    public String label() {
        return "Single";
    }

    @Override
    public Point subKey() {
        return publicKey;
    }

    @Override
    public List<TrusteePublicKey> keys() {
        return List.of(this);
    }

    @Override
    public int threshold() {
        return 1;
    }

    static Scalar challenge(Point publicKey, Point commitment) {
        return Proof.challenge("pok|" + Point.GROUP + "|" + publicKey.hex() + "|" + commitment.hex());
    }
}
