package org.tellers.crypto.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.tellers.crypto.fault.CeremonyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.trustee.SignedMessage;

/** Messages from trustee to trustee, signed, then encrypted (specification, Channels). */
final class Channel {
    private Channel() {}

    /** {@code send(sk, recipient, message)}. */
    static String send(TrusteeSeed sender, Point recipient, Json message, SecureRandom random) {
        String letter = Json.object()
                .put("recipient", recipient.hex())
                .put("message", message.text())
                .build()
                .text();
        String signed =
                SignedMessage.sign(sender.signingKey(), letter, random).toJson().text();
        return EncryptedMessage.encrypt(recipient, signed, random).text();
    }

    /**
     * Opens a message.
     *
     * @param sender the verification key of the trustee whose it should be
     * @throws ProtocolViolation {@link CeremonyFault#MESSAGE_UNREADABLE}, {@link CeremonyFault#MESSAGE_SIGNATURE},
     *     {@link CeremonyFault#MESSAGE_RECIPIENT} or a {@link org.tellers.crypto.fault.FormatFault}, without place
     */
    static JsonNode receive(TrusteeSeed recipient, Point sender, String text) {
        byte[] plain =
                EncryptedMessage.parse(text).decrypt(recipient.decryptionKey()).getBytes(StandardCharsets.UTF_8);
        JsonNode node = Json.parseCanonical(plain, EncryptedMessage.MOST_BYTES);
        SignedMessage.read(node).check(sender, CeremonyFault.MESSAGE_SIGNATURE, "");
        JsonNode letter = node.get("message").embedded().object("recipient", "message");
        if (!letter.get("recipient").text().equals(recipient.encryption().hex())) {
            throw new ProtocolViolation(CeremonyFault.MESSAGE_RECIPIENT, "");
        }
        return letter.get("message").embedded();
    }
}
