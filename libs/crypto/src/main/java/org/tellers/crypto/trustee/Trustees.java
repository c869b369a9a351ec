package org.tellers.crypto.trustee;

import java.util.List;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * The trustees of an election, "Single" ones: each of them must decrypt (specification, Trustees).
 *
 * @param keys their keys; a decryption's owner is the place in this list, from 1
 */
public record Trustees(List<TrusteePublicKey> keys) {
    private static final int MOST_BYTES = 1 << 20;

    /** Requires a trustee; {@link KeyFault#NO_TRUSTEE} otherwise. */
    public Trustees {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new ProtocolViolation(KeyFault.NO_TRUSTEE, "");
        }
    }

    /**
     * Reads trustees.json; {@link #check()} remains to be called.
     *
     * @throws ProtocolViolation a {@link FormatFault}, or {@link KeyFault#PEDERSEN_UNSUPPORTED}
     */
    public static Trustees parse(byte[] bytes) {
        return new Trustees(Json.parseCanonical(bytes, MOST_BYTES).items(Trustees::read));
    }

    private static TrusteePublicKey read(JsonNode node) {
        List<JsonNode> pair = node.items();
        if (pair.size() != 2) {
            throw node.violation(FormatFault.WRONG_TYPE);
        }
        return switch (pair.getFirst().text()) {
            case "Single" -> TrusteePublicKey.read(pair.getLast());
            case "Pedersen" -> throw node.violation(KeyFault.PEDERSEN_UNSUPPORTED);
            default -> throw pair.getFirst().violation(FormatFault.UNSUPPORTED);
        };
    }

    /** The canonical bytes of trustees.json. */
    public byte[] bytes() {
        return Json.array(keys, key -> new Json.Arr(List.of(new Json.Text("Single"), key.toJson())))
                .bytes();
    }

    /** The election's public key: the product of all keys. */
    public Point publicKey() {
        return keys.stream().map(TrusteePublicKey::publicKey).reduce(Point.IDENTITY, Point::plus);
    }

    /**
     * Checks every proof of knowledge.
     *
     * @throws ProtocolViolation {@link KeyFault#PROOF_OF_KNOWLEDGE} with the trustee's place
     */
    public void check() {
        for (int i = 0; i < keys.size(); i++) {
            try {
                keys.get(i).check();
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), "[" + i + "]." + e.place());
            }
        }
    }
}
