package org.tellers.crypto.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.trustee.Trustees;

/**
 * The counts by question and choice (specification, Election result); where a question allows blank, its first count is
 * the number of blank votes.
 */
public record ElectionResult(List<List<Integer>> counts) {
    private static final int MOST_BYTES = 1 << 20;

    /** Takes a copy. */
    public ElectionResult {
        counts = counts.stream().map(List::copyOf).toList();
    }

    /**
     * Checks the partial decryptions of all trustees and combines them.
     *
     * @param decryptions by owner: the trustee's place in the list, from 1
     * @param most the number of ballots, which no count can exceed
     * @throws ProtocolViolation a {@link KeyFault} with the owner as place
     */
    public static ElectionResult combine(
            Election election,
            Trustees trustees,
            EncryptedTally tally,
            Map<Integer, PartialDecryption> decryptions,
            int most) {
        for (int owner : decryptions.keySet()) {
            if (owner < 1 || owner > trustees.keys().size()) {
                throw new ProtocolViolation(KeyFault.NOT_A_TRUSTEE, "owner " + owner);
            }
        }
        for (int owner = 1; owner <= trustees.keys().size(); owner++) {
            PartialDecryption decryption = decryptions.get(owner);
            if (decryption == null) {
                throw new ProtocolViolation(KeyFault.DECRYPTION_MISSING, "owner " + owner);
            }
            try {
                decryption.check(election, tally, trustees.keys().get(owner - 1));
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), "owner " + owner + ", " + e.place());
            }
        }
        DiscreteLogarithm logarithm = new DiscreteLogarithm(most);
        List<List<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < tally.sums().size(); i++) {
            List<Integer> row = new ArrayList<>();
            for (int j = 0; j < tally.sums().get(i).size(); j++) {
                Point power = tally.sums().get(i).get(j).beta();
                for (PartialDecryption decryption : decryptions.values()) {
                    power = power.minus(decryption.factors().get(i).get(j));
                }
                String place = "[" + i + "][" + j + "]";
                row.add(logarithm.of(power).orElseThrow(() -> new ProtocolViolation(KeyFault.COUNT_NOT_FOUND, place)));
            }
            counts.add(row);
        }
        return new ElectionResult(counts);
    }

    /** The canonical bytes: the payload of the Result event. */
    public byte[] bytes() {
        return Json.object()
                .put("result", Json.array(counts, row -> Json.array(row, count -> new Json.Int(count))))
                .build()
                .bytes();
    }

    /**
     * Reads a result.
     *
     * @throws ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static ElectionResult parse(byte[] bytes) {
        return new ElectionResult(Json.parseCanonical(bytes, MOST_BYTES)
                .object("result")
                .get("result")
                .items(row -> row.items(count -> count.integer(0, Integer.MAX_VALUE))));
    }
}
