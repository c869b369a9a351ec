package org.tellers.crypto.additions;

import java.util.List;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;
import org.tellers.crypto.tally.EncryptedTally;

/**
 * How the cells were counted, and the reconciliation: for auditors only, since withheld levels are among it.
 *
 * @param cells in the plan's order
 */
public record CountAudit(List<CellCount> cells, Reconciliation reconciliation) {
    private static final int MOST_BYTES = 1 << 28;

    /**
     * A counted cell.
     *
     * @param cell its id in the plan
     * @param encryptedTally the sum of its ballots
     * @param decryptions of those trustees whose factors were used
     * @param result counts by question and option, blank first where it is allowed
     */
    public record CellCount(
            String cell, EncryptedTally encryptedTally, List<Decryption> decryptions, List<List<Integer>> result) {
        /** Takes copies. */
        public CellCount {
            decryptions = List.copyOf(decryptions);
            result = Matrix.copy(result);
        }

        private Json toJson() {
            return Json.object()
                    .put("cell", cell)
                    .put("encryptedTally", encryptedTally.toJson())
                    .put("decryptions", Json.array(decryptions, Decryption::toJson))
                    .put("result", Matrix.write(result, count -> new Json.Int(count)))
                    .build();
        }

        private static CellCount read(JsonNode node) {
            node.object("cell", "encryptedTally", "decryptions", "result");
            return new CellCount(
                    node.get("cell").text(),
                    EncryptedTally.read(node.get("encryptedTally")),
                    node.get("decryptions").items(Decryption::read),
                    Matrix.read(node.get("result"), count -> count.integer(0, Integer.MAX_VALUE)));
        }
    }

    /**
     * A trustee's factors of a cell with their strong proofs.
     *
     * @param owner the trustee's number, from 1
     */
    public record Decryption(int owner, List<List<Point>> factors, List<List<Proof>> proofs) {
        /** Takes copies. */
        public Decryption {
            factors = Matrix.copy(factors);
            proofs = Matrix.copy(proofs);
        }

        private Json toJson() {
            return Json.object()
                    .put("owner", owner)
                    .put("factors", Matrix.write(factors, point -> new Json.Text(point.hex())))
                    .put("proofs", Matrix.write(proofs, Proof::toJson))
                    .build();
        }

        private static Decryption read(JsonNode node) {
            node.object("owner", "factors", "proofs");
            return new Decryption(
                    node.get("owner").integer(1, Integer.MAX_VALUE),
                    Matrix.read(node.get("factors"), JsonNode::pointOrIdentity),
                    Matrix.read(node.get("proofs"), Proof::read));
        }
    }

    /** Takes a copy. */
    public CountAudit {
        cells = List.copyOf(cells);
    }

    /** The exact text: {@code {"cells":[…],"reconciliation":{…}}}. */
    public String text() {
        Json.Builder json = Json.object();
        putInto(json);
        return json.build().text();
    }

    void putInto(Json.Builder json) {
        json.put("cells", Json.array(cells, CellCount::toJson)).put("reconciliation", reconciliation.toJson());
    }

    /**
     * Reads the exact text.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link org.tellers.crypto.fault.FormatFault}
     */
    public static CountAudit parse(byte[] bytes) {
        return readFields(Json.parseCanonical(bytes, MOST_BYTES).object("cells", "reconciliation"));
    }

    static CountAudit readFields(JsonNode node) {
        return new CountAudit(
                node.get("cells").items(CellCount::read), Reconciliation.read(node.get("reconciliation")));
    }
}
