package org.tellers.crypto.trustee;

import java.util.List;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * What a key ceremony of a group of trustees comes to (specification, Threshold parameters). All lists are in the order
 * of the trustees.
 *
 * @param threshold how many of the trustees decrypt
 * @param certs their certificates
 * @param coefexps their exponentiated coefficients, as many of each as the threshold says
 * @param signatures each trustee's signature over all certificates and the own coefficients
 * @param verificationKeys what the trustees' decryptions are checked with
 */
public record ThresholdParameters(
        int threshold,
        Certs certs,
        List<Coefexps> coefexps,
        List<Proof> signatures,
        List<TrusteePublicKey> verificationKeys)
        implements TrusteeKind {
    private static final int MOST_BYTES = 1 << 20;

    /** Requires one of everything for each trustee; {@link KeyFault#THRESHOLD_SHAPE} with the place otherwise. */
    public ThresholdParameters {
        coefexps = List.copyOf(coefexps);
        signatures = List.copyOf(signatures);
        verificationKeys = List.copyOf(verificationKeys);
        int size = certs.size();
        require(threshold == certs.threshold() && threshold < size, "threshold");
        require(coefexps.size() == size, "coefexps");
        for (int i = 0; i < size; i++) {
            require(coefexps.get(i).coefexps().size() == threshold, "coefexps[" + i + "]");
        }
        require(signatures.size() == size, "signatures");
        require(verificationKeys.size() == size, "verification_keys");
    }

    private static void require(boolean right, String place) {
        if (!right) {
            throw new ProtocolViolation(KeyFault.THRESHOLD_SHAPE, place);
        }
    }

    /**
     * Reads the structure; {@link #check()} remains to be called.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault} or {@link KeyFault#THRESHOLD_SHAPE}
     */
    public static ThresholdParameters parse(byte[] bytes) {
        return read(Json.parseCanonical(bytes, MOST_BYTES));
    }

    static ThresholdParameters read(JsonNode node) {
        node.object("threshold", "certs", "coefexps", "signatures", "verification_keys");
        int threshold = node.get("threshold").integer(1, Cert.Context.MOST_TRUSTEES);
        List<Cert> read = node.get("certs").items(Cert::read);
        Certs certs = node.within(() -> new Certs(read));
        List<Coefexps> coefexps = node.get("coefexps").items(Coefexps::read);
        List<Proof> signatures = node.get("signatures").items(Proof::read);
        List<TrusteePublicKey> keys = node.get("verification_keys").items(TrusteePublicKey::readSigned);
        return node.within(() -> new ThresholdParameters(threshold, certs, coefexps, signatures, keys));
    }

    @Override
    public Json toJson() {
        return Json.object()
                .put("threshold", threshold)
                .put("certs", Json.array(certs.certs(), Cert::toJson))
                .put("coefexps", Json.array(coefexps, Coefexps::toJson))
                .put("signatures", Json.array(signatures, Proof::toJson))
                .put("verification_keys", Json.array(verificationKeys, TrusteePublicKey::toJson))
                .build();
    }

    /** The canonical bytes: what belenios-tool keeps as threshold.json. */
    public byte[] bytes() {
        return toJson().bytes();
    }

    @Override
    public String label() {
        return "Pedersen";
    }

    /** The product of the constant coefficients' exponentials. */
    @Override
    public Point subKey() {
        return Coefexps.sum(coefexps).getFirst();
    }

    @Override
    public List<TrusteePublicKey> keys() {
        return verificationKeys;
    }

    /**
     * Checks every certificate, every signature and every verification key. Variable-time.
     *
     * @throws ProtocolViolation a {@link KeyFault}, with the place
     */
    @Override
    public void check() {
        certs.check();
        for (int i = 0; i < certs.size(); i++) {
            certs.check(i + 1, coefexps.get(i), "coefexps[" + i + "]", signatures.get(i), "signatures[" + i + "]");
        }
        for (int i = 0; i < certs.size(); i++) {
            certs.check(i + 1, coefexps, verificationKeys.get(i), "verification_keys[" + i + "]");
        }
    }
}
