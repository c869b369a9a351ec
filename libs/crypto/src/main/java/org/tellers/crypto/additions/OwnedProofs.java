package org.tellers.crypto.additions;

import java.util.List;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * A trustee's strong proofs of the total.
 *
 * @param owner the trustee's number, from 1
 * @param proofs by question and option
 */
public record OwnedProofs(int owner, List<List<Proof>> proofs) {
    private static final int MOST_BYTES = 1 << 24;

    /** Takes a copy. */
    public OwnedProofs {
        proofs = Matrix.copy(proofs);
    }

    Json toJson() {
        return Json.object()
                .put("owner", owner)
                .put("proofs", Matrix.write(proofs, Proof::toJson))
                .build();
    }

    static OwnedProofs read(JsonNode node) {
        node.object("owner", "proofs");
        return new OwnedProofs(
                node.get("owner").integer(1, Integer.MAX_VALUE), Matrix.read(node.get("proofs"), Proof::read));
    }

    /** The exact text of {@code {"strongProofs":[…]}}, what a declaration adds to the public file. */
    public static String text(List<OwnedProofs> proofs) {
        return Json.object()
                .put("strongProofs", Json.array(proofs, OwnedProofs::toJson))
                .build()
                .text();
    }

    /**
     * Reads {@link #text}.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static List<OwnedProofs> parse(byte[] bytes) {
        return Json.parseCanonical(bytes, MOST_BYTES)
                .object("strongProofs")
                .get("strongProofs")
                .items(OwnedProofs::read);
    }
}
