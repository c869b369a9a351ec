package org.tellers.crypto.trustee;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.proof.Proof;

/**
 * The certificates of all trustees of a group, Γ in the specification.
 *
 * @param certs in the order of their places, at least one
 */
public record Certs(List<Cert> certs) {
    /** Requires a certificate; {@link KeyFault#NO_TRUSTEE} otherwise. */
    public Certs {
        certs = List.copyOf(certs);
        if (certs.isEmpty()) {
            throw new ProtocolViolation(KeyFault.NO_TRUSTEE, "certs");
        }
    }

    /** How many of the trustees decrypt, as the first certificate says; {@link #check()} sees that all say the same. */
    public int threshold() {
        return certs.getFirst().context().threshold();
    }

    /** How many trustees there are. */
    public int size() {
        return certs.size();
    }

    /** The certificate of a place, from 1. */
    public Cert at(int index) {
        return certs.get(index - 1);
    }

    /**
     * Checks that every certificate is signed, is for its own place among these, and that no two have the same key.
     *
     * @throws ProtocolViolation {@link KeyFault#CERTIFICATE}, {@link KeyFault#CERTIFICATE_CONTEXT} or
     *     {@link KeyFault#CERTIFICATE_REPEATED}, with the place
     */
    public void check() {
        Set<Point> keys = new HashSet<>();
        for (int i = 0; i < certs.size(); i++) {
            Cert cert = certs.get(i);
            String place = "certs[" + i + "]";
            Cert.Context context = cert.context();
            if (context.size() != certs.size() || context.threshold() != threshold() || context.index() != i + 1) {
                throw new ProtocolViolation(KeyFault.CERTIFICATE_CONTEXT, place);
            }
            keys.add(cert.verification());
            keys.add(cert.encryption());
            if (keys.size() != 2 * (i + 1)) {
                throw new ProtocolViolation(KeyFault.CERTIFICATE_REPEATED, place);
            }
            cert.signed().check(cert.verification(), KeyFault.CERTIFICATE, place + ".signature");
        }
    }

    /**
     * The text whose signature binds a trustee's polynomial to these certificates (specification, Polynomials).
     *
     * @param coefexps the polynomial's exponentiated coefficients
     */
    public String bindingMessage(List<Point> coefexps) {
        return "certs_sig|"
                + Json.object()
                        .put("certs", Json.array(certs, Cert::toJson))
                        .put("coefexps", Coefexps.toJson(coefexps))
                        .build()
                        .text();
    }

    /**
     * Checks both signatures of a trustee's exponentiated coefficients, and their number.
     *
     * @param index whose they are, from 1
     * @param signature the one that binds them to these certificates
     * @throws ProtocolViolation {@link KeyFault#THRESHOLD_SHAPE}, {@link KeyFault#COEFEXPS_SIGNATURE} or
     *     {@link KeyFault#POLYNOMIAL_SIGNATURE}, with the places given
     */
    public void check(int index, Coefexps coefexps, String place, Proof signature, String signaturePlace) {
        if (coefexps.coefexps().size() != threshold()) {
            throw new ProtocolViolation(KeyFault.THRESHOLD_SHAPE, place);
        }
        Point key = at(index).verification();
        coefexps.signed().check(key, KeyFault.COEFEXPS_SIGNATURE, place + ".signature");
        if (!SignedMessage.verifies(key, bindingMessage(coefexps.coefexps()), signature)) {
            throw new ProtocolViolation(KeyFault.POLYNOMIAL_SIGNATURE, signaturePlace);
        }
    }

    /**
     * Checks a trustee's verification key: that it is what all polynomials give at the trustee's place, its proof of
     * knowledge and its signature.
     *
     * @param index whose it is, from 1
     * @throws ProtocolViolation {@link KeyFault#VERIFICATION_KEY}, {@link KeyFault#PROOF_OF_KNOWLEDGE} or
     *     {@link KeyFault#VERIFICATION_KEY_SIGNATURE}, with the place given
     */
    public void check(int index, List<Coefexps> polynomials, TrusteePublicKey key, String place) {
        if (!Coefexps.at(Coefexps.sum(polynomials), index).equals(key.publicKey())) {
            throw new ProtocolViolation(KeyFault.VERIFICATION_KEY, place + ".public_key");
        }
        try {
            key.check();
        } catch (ProtocolViolation e) {
            throw new ProtocolViolation(e.fault(), place + "." + e.place());
        }
        boolean signed = key.signature()
                .filter(signature -> SignedMessage.verifies(
                        at(index).verification(), key.publicKey().hex(), signature))
                .isPresent();
        if (!signed) {
            throw new ProtocolViolation(KeyFault.VERIFICATION_KEY_SIGNATURE, place + ".signature");
        }
    }
}
