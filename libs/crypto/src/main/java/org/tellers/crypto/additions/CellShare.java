package org.tellers.crypto.additions;

import java.util.List;
import java.util.Optional;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;
import org.tellers.crypto.proof.Proof;

/**
 * What a trustee hands in for a cell.
 *
 * @param cell the cell's id
 * @param factors by question and option; absent of cell 0, whose factors are those of Belenios's partial decryption
 * @param proofs strong proofs of the factors
 */
public record CellShare(String cell, Optional<List<List<Point>>> factors, List<List<Proof>> proofs) {
    private static final int MOST_BYTES = 1 << 26;

    /** The id of the total's cell. */
    public static final String TOTAL = "0";

    /** Takes copies. */
    public CellShare {
        factors = factors.map(Matrix::copy);
        proofs = Matrix.copy(proofs);
    }

    /**
     * Reads a trustee's shares: an array, cell 0 without factors, every other cell with.
     *
     * @throws org.tellers.crypto.fault.ProtocolViolation a {@link FormatFault}
     */
    public static List<CellShare> parse(byte[] bytes) {
        return Json.parseCanonical(bytes, MOST_BYTES).items(CellShare::read);
    }

    private static CellShare read(JsonNode node) {
        node.object("cell", "?factors", "proofs");
        CellShare share = new CellShare(
                node.get("cell").text(),
                node.find("factors").map(factors -> Matrix.read(factors, JsonNode::pointOrIdentity)),
                Matrix.read(node.get("proofs"), Proof::read));
        if (share.cell.equals(TOTAL) == share.factors.isPresent()) {
            throw node.violation(share.factors.isPresent() ? FormatFault.UNKNOWN_FIELD : FormatFault.MISSING_FIELD);
        }
        return share;
    }

    /** The JSON text of a trustee's shares. */
    public static String text(List<CellShare> shares) {
        return Json.array(shares, CellShare::toJson).text();
    }

    private Json toJson() {
        Json.Builder json = Json.object().put("cell", cell);
        factors.ifPresent(f -> json.put("factors", Matrix.write(f, point -> new Json.Text(point.hex()))));
        return json.put("proofs", Matrix.write(proofs, Proof::toJson)).build();
    }
}
