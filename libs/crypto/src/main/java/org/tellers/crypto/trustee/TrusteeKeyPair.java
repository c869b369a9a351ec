package org.tellers.crypto.trustee;

import java.security.SecureRandom;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.proof.Proof;

/** The keys that a trustee decrypts with. A secret: {@link #toString()} shows the public key only. */
public final class TrusteeKeyPair {
    private final Scalar privateKey;
    private final Point publicKey;

    private TrusteeKeyPair(Scalar privateKey) {
        this.privateKey = privateKey;
        this.publicKey = Point.ofSecretExponent(privateKey);
    }

    /** A fresh random pair. */
    public static TrusteeKeyPair generate(SecureRandom random) {
        return new TrusteeKeyPair(Scalar.random(random));
    }

    /**
     * Reads a private key as {@link #privateKeyBytes()} and belenios-tool write it.
     *
     * @throws ProtocolViolation a {@link FormatFault}; the message never repeats the input
     */
    public static TrusteeKeyPair parsePrivateKey(byte[] bytes) {
        return of(Json.parseCanonical(bytes, 128).scalar());
    }

    /**
     * The pair of a private key.
     *
     * @throws ProtocolViolation {@link FormatFault#VALUE_OUT_OF_RANGE} for 0
     */
    public static TrusteeKeyPair of(Scalar privateKey) {
        if (privateKey.equals(Scalar.ZERO)) {
            throw new ProtocolViolation(FormatFault.VALUE_OUT_OF_RANGE, "");
        }
        return new TrusteeKeyPair(privateKey);
    }

    /** The private key as JSON, a string of decimal digits: a secret. */
    public byte[] privateKeyBytes() {
        return new Json.Text(privateKey.decimal()).bytes();
    }

    /** The public key alone. */
    public Point publicKey() {
        return publicKey;
    }

    /** The public key with a fresh proof of knowledge. */
    public TrusteePublicKey prove(SecureRandom random) {
        Scalar w = Scalar.random(random);
        Scalar challenge = TrusteePublicKey.challenge(publicKey, Point.ofSecretExponent(w));
        return new TrusteePublicKey(respond(challenge, w), publicKey);
    }

    /** The decryption factor of a ciphertext: alpha to the private key. */
    public Point factor(Point alpha) {
        return alpha.timesSecret(privateKey);
    }

    /**
     * Answers a challenge on the private key.
     *
     * @param w the logarithm of the commitment: fresh, random, secret and used once, else the private key is exposed
     */
    public Proof respond(Scalar challenge, Scalar w) {
        return new Proof(challenge, w.minus(privateKey.times(challenge)));
    }

    @Override
    public String toString() {
        return "TrusteeKeyPair of " + publicKey;
    }
}
