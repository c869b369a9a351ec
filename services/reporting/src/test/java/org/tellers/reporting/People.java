package org.tellers.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.trustee.Cert;
import org.tellers.crypto.trustee.Certs;
import org.tellers.crypto.trustee.Coefexps;
import org.tellers.crypto.trustee.SignedMessage;
import org.tellers.crypto.trustee.ThresholdParameters;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.crypto.trustee.TrusteeKind;
import org.tellers.crypto.trustee.TrusteePublicKey;

/**
 * The people's side of the count key of a test ballot, all in one hand.
 *
 * @param kind their entry in trustees.json
 * @param keys what each of them decrypts with; their owners follow the platform's, from 2
 */
record People(TrusteeKind kind, List<TrusteeKeyPair> keys) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** One scrutineer, without whom there is no count. */
    static People scrutineer() {
        TrusteeKeyPair key = TrusteeKeyPair.generate(RANDOM);
        return new People(key.prove(RANDOM), List.of(key));
    }

    /** A group of which some suffice. */
    static People group(int threshold, int size) {
        List<Scalar> signing = new ArrayList<>();
        List<List<Scalar>> polynomials = new ArrayList<>();
        List<Cert> certs = new ArrayList<>();
        for (int index = 1; index <= size; index++) {
            Scalar key = Scalar.random(RANDOM);
            signing.add(key);
            Cert.Context context = new Cert.Context(size, threshold, index);
            Point verification = Point.ofSecretExponent(key);
            Point encryption = Point.ofSecretExponent(Scalar.random(RANDOM));
            certs.add(new Cert(
                    SignedMessage.sign(key, Cert.message(context, verification, encryption), RANDOM),
                    context,
                    verification,
                    encryption));
            List<Scalar> polynomial = new ArrayList<>();
            for (int k = 0; k < threshold; k++) {
                polynomial.add(Scalar.random(RANDOM));
            }
            polynomials.add(polynomial);
        }
        Certs all = new Certs(certs);
        List<Coefexps> coefexps = new ArrayList<>();
        List<Proof> bindings = new ArrayList<>();
        List<TrusteeKeyPair> keys = new ArrayList<>();
        List<TrusteePublicKey> verificationKeys = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Point> exponentials =
                    polynomials.get(i).stream().map(Point::ofSecretExponent).toList();
            coefexps.add(new Coefexps(
                    SignedMessage.sign(signing.get(i), Coefexps.message(exponentials), RANDOM), exponentials));
            bindings.add(SignedMessage.signature(signing.get(i), all.bindingMessage(exponentials), RANDOM));
            Scalar share = Scalar.ZERO;
            for (List<Scalar> polynomial : polynomials) {
                share = share.plus(value(polynomial, i + 1));
            }
            TrusteeKeyPair key = TrusteeKeyPair.parsePrivateKey(("\"" + share.decimal() + "\"").getBytes(UTF_8));
            keys.add(key);
            TrusteePublicKey proven = key.prove(RANDOM);
            verificationKeys.add(new TrusteePublicKey(
                    proven.pok(),
                    proven.publicKey(),
                    Optional.of(SignedMessage.signature(
                            signing.get(i), proven.publicKey().hex(), RANDOM))));
        }
        ThresholdParameters parameters = new ThresholdParameters(threshold, all, coefexps, bindings, verificationKeys);
        parameters.check();
        return new People(parameters, keys);
    }

    private static Scalar value(List<Scalar> polynomial, int at) {
        Scalar value = Scalar.ZERO;
        for (int k = polynomial.size() - 1; k >= 0; k--) {
            value = value.times(Scalar.of(at)).plus(polynomial.get(k));
        }
        return value;
    }
}
