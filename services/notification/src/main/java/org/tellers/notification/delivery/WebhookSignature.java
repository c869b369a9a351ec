package org.tellers.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a provider's request is genuine and new, as the Standard Webhooks specification 1.0.0 says: HMAC-SHA-256 over
 * {@code id.timestamp.body}, in base64 behind {@code v1,}, several separated by spaces while a secret is being changed.
 */
final class WebhookSignature {

    /** How far a request's time may be from ours; within it, a repeated report is known by its id. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String PREFIX = "whsec_";
    private static final int LEAST_SECRET_BYTES = 24;

    private final SecretKeySpec key;

    private WebhookSignature(byte[] secret) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /**
     * With a secret as providers show it: base64 of at least 24 bytes, with or without {@code whsec_} before it.
     *
     * @throws IllegalArgumentException when it is something else; the message does not quote it
     */
    static WebhookSignature withSecret(String secret) {
        String text = secret.strip();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A webhook secret is base64, with or without whsec_ before it");
        }
        if (bytes.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException("A webhook secret has at least 24 bytes");
        }
        return new WebhookSignature(bytes);
    }

    /**
     * Whether the request is genuine.
     *
     * @param id header webhook-id
     * @param timestamp header webhook-timestamp, seconds since 1970
     * @param signatures header webhook-signature
     */
    boolean fits(String id, String timestamp, String signatures, byte[] body, Instant now) {
        if (!timestamp.matches("\\d{1,11}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(WINDOW)
                        > 0) {
            return false;
        }
        byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
        return Arrays.stream(signatures.split(" "))
                .anyMatch(signature -> MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The signature that fits. */
    String sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
