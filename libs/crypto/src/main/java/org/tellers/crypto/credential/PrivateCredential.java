package org.tellers.crypto.credential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;

/**
 * A voter's voting code: 22 Base58 characters written XXXXX-XXXXXX-XXXXX-XXXXXX (specification, Credentials). It has no
 * check character: a mistyped code is noticed because its public credential is not on the list.
 *
 * <p>A secret: {@link #toString()} hides it, {@link #reveal()} does not.
 */
public final class PrivateCredential {
    private static final int LENGTH = 22;

    private final String text;

    private PrivateCredential(String text) {
        this.text = text;
    }

    /** A fresh random code (128 bits and more). */
    public static PrivateCredential random(SecureRandom random) {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            characters.append(ElectionUuid.BASE58.charAt(random.nextInt(ElectionUuid.BASE58.length())));
        }
        return new PrivateCredential(hyphenated(characters.toString()));
    }

    /**
     * Reads a code as people type it: white space is ignored and hyphens may be missing or elsewhere; case counts.
     *
     * @throws ProtocolViolation {@link FormatFault#CREDENTIAL_FORM}; the message never repeats the input
     */
    public static PrivateCredential parse(String typed) {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '-') {
                continue;
            }
            if (ElectionUuid.BASE58.indexOf(c) < 0 || characters.length() == LENGTH) {
                throw new ProtocolViolation(FormatFault.CREDENTIAL_FORM, "");
            }
            characters.append(c);
        }
        if (characters.length() != LENGTH) {
            throw new ProtocolViolation(FormatFault.CREDENTIAL_FORM, "");
        }
        return new PrivateCredential(hyphenated(characters.toString()));
    }

    private static String hyphenated(String c) {
        return c.substring(0, 5) + "-" + c.substring(5, 11) + "-" + c.substring(11, 16) + "-" + c.substring(16);
    }

    /** The secret text XXXXX-XXXXXX-XXXXX-XXXXXX, for the voter's eyes only. */
    public String reveal() {
        return text;
    }

    /**
     * The secret exponent for an election: two SHA-256 of {@code derive_credential|uuid|i|code} put together, modulo q.
     */
    public Scalar secret(ElectionUuid uuid) {
        byte[] both = new byte[64];
        for (int i = 0; i < 2; i++) {
            byte[] hash = Sha256.of(
                    ("derive_credential|" + uuid.value() + "|" + i + "|" + text).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(hash, 0, both, 32 * i, 32);
        }
        return Scalar.of(new BigInteger(1, both));
    }

    /** The public credential for an election: g to the secret exponent. */
    public Point publicCredential(ElectionUuid uuid) {
        return Point.ofSecretExponent(secret(uuid));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrivateCredential credential && credential.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "PrivateCredential";
    }
}
