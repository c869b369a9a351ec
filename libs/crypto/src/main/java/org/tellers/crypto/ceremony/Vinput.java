package org.tellers.crypto.ceremony;

import java.util.List;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.trustee.Coefexps;

/**
 * What a trustee gets for the third round (specification, Vinputs).
 *
 * @param polynomial the own coefficients, as the trustee encrypted them for itself
 * @param secrets from each trustee the value of its polynomial at the own place, encrypted
 * @param coefexps everyone's exponentiated coefficients
 * @param signatures everyone's signature over certificates and coefficients
 */
public record Vinput(String polynomial, List<String> secrets, List<Coefexps> coefexps, List<Proof> signatures) {
    private static final int MOST_BYTES = 1 << 20;

    /** Takes copies; requires as many of each, {@link CeremonyFault#WRONG_SHAPE} otherwise. */
    public Vinput {
        secrets = List.copyOf(secrets);
        coefexps = List.copyOf(coefexps);
        signatures = List.copyOf(signatures);
        if (secrets.size() != coefexps.size() || signatures.size() != coefexps.size()) {
            throw new ProtocolViolation(CeremonyFault.WRONG_SHAPE, "");
        }
    }

    /**
     * What the server passes on to a trustee.
     *
     * @param polynomials everyone's contribution, checked
     * @param index the trustee's place, from 1
     */
    public static Vinput of(List<Polynomial> polynomials, int index) {
        return new Vinput(
                polynomials.get(index - 1).polynomial(),
                polynomials.stream().map(p -> p.secrets().get(index - 1)).toList(),
                polynomials.stream().map(Polynomial::coefexps).toList(),
                polynomials.stream().map(Polynomial::signature).toList());
    }

    /**
     * Reads the structure.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault} or {@link CeremonyFault#WRONG_SHAPE}
     */
    public static Vinput parse(byte[] bytes) {
        JsonNode node =
                Json.parseCanonical(bytes, MOST_BYTES).object("polynomial", "secrets", "coefexps", "signatures");
        return new Vinput(
                Polynomial.encrypted(node.get("polynomial")),
                node.get("secrets").items(Polynomial::encrypted),
                node.get("coefexps").items(Coefexps::read),
                node.get("signatures").items(Proof::read));
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object()
                .put("polynomial", polynomial)
                .put("secrets", Json.array(secrets, Json.Text::new))
                .put("coefexps", Json.array(coefexps, Coefexps::toJson))
                .put("signatures", Json.array(signatures, Proof::toJson))
                .build()
                .bytes();
    }
}
