package org.tellers.crypto.additions;

import java.util.ArrayList;
import java.util.List;
import org.tellers.crypto.election.Question;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * Where every credential of a ballot went.
 *
 * @param rollVersions members entitled by version of the roll, in order
 * @param entitled members entitled in the last version
 * @param listed credentials on the election's list
 * @param active credentials alive at the close
 * @param revoked credentials revoked
 * @param reserve credentials never activated
 * @param used credentials with a ballot
 */
public record Reconciliation(
        List<RollVersion> rollVersions, int entitled, int listed, int active, int revoked, int reserve, int used) {
    /** Members entitled in a version of the roll. */
    public record RollVersion(int version, int entitled) {
        private Json toJson() {
            return Json.object()
                    .put("version", version)
                    .put("entitled", entitled)
                    .build();
        }

        private static RollVersion read(JsonNode node) {
            node.object("version", "entitled");
            return new RollVersion(
                    node.get("version").integer(1, Integer.MAX_VALUE),
                    node.get("entitled").integer(0, Integer.MAX_VALUE));
        }
    }

    /** Takes a copy. */
    public Reconciliation {
        rollVersions = List.copyOf(rollVersions);
    }

    Json toJson() {
        return Json.object()
                .put("rollVersions", Json.array(rollVersions, RollVersion::toJson))
                .put("entitled", entitled)
                .put("listed", listed)
                .put("active", active)
                .put("revoked", revoked)
                .put("reserve", reserve)
                .put("used", used)
                .build();
    }

    static Reconciliation read(JsonNode node) {
        node.object("rollVersions", "entitled", "listed", "active", "revoked", "reserve", "used");
        return new Reconciliation(
                node.get("rollVersions").items(RollVersion::read),
                count(node, "entitled"),
                count(node, "listed"),
                count(node, "active"),
                count(node, "revoked"),
                count(node, "reserve"),
                count(node, "used"));
    }

    private static int count(JsonNode node, String name) {
        return node.get(name).integer(0, Integer.MAX_VALUE);
    }

    /**
     * Checks that the figures agree with each other: listed = active + revoked + reserve, active = entitled, used within
     * active, versions of the roll in order and the last one's entitled this one's.
     *
     * @throws ProtocolViolation {@link AdditionsFault#RECONCILIATION}; the place names the equation
     */
    public void check() {
        require((long) active + revoked + reserve == listed, "listed = active + revoked + reserve");
        require(active == entitled, "active = entitled");
        require(used <= active, "used ≤ active");
        for (int i = 1; i < rollVersions.size(); i++) {
            require(rollVersions.get(i - 1).version() < rollVersions.get(i).version(), "roll versions in order");
        }
        require(
                !rollVersions.isEmpty() && rollVersions.getLast().entitled() == entitled,
                "entitled = that of the last roll version");
    }

    /** Refuses an equation that does not hold: {@link AdditionsFault#RECONCILIATION}, its place the equation. */
    static void require(boolean holds, String equation) {
        if (!holds) {
            throw new ProtocolViolation(AdditionsFault.RECONCILIATION, equation);
        }
    }

    /**
     * Checks that counts can come from a number of ballots: of each question min·(ballots − blank) ≤ sum of the options ≤
     * max·(ballots − blank), and no option has more votes than there are ballots that are not blank.
     *
     * @throws ProtocolViolation {@link AdditionsFault#COUNTS_IMPOSSIBLE} with the question's place
     */
    public static void checkCounts(List<Question> questions, List<List<Integer>> counts, int ballots) {
        if (counts.size() != questions.size()) {
            throw new ProtocolViolation(AdditionsFault.COUNTS_IMPOSSIBLE, "");
        }
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            List<Integer> row = new ArrayList<>(counts.get(i));
            boolean possible = row.size() == question.choices();
            if (possible) {
                int blank = question.blank() ? row.removeFirst() : 0;
                long filled = (long) ballots - blank;
                long sum = row.stream().mapToLong(Integer::longValue).sum();
                possible = filled >= 0
                        && question.min() * filled <= sum
                        && sum <= question.max() * filled
                        && row.stream().allMatch(count -> count >= 0 && count <= filled);
            }
            if (!possible) {
                throw new ProtocolViolation(AdditionsFault.COUNTS_IMPOSSIBLE, "question " + (i + 1));
            }
        }
    }
}
