package org.tellers.crypto.archive;

import org.tellers.crypto.Sha256;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.tally.PartialDecryption;

/**
 * The payload of a PartialDecryption event.
 *
 * @param owner the trustee's place in trustees.json, from 1
 * @param payload the SHA-256 of the partial decryption, hexadecimal
 */
public record OwnedPartialDecryption(int owner, String payload) {
    /** The structure that ascribes a partial decryption to a trustee. */
    public static OwnedPartialDecryption of(int owner, PartialDecryption decryption) {
        return new OwnedPartialDecryption(owner, Sha256.hex(decryption.bytes()));
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object().put("owner", owner).put("payload", payload).build().bytes();
    }

    /** Reads the structure. */
    public static OwnedPartialDecryption parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, 256).object("owner", "payload");
        return new OwnedPartialDecryption(
                node.get("owner").integer(1, Integer.MAX_VALUE),
                node.get("payload").hash());
    }
}
