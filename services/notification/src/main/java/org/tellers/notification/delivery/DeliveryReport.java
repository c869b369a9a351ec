package org.tellers.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What somebody told of a mail, in our words: no address, and nothing of what a remote said.
 *
 * @param token token of the envelope sender it came back to
 * @param messageId Message-ID of the mail, from the headers that came back
 * @param verdict what it means
 * @param status enhanced status code (RFC 3463); empty when there is none
 * @param source {@link #RELAY}, {@link #MAILBOX}, or the name of a provider
 * @param key what makes this report itself: the same key is the same report
 */
public record DeliveryReport(
        Optional<ReturnPath.Token> token,
        Optional<String> messageId,
        Verdict verdict,
        String status,
        String source,
        String key) {

    /** Source of what the mail relay said at once. */
    public static final String RELAY = "relay";
    /** Source of what came to the bounce mailbox. */
    public static final String MAILBOX = "mailbox";

    /** The key of a report by what its source calls it. */
    static String key(String source, String... names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.getBytes(StandardCharsets.UTF_8));
            for (String name : names) {
                digest.update((byte) 0);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
