package org.tellers.crypto.archive;

import org.tellers.crypto.Sha256;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/** The payload of the Setup event: the hashes (SHA-256, hexadecimal) of the three structures that open an archive. */
public record SetupData(String election, String trustees, String credentials) {
    /** The setup of the given structures' bytes. */
    public static SetupData of(byte[] election, byte[] trustees, byte[] credentials) {
        return new SetupData(Sha256.hex(election), Sha256.hex(trustees), Sha256.hex(credentials));
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.object()
                .put("election", election)
                .put("trustees", trustees)
                .put("credentials", credentials)
                .build()
                .bytes();
    }

    /** Reads the structure. */
    public static SetupData parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, 512).object("election", "trustees", "credentials");
        return new SetupData(
                node.get("election").hash(),
                node.get("trustees").hash(),
                node.get("credentials").hash());
    }
}
