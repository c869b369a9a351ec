package org.tellers.crypto.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;

/**
 * The secret that a trustee of a group keeps: 22 Base58 characters, from which the key that signs and the key that reads
 * messages are derived (specification, Public key infrastructure). With the {@link Voutput}'s encrypted private key, which
 * is no secret, it decrypts.
 *
 * <p>A secret: {@link #toString()} hides it, {@link #reveal()} does not.
 */
public final class TrusteeSeed {
    private static final int LENGTH = 22;

    private final String text;
    private final Scalar signingKey;
    private final Scalar decryptionKey;
    private final Point verification;
    private final Point encryption;

    private TrusteeSeed(String text) {
        this.text = text;
        this.signingKey = derive("sk|" + text);
        this.decryptionKey = derive("dk|" + text);
        this.verification = Point.ofSecretExponent(signingKey);
        this.encryption = Point.ofSecretExponent(decryptionKey);
    }

    private static Scalar derive(String text) {
        return Scalar.ofHash(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A fresh random seed (128 bits and more). */
    public static TrusteeSeed random(SecureRandom random) {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            characters.append(ElectionUuid.BASE58.charAt(random.nextInt(ElectionUuid.BASE58.length())));
        }
        return new TrusteeSeed(characters.toString());
    }

    /**
     * Reads a seed as {@link #reveal()} and belenios-tool's key files have it.
     *
     * @throws ProtocolViolation {@link CeremonyFault#SEED_FORM}; the message never repeats the input
     */
    public static TrusteeSeed parse(String text) {
        if (text.length() != LENGTH || !text.chars().allMatch(c -> ElectionUuid.BASE58.indexOf(c) >= 0)) {
            throw new ProtocolViolation(CeremonyFault.SEED_FORM, "");
        }
        return new TrusteeSeed(text);
    }

    /** The secret text, for the trustee's eyes only. */
    public String reveal() {
        return text;
    }

    /** The key that checks this trustee's signatures. */
    public Point verification() {
        return verification;
    }

    /** The key that messages to this trustee are encrypted with. */
    public Point encryption() {
        return encryption;
    }

    Scalar signingKey() {
        return signingKey;
    }

    Scalar decryptionKey() {
        return decryptionKey;
    }

    /** Hides the seed. */
    @Override
    public String toString() {
        return "TrusteeSeed of " + verification;
    }
}
