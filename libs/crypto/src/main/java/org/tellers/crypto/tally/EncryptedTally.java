package org.tellers.crypto.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.ballot.Answer;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Ciphertext;

/**
 * The sums of the ballots' ciphertexts by question and choice (specification, Encrypted tally). Immutable: adding gives
 * another; for many ballots {@link TallyAccumulator} is meant.
 */
public record EncryptedTally(List<List<Ciphertext>> sums) {
    private static final int MOST_BYTES = 1 << 20;

    /** Takes a copy. */
    public EncryptedTally {
        sums = sums.stream().map(List::copyOf).toList();
    }

    /** The tally of no ballots. */
    public static EncryptedTally empty(Election election) {
        return new EncryptedTally(election.questions().stream()
                .map(question -> java.util.Collections.nCopies(question.choices(), Ciphertext.NEUTRAL))
                .toList());
    }

    /**
     * Reads an encrypted_tally.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static EncryptedTally parse(byte[] bytes) {
        return read(Json.parseCanonical(bytes, MOST_BYTES));
    }

    /** Reads an encrypted tally that is part of another structure. */
    public static EncryptedTally read(JsonNode node) {
        return new EncryptedTally(node.items(question -> question.items(Ciphertext::readSum)));
    }

    /** This tally and another together: the sums of disjoint sets of ballots. */
    public EncryptedTally plus(EncryptedTally other) {
        return combine(other, Ciphertext::plus);
    }

    /** This tally without another: the sums once a part of the ballots is taken away. */
    public EncryptedTally minus(EncryptedTally other) {
        return combine(other, Ciphertext::minus);
    }

    private EncryptedTally combine(EncryptedTally other, BinaryOperator<Ciphertext> operation) {
        if (!sameShape(other)) {
            throw new IllegalArgumentException("tallies of different questions");
        }
        List<List<Ciphertext>> result = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            List<Ciphertext> row = new ArrayList<>();
            for (int j = 0; j < sums.get(i).size(); j++) {
                row.add(operation.apply(sums.get(i).get(j), other.sums.get(i).get(j)));
            }
            result.add(row);
        }
        return new EncryptedTally(result);
    }

    /** The tally of one ballot. */
    public static EncryptedTally of(Ballot ballot) {
        return new EncryptedTally(ballot.answers().stream().map(Answer::choices).toList());
    }

    private boolean sameShape(EncryptedTally other) {
        return sums.stream()
                .map(List::size)
                .toList()
                .equals(other.sums.stream().map(List::size).toList());
    }

    /** Whether there is one sum for each choice of the election. */
    public boolean fits(Election election) {
        return sameShape(empty(election));
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return toJson().bytes();
    }

    /** The JSON form. */
    public Json toJson() {
        List<Point> points = new ArrayList<>();
        for (List<Ciphertext> row : sums) {
            for (Ciphertext sum : row) {
                points.add(sum.alpha());
                points.add(sum.beta());
            }
        }
        Point.encodeAll(points);
        return Json.array(sums, row -> Json.array(row, Ciphertext::toJson));
    }

    /** The SHA-256 of the bytes in hexadecimal. */
    public String hash() {
        return Sha256.hex(bytes());
    }
}
