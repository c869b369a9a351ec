package org.tellers.crypto.archive;

import java.util.Arrays;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * A link of the chain of events (specification, Public data). An event's hash covers all that came before it.
 *
 * @param parent the hash of the event before; absent in the first
 * @param height 0 in the first event, then one more in each
 * @param type what happened
 * @param payload the SHA-256 of the data concerned, in hexadecimal; absent in EndBallots
 */
public record ArchiveEvent(Optional<String> parent, int height, EventType type, Optional<String> payload) {
    /** The most bytes an event can have. */
    private static final int MOST_BYTES = 512;

    /** The first event: the setup data is its payload. */
    public static ArchiveEvent setup(SetupData data) {
        return new ArchiveEvent(Optional.empty(), 0, EventType.SETUP, Optional.of(Sha256.hex(data.bytes())));
    }

    /** The event that follows this one, with the hash of its payload. */
    public ArchiveEvent next(EventType type, String payloadHash) {
        return following(hash(), height, type, Optional.of(payloadHash));
    }

    /** The EndBallots event that follows this one. */
    public ArchiveEvent endBallots() {
        return following(hash(), height, EventType.END_BALLOTS, Optional.empty());
    }

    /** The event that follows the one of the given hash and height; what a service needs that stores its head only. */
    public static ArchiveEvent following(
            String parentHash, int parentHeight, EventType type, Optional<String> payloadHash) {
        return new ArchiveEvent(Optional.of(parentHash), parentHeight + 1, type, payloadHash);
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        Json.Builder json = Json.object();
        parent.ifPresent(hash -> json.put("parent", hash));
        json.put("height", height).put("type", type.label());
        payload.ifPresent(hash -> json.put("payload", hash));
        return json.build().bytes();
    }

    /** The SHA-256 of the bytes in hexadecimal. */
    public String hash() {
        return Sha256.hex(bytes());
    }

    /**
     * Reads an event.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link FormatFault}; UNSUPPORTED for shuffles
     */
    public static ArchiveEvent parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, MOST_BYTES).object("?parent", "height", "type", "?payload");
        String label = node.get("type").text();
        EventType type = Arrays.stream(EventType.values())
                .filter(t -> t.label().equals(label))
                .findFirst()
                .orElseThrow(() -> node.get("type").violation(FormatFault.UNSUPPORTED));
        return new ArchiveEvent(
                node.find("parent").map(JsonNode::hash),
                node.get("height").integer(0, Integer.MAX_VALUE),
                type,
                node.find("payload").map(JsonNode::hash));
    }
}
