package org.tellers.crypto.additions;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * The public log of which credentials are alive, with a hiding commitment to each one's constituency. Batches are sorted,
 * so they tell neither order nor reason; each batch's head covers all that came before it.
 */
public final class CredentialLog {
    private static final int NONCE_BYTES = 32;
    private static final int MOST_BYTES = 1 << 28;

    /**
     * A batch: batch 0 holds all that was active when the box was set up.
     *
     * @param activated public credentials, sorted
     * @param revoked public credentials, sorted; one of this batch's activated may be among them
     * @param commitments one for each activated credential, sorted by themselves
     * @param head the log's head after this batch, hexadecimal
     */
    public record Batch(List<String> activated, List<String> revoked, List<String> commitments, String head) {
        /** Takes copies. */
        public Batch {
            activated = List.copyOf(activated);
            revoked = List.copyOf(revoked);
            commitments = List.copyOf(commitments);
        }

        Json toJson() {
            return Json.object()
                    .put("activated", Json.array(activated, Json.Text::new))
                    .put("revoked", Json.array(revoked, Json.Text::new))
                    .put("commitments", Json.array(commitments, Json.Text::new))
                    .put("head", head)
                    .build();
        }

        /** The JSON text. */
        public String text() {
            return toJson().text();
        }

        static Batch read(JsonNode node) {
            node.object("activated", "revoked", "commitments", "head");
            return new Batch(
                    node.get("activated").items(JsonNode::hash),
                    node.get("revoked").items(JsonNode::hash),
                    node.get("commitments").items(JsonNode::hash),
                    node.get("head").hash());
        }
    }

    /**
     * What a commitment hides: secret until the count, then for trustees and auditors only.
     *
     * @param nonce 32 random bytes, hexadecimal
     */
    public record Opening(String credential, String constituency, String nonce) {
        Json toJson() {
            return Json.object()
                    .put("credential", credential)
                    .put("constituency", constituency)
                    .put("nonce", nonce)
                    .build();
        }

        /** The JSON text, which is as confidential as what it says. */
        public String text() {
            return toJson().text();
        }

        static Opening read(JsonNode node) {
            node.object("credential", "constituency", "nonce");
            return new Opening(
                    node.get("credential").hash(),
                    node.get("constituency").text(),
                    node.get("nonce").hash());
        }

        /** Keeps the constituency of a credential out of logs. */
        @Override
        public String toString() {
            return "Opening";
        }
    }

    /**
     * Where a log has come to.
     *
     * @param active the credentials alive
     * @param revoked those that were alive once
     * @param head the head after the last batch
     */
    public record State(Set<String> active, Set<String> revoked, String head) {
        /** The number of credentials ever activated. */
        public int activated() {
            return active.size() + revoked.size();
        }
    }

    private CredentialLog() {}

