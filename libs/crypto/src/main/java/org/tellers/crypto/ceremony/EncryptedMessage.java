package org.tellers.crypto.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * A text that only the holder of a decryption key can read ({@code encrypted_msg} of the specification, Public key
 * infrastructure): AES-GCM under a key that is an ElGamal-encrypted random point.
 *
 * @param alpha g^r
 * @param beta the recipient's key to the r, times the random point
 * @param data the enciphered text with its tag, in lower-case hexadecimal
 */
record EncryptedMessage(Point alpha, Point beta, String data) {
    private static final String ALGORITHM = "AES-GCM";
    private static final int TAG_BITS = 128;

    /** More than a polynomial of the largest group needs. */
    static final int MOST_BYTES = 1 << 16;

    static EncryptedMessage encrypt(Point encryption, String message, SecureRandom random) {
        Scalar r = Scalar.random(random);
        Point alpha = Point.ofSecretExponent(r);
        Point secret = Point.ofSecretExponent(Scalar.random(random));
        byte[] data;
        try {
            data = cipher(Cipher.ENCRYPT_MODE, secret, alpha).doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        return new EncryptedMessage(
                alpha, encryption.timesSecret(r).plus(secret), HexFormat.of().formatHex(data));
    }

    /**
     * The text.
     *
     * @throws ProtocolViolation {@link CeremonyFault#MESSAGE_UNREADABLE}
     */
    String decrypt(Scalar decryptionKey) {
        Point secret = beta.minus(alpha.timesSecret(decryptionKey));
        try {
            byte[] message = cipher(Cipher.DECRYPT_MODE, secret, alpha)
                    .doFinal(HexFormat.of().parseHex(data));
            return new String(message, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new ProtocolViolation(CeremonyFault.MESSAGE_UNREADABLE, "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The initialisation vector is never used twice with a key, as both come from fresh random numbers. */
    private static Cipher cipher(int mode, Point secret, Point alpha) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(hash("key|" + secret.hex()), "AES"),
                new GCMParameterSpec(TAG_BITS, hash("iv|" + alpha.hex())));
        return cipher;
    }

    private static byte[] hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    String text() {
        return Json.object()
                .put("algorithm", ALGORITHM)
                .put("alpha", alpha.hex())
                .put("beta", beta.hex())
                .put("data", data)
                .build()
                .text();
    }

    static EncryptedMessage parse(String text) {
        JsonNode node = Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8), MOST_BYTES)
                .object("algorithm", "alpha", "beta", "data");
        if (!node.get("algorithm").text().equals(ALGORITHM)) {
            throw node.get("algorithm").violation(FormatFault.UNSUPPORTED);
        }
        String data = node.get("data").text();
        if (data.length() < TAG_BITS / 4
                || data.length() % 2 != 0
                || !data.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw node.get("data").violation(FormatFault.VALUE_OUT_OF_RANGE);
        }
        return new EncryptedMessage(node.get("alpha").point(), node.get("beta").point(), data);
    }
}
