package org.tellers.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets that must rest in a database, under a key that lies outside it: AES-256-GCM, a random nonce per seal.
 *
 * <p>What a secret belongs to (ballot, credential) is bound in as associated data, so that a sealed value moved to
 * another row does not open. The sealed form is one version byte, 12 bytes of nonce, ciphertext with tag.
 */
public final class Sealer {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private Sealer(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key: one line, base64 of 32 bytes.
     *
     * @throws IllegalStateException when the file is missing or holds something else; the message says what to do
     */
    public static Sealer fromFile(Path file) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The sealing key " + file + " cannot be read: put base64 of 32 random bytes there and set"
                            + " TELLERS_SEAL_KEY_FILE to it",
                    e);
        }
        if (key.length != 32) {
            throw new IllegalStateException("The sealing key " + file + " has " + key.length
                    + " bytes; it must have 32, as base64 on one line");
        }
        return new Sealer(key);
    }

    /** Seals a secret for the thing that {@code belongsTo} names. */
    public byte[] seal(byte[] secret, String belongsTo) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, belongsTo).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws SealBroken when it was sealed under another key, for another thing, or was changed
     */
    public byte[] open(byte[] sealed, String belongsTo) {
        if (sealed.length < 1 + NONCE || sealed[0] != VERSION) {
            throw new SealBroken();
        }
        byte[] nonce = new byte[NONCE];
        System.arraycopy(sealed, 1, nonce, 0, NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, belongsTo).doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (AEADBadTagException e) {
            throw new SealBroken();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * A keyed hash of a value, to compare it by without storing it: HMAC-SHA-256 under a key derived from the sealing key for
     * one purpose. The same value has another hash for another purpose, and none can be tried out without the key.
     */
    public byte[] hash(String value, String purpose) {
        SecretKey derived = new SecretKeySpec(hmac(key, "hash/" + purpose), HMAC);
        return hmac(derived, value);
    }

    private static byte[] hmac(SecretKey key, String value) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String belongsTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A sealed value does not open; says nothing of its content. */
    public static final class SealBroken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SealBroken() {
            super("A sealed value does not open: other key, other owner, or changed");
        }
    }
}
