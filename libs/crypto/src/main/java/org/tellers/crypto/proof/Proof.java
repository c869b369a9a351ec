package org.tellers.crypto.proof;

import java.nio.charset.StandardCharsets;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/** A challenge and a response: the one form of every zero-knowledge proof here (specification, Common structures). */
public record Proof(Scalar challenge, Scalar response) {
    /** The JSON form. */
    public Json toJson() {
        return Json.object()
                .put("challenge", challenge.decimal())
                .put("response", response.decimal())
                .build();
    }

    /** Reads the JSON form. */
    public static Proof read(JsonNode node) {
        node.object("challenge", "response");
        return new Proof(node.get("challenge").scalar(), node.get("response").scalar());
    }

    /** The challenge that hashing a text gives: SHA-256, big-endian, modulo q. */
    public static Scalar challenge(String text) {
        return Scalar.ofHash(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
