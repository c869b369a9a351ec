package org.tellers.crypto.ceremony;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.Coefexps;
import org.tellers.crypto.trustee.SignedMessage;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteePublicKey;

/**
 * The steps of the "Pedersen" key ceremony (specification, Filling in the trustees structure). People take theirs in the
 * browser; these serve tests, rehearsals and the protocol client, and the server's last step. Powers with secret exponents
 * take the same steps for every exponent; sums and products of secret numbers do not.
 */
public final class CeremonySteps {
    private CeremonySteps() {}

    /** Round 1, a trustee: the certificate for a place. */
    public static Cert certificate(TrusteeSeed seed, Cert.Context context, SecureRandom random) {
        String message = Cert.message(context, seed.verification(), seed.encryption());
        return new Cert(
                SignedMessage.sign(seed.signingKey(), message, random),
                context,
                seed.verification(),
                seed.encryption());
    }

    /**
     * Round 2, a trustee: checks the certificates and makes the own random polynomial.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.KeyFault}, or {@link CeremonyFault#NOT_A_MEMBER}
     */
    public static Polynomial polynomial(TrusteeSeed seed, Certs certs, SecureRandom random) {
        certs.check();
        placeOf(seed, certs);
        List<Scalar> coefficients = Stream.generate(() -> Scalar.random(random))
                .limit(certs.threshold())
                .toList();
        List<Point> coefexps =
                coefficients.stream().map(Point::ofSecretExponent).toList();
        List<String> secrets = IntStream.rangeClosed(1, certs.size())
                .mapToObj(j -> Channel.send(
                        seed,
                        certs.at(j).encryption(),
                        Json.object()
                                .put("secret", valueAt(coefficients, j).decimal())
                                .build(),
                        random))
                .toList();
        return new Polynomial(
                Channel.send(
                        seed,
                        seed.encryption(),
                        Json.object()
                                .put("polynomial", Json.array(coefficients, a -> new Json.Text(a.decimal())))
                                .build(),
                        random),
                secrets,
                new Coefexps(SignedMessage.sign(seed.signingKey(), Coefexps.message(coefexps), random), coefexps),
                SignedMessage.signature(seed.signingKey(), certs.bindingMessage(coefexps), random));
    }

    private static int placeOf(TrusteeSeed seed, Certs certs) {
        for (int index = 1; index <= certs.size(); index++) {
            if (certs.at(index).verification().equals(seed.verification())
                    && certs.at(index).encryption().equals(seed.encryption())) {
                return index;
            }
        }
        throw new ProtocolViolation(CeremonyFault.NOT_A_MEMBER, "");
    }

    private static Scalar valueAt(List<Scalar> coefficients, int place) {
        Scalar value = Scalar.ZERO;
        for (Scalar coefficient : coefficients.reversed()) {
            value = value.times(Scalar.of(place)).plus(coefficient);
        }
        return value;
    }

    /**
     * Round 3, a trustee: checks what all have contributed and makes the own key for decrypting.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.KeyFault} or {@link CeremonyFault} whose place names the
     *     sender, such as {@code secrets[1]} for the trustee of place 2
     */
    public static Voutput voutput(TrusteeSeed seed, Certs certs, Vinput vinput, SecureRandom random) {
        certs.check();
        int own = placeOf(seed, certs);
        if (vinput.coefexps().size() != certs.size()) {
            throw new ProtocolViolation(CeremonyFault.WRONG_SHAPE, "coefexps");
        }
        Scalar privateKey = Scalar.ZERO;
        for (int i = 1; i <= certs.size(); i++) {
            Coefexps coefexps = vinput.coefexps().get(i - 1);
            certs.check(
                    i,
                    coefexps,
                    "coefexps[" + (i - 1) + "]",
                    vinput.signatures().get(i - 1),
                    "signatures[" + (i - 1) + "]");
            String place = "secrets[" + (i - 1) + "]";
            Scalar secret = receive(
                            seed, certs.at(i).verification(), vinput.secrets().get(i - 1), place)
                    .object("secret")
                    .get("secret")
                    .scalar();
            if (!Point.ofSecretExponent(secret).equals(coefexps.at(own))) {
                throw new ProtocolViolation(CeremonyFault.SECRET, place);
            }
            privateKey = privateKey.plus(secret);
        }
        checkOwnPolynomial(seed, vinput, own);
        TrusteeKeyPair pair = TrusteeKeyPair.of(privateKey);
        TrusteePublicKey proven = pair.prove(random);
        return new Voutput(
                Channel.send(
                        seed,
                        seed.encryption(),
                        Json.object()
                                .put("decryption_key", privateKey.decimal())
                                .build(),
                        random),
                new TrusteePublicKey(
                        proven.pok(),
                        proven.publicKey(),
                        Optional.of(SignedMessage.signature(
                                seed.signingKey(), proven.publicKey().hex(), random))));
    }

    private static void checkOwnPolynomial(TrusteeSeed seed, Vinput vinput, int own) {
        List<Point> powers = receive(seed, seed.verification(), vinput.polynomial(), "polynomial")
                .object("polynomial")
                .get("polynomial")
                .items(JsonNode::scalar)
                .stream()
                .map(Point::ofSecretExponent)
                .toList();
        if (!powers.equals(vinput.coefexps().get(own - 1).coefexps())) {
            throw new ProtocolViolation(CeremonyFault.OTHER_POLYNOMIAL, "polynomial");
        }
    }

    private static JsonNode receive(TrusteeSeed seed, Point sender, String text, String place) {
        try {
            return Channel.receive(seed, sender, text);
        } catch (ProtocolViolation e) {
            throw new ProtocolViolation(e.fault(), e.place().isEmpty() ? place : place + "." + e.place());
        }
    }

    /**
     * Round 3, the server: the parameters that go into trustees.json, checked whole.
     *
     * @param polynomials everyone's contribution of round 2
     * @param voutputs everyone's answer of round 3
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.KeyFault}
     */
    public static ThresholdParameters parameters(Certs certs, List<Polynomial> polynomials, List<Voutput> voutputs) {
        ThresholdParameters parameters = new ThresholdParameters(
                certs.threshold(),
                certs,
                polynomials.stream().map(Polynomial::coefexps).toList(),
                polynomials.stream().map(Polynomial::signature).toList(),
                voutputs.stream().map(Voutput::publicKey).toList());
        parameters.check();
        return parameters;
    }

    /**
     * The key with which a trustee decrypts tallies.
     *
     * @param encrypted the private key of the trustee's own {@link Voutput}
     * @throws ProtocolViolation a {@link CeremonyFault} if it is another trustee's
     */
    public static TrusteeKeyPair decryptionKey(TrusteeSeed seed, String encrypted) {
        return TrusteeKeyPair.of(Channel.receive(seed, seed.verification(), encrypted)
                .object("decryption_key")
                .get("decryption_key")
                .scalar());
    }
}
