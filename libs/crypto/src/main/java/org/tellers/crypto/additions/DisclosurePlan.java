package org.tellers.crypto.additions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * The only sums of a ballot that will be formed and decrypted, fixed and signed before anyone decrypts. What they must be
 * is {@link DisclosureRule}'s.
 *
 * @param ballot the election's identifier
 * @param fingerprint φ of the election
 * @param head the hash of the archive's last event at the close
 * @param credentialLogHead the credential log's head at the close
 * @param minima the minima that were applied: the charter's or stricter
 * @param cells the total first, then level by level, coarsest first, each level sorted by id
 * @param withheld the parts of the levels shown that have no cell, in the same order
 */
public record DisclosurePlan(
        String ballot,
        String fingerprint,
        String head,
        String credentialLogHead,
        Minima minima,
        List<Cell> cells,
        List<Withheld> withheld) {
    /** The level of the total. */
    public static final String TOTAL = "total";

    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 24;
    private static final int FINGERPRINT_LENGTH = 43;

    /**
     * A sum to be decrypted.
     *
     * @param id its place in the list, decimal; the total is 0
     * @param level {@code total}, or the level whose part of the constituencies this is
     * @param name for people
     * @param constituencies their ids, sorted
     * @param cast votes in it
     * @param entitled members entitled in it
     */
    public record Cell(String id, String level, String name, List<String> constituencies, int cast, int entitled) {
        /** Takes a copy. */
        public Cell {
            constituencies = List.copyOf(constituencies);
        }

        private Json toJson() {
            return Json.object()
                    .put("id", id)
                    .put("level", level)
                    .put("name", name)
                    .put("constituencies", Json.array(constituencies, Json.Text::new))
                    .put("cast", cast)
                    .put("entitled", entitled)
                    .build();
        }

        private static Cell read(JsonNode node) {
            node.object("id", "level", "name", "constituencies", "cast", "entitled");
            return new Cell(
                    node.get("id").text(),
                    node.get("level").text(),
                    node.get("name").text(),
                    node.get("constituencies").items(JsonNode::text),
                    node.get("cast").integer(0, Integer.MAX_VALUE),
                    node.get("entitled").integer(0, Integer.MAX_VALUE));
        }
    }

    /** Why a part of a level has no cell. */
    public enum Reason {
        /** It is under a minimum itself. */
        UNDER_MINIMUM("under-minimum"),
        /** Others could be found by subtracting it. */
        COMPLEMENTARY("complementary");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The word in JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * A part of a level that gets no cell.
     *
     * @param constituency the part's id, such as {@code region/north}
     */
    public record Withheld(String level, String constituency, Reason reason) {
        private Json toJson() {
            return Json.object()
                    .put("level", level)
                    .put("constituency", constituency)
                    .put("reason", reason.word())
                    .build();
        }

        private static Withheld read(JsonNode node) {
            node.object("level", "constituency", "reason");
            String word = node.get("reason").text();
            return new Withheld(
                    node.get("level").text(),
                    node.get("constituency").text(),
                    Arrays.stream(Reason.values())
                            .filter(reason -> reason.word().equals(word))
                            .findFirst()
                            .orElseThrow(() -> node.get("reason").violation(FormatFault.VALUE_OUT_OF_RANGE)));
        }
    }

    /** Takes copies. */
    public DisclosurePlan {
        cells = List.copyOf(cells);
        withheld = List.copyOf(withheld);
    }

    /**
     * Reads a plan's exact text.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link FormatFault}
     */
    public static DisclosurePlan parse(String text) {
        JsonNode node = Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8), MOST_BYTES)
                .object("version", "ballot", "fingerprint", "head", "credentialLogHead", "minima", "cells", "withheld");
        node.get("version").integer(VERSION, VERSION);
        if (node.get("fingerprint").text().length() != FINGERPRINT_LENGTH) {
            throw node.get("fingerprint").violation(FormatFault.VALUE_OUT_OF_RANGE);
        }
        return new DisclosurePlan(
                node.get("ballot").text(),
                node.get("fingerprint").text(),
                node.get("head").hash(),
                node.get("credentialLogHead").hash(),
                Minima.read(node.get("minima")),
                node.get("cells").items(Cell::read),
                node.get("withheld").items(Withheld::read));
    }

    /** The exact text. */
    public String text() {
        return Json.object()
                .put("version", VERSION)
                .put("ballot", ballot)
                .put("fingerprint", fingerprint)
                .put("head", head)
                .put("credentialLogHead", credentialLogHead)
                .put("minima", minima.toJson())
                .put("cells", Json.array(cells, Cell::toJson))
                .put("withheld", Json.array(withheld, Withheld::toJson))
                .build()
                .text();
    }

    /** The SHA-256 of the text, hexadecimal: what is signed, and what strong proofs name. */
    public String hash() {
        return Sha256.hex(text().getBytes(StandardCharsets.UTF_8));
    }
}
