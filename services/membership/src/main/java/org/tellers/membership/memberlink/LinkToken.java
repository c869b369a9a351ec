package org.tellers.membership.memberlink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of a link: 32 random bytes in base64url. Only its SHA-256 is stored; with so much randomness a plain hash
 * tells nothing.
 */
public final class LinkToken {

    /** Characters of a token. */
    public static final int LENGTH = 43;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private LinkToken(String text) {
        this.text = text;
    }

    /** A new one. */
    static LinkToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text that a link carries behind the hash sign, where no browser sends it to a server by itself. */
    public String reveal() {
        return text;
    }

    /** What is stored of a token's text. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "LinkToken";
    }
}
