package org.tellers.crypto.ceremony;

import java.util.List;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.TrusteePublicKey;

/**
 * What a trustee answers in the third round (specification, Voutputs).
 *
 * @param privateKey the trustee's key for decrypting tallies, encrypted for the trustee itself: kept beside the election
 * @param publicKey the verification key, proven and signed
 */
public record Voutput(String privateKey, TrusteePublicKey publicKey) {
    private static final int MOST_BYTES = 1 << 17;

    /**
     * Reads the structure; {@link #check} remains to be called.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static Voutput parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, MOST_BYTES).object("private_key", "public_key");
        return new Voutput(
                Polynomial.encrypted(node.get("private_key")), TrusteePublicKey.readSigned(node.get("public_key")));
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object()
                .put("private_key", privateKey)
                .put("public_key", publicKey.toJson())
                .build()
                .bytes();
    }

    /**
     * Checks the verification key: it is what the polynomials give, known to the trustee and signed. Variable-time.
     *
     * @param certs the group's certificates, checked
     * @param polynomials everyone's contribution, checked
     * @param index the trustee's place, from 1
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.KeyFault}
     */
    public void check(Certs certs, List<Polynomial> polynomials, int index) {
        certs.check(index, polynomials.stream().map(Polynomial::coefexps).toList(), publicKey, "public_key");
    }
}
