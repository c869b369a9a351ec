package org.tellers.crypto.additions;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * A line of the public decision log. Each names the hash of the one before it, so that a signed line covers all before.
 *
 * @param number from 1
 * @param previous the hash of the line before; of the first {@link #start}
 * @param at when
 * @param who the role, such as {@code officer}; never a person
 * @param what such as {@code approved}
 * @param from the ballot's state before, if it is a transition
 * @param to the ballot's state after, if it is a transition
 * @param why the reason given, if one was
 */
public record DecisionLine(
        int number,
        String previous,
        Instant at,
        String who,
        String what,
        Optional<String> from,
        Optional<String> to,
        Optional<String> why) {
    private static final int MOST_BYTES = 1 << 16;

    /**
     * A line as it is published.
     *
     * @param entry the line's exact text
     * @param hash the SHA-256 of it, hexadecimal
     * @param signature of the hash, absent before the charter named the log's key
     */
    public record Entry(String entry, String hash, Optional<Proof> signature) {
        Json toJson() {
            Json.Builder json = Json.object().put("entry", entry).put("hash", hash);
            signature.ifPresent(proof -> json.put("signature", proof.toJson()));
            return json.build();
        }

        static Entry read(JsonNode node) {
            node.object("entry", "hash", "?signature");
            return new Entry(
                    node.get("entry").text(),
                    node.get("hash").hash(),
                    node.find("signature").map(Proof::read));
        }
    }

    /** What the first line of a ballot names as its previous, hexadecimal. */
    public static String start(String ballot) {
        return Sha256.hex(("tellers-decisions|" + ballot).getBytes(StandardCharsets.UTF_8));
    }

    /** The exact text. */
    public String text() {
        Json.Builder json = Json.object()
                .put("number", number)
                .put("previous", previous)
                .put("at", at.toString())
                .put("who", who)
                .put("what", what);
        from.ifPresent(state -> json.put("from", state));
        to.ifPresent(state -> json.put("to", state));
        why.ifPresent(reason -> json.put("why", reason));
        return json.build().text();
    }

    /** The SHA-256 of the text, hexadecimal. */
    public String hash() {
        return hash(text());
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a line's exact text.
     *
     * @throws ProtocolViolation a {@link FormatFault}
     */
    public static DecisionLine parse(String text) {
        JsonNode node = Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8), MOST_BYTES)
                .object("number", "previous", "at", "who", "what", "?from", "?to", "?why");
        JsonNode at = node.get("at");
        Instant instant;
        try {
            instant = Instant.parse(at.text());
        } catch (DateTimeException e) {
            throw at.violation(FormatFault.VALUE_OUT_OF_RANGE);
        }
        if (!instant.toString().equals(at.text())) {
            throw at.violation(FormatFault.NOT_CANONICAL);
        }
        return new DecisionLine(
                node.get("number").integer(1, Integer.MAX_VALUE),
                node.get("previous").hash(),
                instant,
                node.get("who").text(),
                node.get("what").text(),
                node.find("from").map(JsonNode::text),
                node.find("to").map(JsonNode::text),
                node.find("why").map(JsonNode::text));
    }

    /**
     * Checks a log: numbers, chain and hashes, and the signatures from the first one on.
     *
     * @param key the charter's log key; without one no line may be signed
     * @return the number of signed lines
     * @throws ProtocolViolation {@link AdditionsFault#DECISION_CHAIN}, DECISION_HASH, DECISION_UNSIGNED, SIGNATURE, or a
     *     {@link FormatFault}, with the place of the line
     */
    public static int check(String ballot, List<Entry> entries, Optional<Point> key) {
        String previous = start(ballot);
        int signed = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String place = "decisions[" + i + "]";
            DecisionLine line;
            try {
                line = parse(entry.entry());
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), e.place().isEmpty() ? place : place + ".entry." + e.place());
            }
            if (line.number() != i + 1 || !line.previous().equals(previous)) {
                throw new ProtocolViolation(AdditionsFault.DECISION_CHAIN, place);
            }
            previous = hash(entry.entry());
            if (!previous.equals(entry.hash())) {
                throw new ProtocolViolation(AdditionsFault.DECISION_HASH, place);
            }
            if (entry.signature().isPresent()) {
                if (key.isEmpty()) {
                    throw new ProtocolViolation(AdditionsFault.SIGNATURE, place);
                }
                Signature.check(
                        Signature.Purpose.DECISION,
                        previous,
                        key.get(),
                        entry.signature().get(),
                        place);
                signed++;
            } else if (signed > 0) {
                throw new ProtocolViolation(AdditionsFault.DECISION_UNSIGNED, place);
            }
        }
        return signed;
    }
}
