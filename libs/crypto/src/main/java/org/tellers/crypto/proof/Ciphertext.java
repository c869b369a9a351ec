package org.tellers.crypto.proof;

import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/** An ElGamal encryption (g^r, y^r·g^m) of a small number m. */
public record Ciphertext(Point alpha, Point beta) {
    /** The encryption of 0 with r = 0: where sums start. */
    public static final Ciphertext NEUTRAL = new Ciphertext(Point.IDENTITY, Point.IDENTITY);

    /** The encryption of the sum of both numbers. */
    public Ciphertext plus(Ciphertext other) {
        return new Ciphertext(alpha.plus(other.alpha), beta.plus(other.beta));
    }

    /** The encryption of the difference of both numbers. */
    public Ciphertext minus(Ciphertext other) {
        return new Ciphertext(alpha.minus(other.alpha), beta.minus(other.beta));
    }

    /** The JSON form. */
    public Json toJson() {
        return Json.object().put("alpha", alpha.hex()).put("beta", beta.hex()).build();
    }

    /** Reads a voter's ciphertext; the order of its points is left to be checked with the proofs. */
    public static Ciphertext readOnCurve(JsonNode node) {
        node.object("alpha", "beta");
        return new Ciphertext(node.get("alpha").pointOnCurve(), node.get("beta").pointOnCurve());
    }

    /** Reads a sum, which may be the identity. */
    public static Ciphertext readSum(JsonNode node) {
        node.object("alpha", "beta");
        return new Ciphertext(
                node.get("alpha").pointOrIdentity(), node.get("beta").pointOrIdentity());
    }
}
