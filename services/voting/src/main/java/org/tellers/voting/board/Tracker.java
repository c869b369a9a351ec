package org.tellers.voting.board;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Reads smart ballot trackers as people and programs write them. */
final class Tracker {
    private static final int HASH_BYTES = 32;

    private Tracker() {}

    /** The tracker of the ballot with this hash in hexadecimal. */
    static String of(String hash) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hash));
    }

    /** The hash of the ballot in hexadecimal; nothing if the text is no tracker. */
    static Optional<String> hash(String tracker) {
        String base64url = tracker.replaceAll("[\\s=]", "").replace('+', '-').replace('/', '_');
        try {
            byte[] hash = Base64.getUrlDecoder().decode(base64url);
            return hash.length == HASH_BYTES ? Optional.of(HexFormat.of().formatHex(hash)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
