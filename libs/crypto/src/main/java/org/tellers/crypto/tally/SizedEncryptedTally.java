package org.tellers.crypto.tally;

import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * The payload of the EncryptedTally event.
 *
 * @param numTallied the number of ballots summed
 * @param totalWeight the same number, since no voter has a weight here
 * @param encryptedTally the SHA-256 of the encrypted tally, hexadecimal
 */
public record SizedEncryptedTally(int numTallied, int totalWeight, String encryptedTally) {
    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object()
                .put("num_tallied", numTallied)
                .put("total_weight", totalWeight)
                .put("encrypted_tally", encryptedTally)
                .build()
                .bytes();
    }

    /** Reads the structure. */
    public static SizedEncryptedTally parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, 256).object("num_tallied", "total_weight", "encrypted_tally");
        return new SizedEncryptedTally(
                node.get("num_tallied").integer(0, Integer.MAX_VALUE),
                node.get("total_weight").integer(0, Integer.MAX_VALUE),
                node.get("encrypted_tally").hash());
    }
}
