package org.tellers.crypto.ceremony;

import java.util.List;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.Coefexps;

/**
 * What a trustee contributes in the second round (specification, Polynomials).
 *
 * @param polynomial the own coefficients, encrypted for the trustee itself
 * @param secrets the polynomial's value at each trustee's place, encrypted for that trustee
 * @param coefexps g to the coefficients, signed
 * @param signature over all certificates and the coefficients' exponentials
 */
public record Polynomial(String polynomial, List<String> secrets, Coefexps coefexps, Proof signature) {
    private static final int MOST_BYTES = 1 << 19;

    /** Takes a copy. */
    public Polynomial {
        secrets = List.copyOf(secrets);
    }

    /**
     * Reads the structure; {@link #check} remains to be called.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static Polynomial parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, MOST_BYTES).object("polynomial", "secrets", "coefexps", "signature");
        return new Polynomial(
                encrypted(node.get("polynomial")),
                node.get("secrets").items(Polynomial::encrypted),
                Coefexps.read(node.get("coefexps")),
                Proof.read(node.get("signature")));
    }

    /** A string that holds an encrypted message, of which more cannot be known here. */
    static String encrypted(JsonNode node) {
        node.within(() -> EncryptedMessage.parse(node.text()));
        return node.text();
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object()
                .put("polynomial", polynomial)
                .put("secrets", Json.array(secrets, Json.Text::new))
                .put("coefexps", coefexps.toJson())
                .put("signature", signature.toJson())
                .build()
                .bytes();
    }

    /**
     * Checks what can be checked without a trustee's keys: the number of secrets and coefficients, and both signatures.
     * Variable-time.
     *
     * @param certs the group's certificates, checked
     * @param index the place of the trustee whose contribution this is, from 1
     * @throws ProtocolViolation {@link CeremonyFault#WRONG_SHAPE} or a {@link org.tellers.crypto.fault.KeyFault}
     */
    public void check(Certs certs, int index) {
        if (secrets.size() != certs.size()) {
            throw new ProtocolViolation(CeremonyFault.WRONG_SHAPE, "secrets");
        }
        certs.check(index, coefexps, "coefexps", signature, "signature");
    }
}
