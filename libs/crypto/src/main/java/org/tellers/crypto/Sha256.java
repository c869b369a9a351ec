package org.tellers.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 in the encodings of the protocol. */
public final class Sha256 {
    private Sha256() {}

    /** A fresh digest. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes of the hash. */
    public static byte[] of(byte[] data) {
        return digest().digest(data);
    }

    /** The hash in 64 lower-case hexadecimal digits, as events and file names of the archive use it. */
    public static String hex(byte[] data) {
        return HexFormat.of().formatHex(of(data));
    }

    /** The hash in Base64 without padding, 43 characters, as fingerprints and trackers use it. */
    public static String base64(byte[] data) {
        return Base64.getEncoder().withoutPadding().encodeToString(of(data));
    }

    /** The hash of a text's UTF-8 bytes in Base64 without padding. */
    public static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
