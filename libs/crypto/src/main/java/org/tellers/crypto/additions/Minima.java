package org.tellers.crypto.additions;

import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * What a part of the count must have to be shown.
 *
 * @param cast the least votes cast
 * @param entitled the least members entitled
 */
public record Minima(int cast, int entitled) {
    /** Whether a part of the count may be shown. */
    public boolean met(int cast, int entitled) {
        return cast >= this.cast && entitled >= this.entitled;
    }

    /** Whether neither minimum is lower than another's. */
    public boolean atLeast(Minima other) {
        return cast >= other.cast && entitled >= other.entitled;
    }

    Json toJson() {
        return Json.object().put("cast", cast).put("entitled", entitled).build();
    }

    static Minima read(JsonNode node) {
        node.object("cast", "entitled");
        return new Minima(
                node.get("cast").integer(0, Integer.MAX_VALUE),
                node.get("entitled").integer(0, Integer.MAX_VALUE));
    }
}
