package org.tellers.crypto.trustee;

import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * The trustees of an election (specification, Trustees). A trustee's number, the <em>owner</em> of a decryption, counts
 * from 1 over all entries with the trustees of a group one by one: after a "Single" entry a group of three has 2, 3, 4.
 *
 * @param kinds the entries of trustees.json, at least one
 */
public record Trustees(List<? extends TrusteeKind> kinds) {
    private static final int MOST_BYTES = 1 << 20;

    /**
     * Requires a trustee, {@link KeyFault#NO_TRUSTEE} otherwise; a "Single" one has no signature,
     * {@link FormatFault#UNKNOWN_FIELD} otherwise.
     */
    public Trustees {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new ProtocolViolation(KeyFault.NO_TRUSTEE, "");
        }
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) instanceof TrusteePublicKey key && key.signature().isPresent()) {
                throw new ProtocolViolation(FormatFault.UNKNOWN_FIELD, "[" + i + "][1]");
            }
        }
    }

    /**
     * Reads trustees.json; {@link #check()} remains to be called.
     *
     * @throws ProtocolViolation a {@link FormatFault}, {@link KeyFault#NO_TRUSTEE} or {@link KeyFault#THRESHOLD_SHAPE}
     */
    public static Trustees parse(byte[] bytes) {
        return new Trustees(Json.parseCanonical(bytes, MOST_BYTES).items(Trustees::read));
    }

    private static TrusteeKind read(JsonNode node) {
        List<JsonNode> pair = node.items();
        if (pair.size() != 2) {
            throw node.violation(FormatFault.WRONG_TYPE);
        }
        return switch (pair.getFirst().text()) {
            case "Single" -> TrusteePublicKey.read(pair.getLast());
            case "Pedersen" -> ThresholdParameters.read(pair.getLast());
            default -> throw pair.getFirst().violation(FormatFault.UNSUPPORTED);
        };
    }

    /** The canonical bytes of trustees.json. */
    public byte[] bytes() {
        return Json.array(kinds, kind -> new Json.Arr(List.of(new Json.Text(kind.label()), kind.toJson())))
                .bytes();
    }

    /** The election's public key: the product of all sub-keys. */
    public Point publicKey() {
        Point product = Point.IDENTITY;
        for (TrusteeKind kind : kinds) {
            product = product.plus(kind.subKey());
        }
        return product;
    }

    /** The keys that decryptions are checked with: owner n's is the n-th, counted from 1. */
    public List<TrusteePublicKey> keys() {
        List<TrusteePublicKey> keys = new ArrayList<>();
        for (TrusteeKind kind : kinds) {
            keys.addAll(kind.keys());
        }
        return keys;
    }

    /** Whose decryptions each entry asks for; together they make the quorum of the election. */
    public List<Quorum> quorums() {
        List<Quorum> quorums = new ArrayList<>();
        int first = 1;
        for (TrusteeKind kind : kinds) {
            quorums.add(Quorum.of(first, kind));
            first += kind.keys().size();
        }
        return quorums;
    }

    /**
     * Checks every proof of knowledge, and of groups with a threshold everything there is to check.
     *
     * @throws ProtocolViolation a {@link KeyFault} with its place in trustees.json
     */
    public void check() {
        for (int i = 0; i < kinds.size(); i++) {
            try {
                kinds.get(i).check();
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), "[" + i + "][1]." + e.place());
            }
        }
    }
}
