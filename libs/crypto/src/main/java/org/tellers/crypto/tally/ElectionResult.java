package org.tellers.crypto.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.KeyFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.trustee.Quorum;
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
     * Checks the partial decryptions of a quorum and combines them: every "Single" trustee's, and of each group exactly as
     * many as its threshold says.
     *
     * @param decryptions by owner, see {@link Trustees}
     * @param most the number of ballots, which no count can exceed
     * @throws ProtocolViolation a {@link KeyFault} with the owner or owners as place: NOT_A_TRUSTEE, DECRYPTION_MISSING,
     *     QUORUM_NOT_REACHED, QUORUM_EXCEEDED, DECRYPTION_SHAPE, DECRYPTION_PROOF; or COUNT_NOT_FOUND
     */
    public static ElectionResult combine(
            Election election,
            Trustees trustees,
            EncryptedTally tally,
            Map<Integer, PartialDecryption> decryptions,
            int most) {
        requireQuorum(trustees, decryptions.keySet());
        Map<Integer, List<List<Point>>> factors = new TreeMap<>();
        for (int owner : new TreeSet<>(decryptions.keySet())) {
            PartialDecryption decryption = decryptions.get(owner);
            try {
                decryption.check(election, tally, trustees.keys().get(owner - 1));
            } catch (ProtocolViolation e) {
                throw new ProtocolViolation(e.fault(), "owner " + owner + ", " + e.place());
            }
            factors.put(owner, decryption.factors());
        }
        return ofCheckedFactors(trustees, tally, factors, most);
    }

    /**
     * Combines decryption factors of a quorum whose proofs have been checked already.
     *
     * @param factors by owner, by question and choice
     * @param most the number of ballots, which no count can exceed
     * @throws ProtocolViolation as {@link #combine}, except DECRYPTION_PROOF
     */
    public static ElectionResult ofCheckedFactors(
            Trustees trustees, EncryptedTally tally, Map<Integer, List<List<Point>>> factors, int most) {
        requireQuorum(trustees, factors.keySet());
        List<Integer> shape = tally.sums().stream().map(List::size).toList();
        Map<Integer, Scalar> exponents = new TreeMap<>();
        for (Quorum quorum : trustees.quorums()) {
            for (int owner : quorum.among(factors.keySet())) {
                if (!factors.get(owner).stream().map(List::size).toList().equals(shape)) {
                    throw new ProtocolViolation(KeyFault.DECRYPTION_SHAPE, "owner " + owner);
                }
                exponents.put(owner, quorum.coefficient(owner, factors.keySet()));
            }
        }
        DiscreteLogarithm logarithm = new DiscreteLogarithm(most);
        List<List<Integer>> counts = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            List<Integer> row = new ArrayList<>();
            for (int j = 0; j < shape.get(i); j++) {
                Point power = tally.sums().get(i).get(j).beta();
                for (Map.Entry<Integer, Scalar> exponent : exponents.entrySet()) {
                    Point factor = factors.get(exponent.getKey()).get(i).get(j);
                    power = power.minus(
                            exponent.getValue().equals(Scalar.ONE) ? factor : factor.times(exponent.getValue()));
                }
                String place = "[" + i + "][" + j + "]";
                row.add(logarithm.of(power).orElseThrow(() -> new ProtocolViolation(KeyFault.COUNT_NOT_FOUND, place)));
            }
            counts.add(row);
        }
        return new ElectionResult(counts);
    }

    /**
     * Combines checked decryption factors of a quorum or of more: an archive may hold more decryptions than a count needs
     * (specification, Tally). Every choice of as many as are needed must then give the same counts.
     *
     * @param factors by owner, by question and choice; those that come first are preferred
     * @param most the number of ballots, which no count can exceed
     * @throws ProtocolViolation as {@link #combine}, except DECRYPTION_PROOF and QUORUM_EXCEEDED; or DECRYPTIONS_DISAGREE
     *     with the owner who does not agree with those before
     */
    public static ElectionResult ofAllCheckedFactors(
            Trustees trustees, EncryptedTally tally, SequencedMap<Integer, List<List<Point>>> factors, int most) {
        Map<Integer, List<List<Point>>> chosen = new TreeMap<>(factors);
        Map<Integer, Integer> standIns = new TreeMap<>();
        for (Quorum quorum : trustees.quorums()) {
            List<Integer> given =
                    factors.keySet().stream().filter(quorum.owners()::contains).toList();
            for (int owner : given.subList(Math.min(quorum.threshold(), given.size()), given.size())) {
                chosen.remove(owner);
                standIns.put(owner, given.getFirst());
            }
        }
        ElectionResult result = ofCheckedFactors(trustees, tally, chosen, most);
        // A factor that gives the same sum in the place of another lies on the same polynomial as all of them.
        standIns.forEach((owner, other) -> {
            Map<Integer, List<List<Point>>> instead = new TreeMap<>(chosen);
            instead.remove(other);
            instead.put(owner, factors.get(owner));
            if (!agrees(result, trustees, tally, instead, most)) {
                throw new ProtocolViolation(KeyFault.DECRYPTIONS_DISAGREE, "owner " + owner);
            }
        });
        return result;
    }

    private static boolean agrees(
            ElectionResult result,
            Trustees trustees,
            EncryptedTally tally,
            Map<Integer, List<List<Point>>> factors,
            int most) {
        try {
            return ofCheckedFactors(trustees, tally, factors, most).equals(result);
        } catch (ProtocolViolation e) {
            return false;
        }
    }

    private static void requireQuorum(Trustees trustees, Set<Integer> owners) {
        for (int owner : owners) {
            if (owner < 1 || owner > trustees.keys().size()) {
                throw new ProtocolViolation(KeyFault.NOT_A_TRUSTEE, "owner " + owner);
            }
        }
        for (Quorum quorum : trustees.quorums()) {
            quorum.require(owners);
        }
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