    /** A fresh nonce, hexadecimal. */
    public static String nonce(SecureRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The commitment to a credential's constituency, hexadecimal. */
    public static String commitment(String fingerprint, Opening opening) {
        return hash("tellers-constituency|" + fingerprint + "|" + opening.credential() + "|" + opening.constituency()
                + "|" + opening.nonce());
    }

    /** The head of a log without batches, hexadecimal. */
    public static String start(String fingerprint) {
        return hash("tellers-credential-log|" + fingerprint);
    }

    /** The batch that follows a head; the lists may come in any order. */
    public static Batch next(String head, List<String> activated, List<String> revoked, List<String> commitments) {
        List<String> a = activated.stream().sorted().toList();
        List<String> r = revoked.stream().sorted().toList();
        List<String> c = commitments.stream().sorted().toList();
        return new Batch(a, r, c, head(head, a, r, c));
    }

    private static String head(String before, List<String> activated, List<String> revoked, List<String> commitments) {
        return hash(before + "|a:" + String.join(",", activated) + "|r:" + String.join(",", revoked) + "|c:"
                + String.join(",", commitments));
    }

    /**
     * Checks a log from its start.
     *
     * @throws ProtocolViolation {@link AdditionsFault#LOG_ORDER}, LOG_COUNT, LOG_HEAD or LOG_STATE with the batch
     */
    public static State check(String fingerprint, List<Batch> batches) {
        Set<String> active = new LinkedHashSet<>();
        Set<String> revoked = new LinkedHashSet<>();
        String head = start(fingerprint);
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            String place = "[" + i + "]";
            requireSorted(batch.activated(), place + ".activated");
            requireSorted(batch.revoked(), place + ".revoked");
            requireSorted(batch.commitments(), place + ".commitments");
            if (batch.commitments().size() != batch.activated().size()) {
                throw new ProtocolViolation(AdditionsFault.LOG_COUNT, place);
            }
            head = head(head, batch.activated(), batch.revoked(), batch.commitments());
            if (!head.equals(batch.head())) {
                throw new ProtocolViolation(AdditionsFault.LOG_HEAD, place);
            }
            for (String credential : batch.activated()) {
                if (revoked.contains(credential) || !active.add(credential)) {
                    throw new ProtocolViolation(AdditionsFault.LOG_STATE, place + ".activated");
                }
            }
            for (String credential : batch.revoked()) {
                if (!active.remove(credential) || !revoked.add(credential)) {
                    throw new ProtocolViolation(AdditionsFault.LOG_STATE, place + ".revoked");
                }
            }
        }
        return new State(active, revoked, head);
    }

    private static void requireSorted(List<String> list, String place) {
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i - 1).compareTo(list.get(i)) >= 0) {
                throw new ProtocolViolation(AdditionsFault.LOG_ORDER, place);
            }
        }
    }

    /**
     * Checks that the openings, sorted by credential, open commitments of a checked log and nothing else, each in the batch
     * of its credential. Of revoked credentials they may be missing.
     *
     * @return the constituency of every opened credential
     * @throws ProtocolViolation {@link AdditionsFault#OPENING}; the place holds no credential
     */
    public static Map<String, String> open(
            String fingerprint, List<Batch> batches, State state, List<Opening> openings) {
        Map<String, Opening> byCredential = new HashMap<>();
        String before = "";
        for (Opening opening : openings) {
            if (before.compareTo(opening.credential()) >= 0) {
                throw new ProtocolViolation(AdditionsFault.OPENING, "openings");
            }
            before = opening.credential();
            byCredential.put(before, opening);
        }
        Map<String, String> constituencies = new HashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            Set<String> unopened = new HashSet<>(batches.get(i).commitments());
            for (String credential : batches.get(i).activated()) {
                Opening opening = byCredential.remove(credential);
                if (opening == null && state.revoked().contains(credential)) {
                    continue;
                }
                if (opening == null || !unopened.remove(commitment(fingerprint, opening))) {
                    throw new ProtocolViolation(AdditionsFault.OPENING, "batch " + i);
                }
                constituencies.put(credential, opening.constituency());
            }
        }
        if (!byCredential.isEmpty()) {
            throw new ProtocolViolation(AdditionsFault.OPENING, "openings");
        }
        return constituencies;
    }

    /** How many of the given credentials belong to each constituency. */
    public static SortedMap<String, Integer> countByConstituency(
            Iterable<String> credentials, Map<String, String> constituencies) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (String credential : credentials) {
            String constituency = constituencies.get(credential);
            if (constituency == null) {
                throw new ProtocolViolation(AdditionsFault.CREDENTIAL_INACTIVE, "");
            }
            counts.merge(constituency, 1, Integer::sum);
        }
        return counts;
    }

    /** The JSON text of openings, sorted by credential: {@code {"openings":[…]}}. */
    public static String openingsText(List<Opening> openings) {
        return Json.object()
                .put(
                        "openings",
                        Json.array(
                                openings.stream()
                                        .sorted(java.util.Comparator.comparing(Opening::credential))
                                        .toList(),
                                Opening::toJson))
                .build()
                .text();
    }

    /** Reads {@link #openingsText}. */
    public static List<Opening> parseOpenings(byte[] bytes) {
        return Json.parseCanonical(bytes, MOST_BYTES)
                .object("openings")
                .get("openings")
                .items(Opening::read);
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
