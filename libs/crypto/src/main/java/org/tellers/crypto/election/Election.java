package org.tellers.crypto.election;

import java.util.List;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.FixedBase;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * An election of protocol version 1 in the group Ed25519 (specification, Elections): everything that the fingerprint φ
 * covers. Immutable and safe to share; the table of its public key is made once, when it is first needed.
 */
public final class Election {
    /** The protocol version. */
    public static final int VERSION = 1;

    /** The most bytes of election.json that are read. */
    public static final int MOST_BYTES = 1 << 20;

    private final Parameters parameters;
    private final byte[] bytes;
    private final String fingerprint;
    private volatile FixedBase publicKeyTable;

    /**
     * The members of the structure that differ between elections.
     *
     * @param description free text
     * @param name title
     * @param publicKey the product of the trustees' keys
     * @param questions at least one
     * @param uuid identifier
     * @param administrator who organises, if stated
     * @param credentialAuthority who made the credentials, if stated
     */
    public record Parameters(
            String description,
            String name,
            Point publicKey,
            List<Question> questions,
            ElectionUuid uuid,
            Optional<String> administrator,
            Optional<String> credentialAuthority) {
        /** Requires a question. */
        public Parameters {
            questions = List.copyOf(questions);
            if (questions.isEmpty()) {
                throw new ProtocolViolation(FormatFault.VALUE_OUT_OF_RANGE, "questions");
            }
        }
    }

    /** An election of the given members, with its canonical bytes. */
    public Election(Parameters parameters) {
        this(parameters, toJson(parameters).bytes());
    }

    private Election(Parameters parameters, byte[] bytes) {
        this.parameters = parameters;
        this.bytes = bytes;
        this.fingerprint = Sha256.base64(bytes);
    }

    /**
     * Reads election.json.
     *
     * @throws ProtocolViolation any {@link FormatFault}; UNSUPPORTED for another version, group or kind of question
     */
    public static Election parse(byte[] bytes) {
        JsonNode node = Json.parseCanonical(bytes, MOST_BYTES)
                .object(
                        "version",
                        "description",
                        "name",
                        "group",
                        "public_key",
                        "questions",
                        "uuid",
                        "?administrator",
                        "?credential_authority");
        if (node.get("version").integer(0, Integer.MAX_VALUE) != VERSION) {
            throw node.get("version").violation(FormatFault.UNSUPPORTED);
        }
        if (!node.get("group").text().equals(Point.GROUP)) {
            throw node.get("group").violation(FormatFault.UNSUPPORTED);
        }
        JsonNode uuid = node.get("uuid");
        Parameters parameters = new Parameters(
                node.get("description").text(),
                node.get("name").text(),
                node.get("public_key").point(),
                node.get("questions").items(Question::read),
                uuid.here(() -> new ElectionUuid(uuid.text())),
                node.find("administrator").map(JsonNode::text),
                node.find("credential_authority").map(JsonNode::text));
        return new Election(parameters, bytes.clone());
    }

    private static Json toJson(Parameters p) {
        Json.Builder json = Json.object()
                .put("version", VERSION)
                .put("description", p.description())
                .put("name", p.name())
                .put("group", Point.GROUP)
                .put("public_key", p.publicKey().hex())
                .put("questions", Json.array(p.questions(), Question::toJson))
                .put("uuid", p.uuid().value());
        p.administrator().ifPresent(text -> json.put("administrator", text));
        p.credentialAuthority().ifPresent(text -> json.put("credential_authority", text));
        return json.build();
    }

    /** The canonical bytes of election.json. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** φ: the SHA-256 of the bytes in Base64 without padding, 43 characters. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The members. */
    public Parameters parameters() {
        return parameters;
    }

    /** The identifier. */
    public ElectionUuid uuid() {
        return parameters.uuid();
    }

    /** The questions in their order. */
    public List<Question> questions() {
        return parameters.questions();
    }

    /** The public key y. */
    public Point publicKey() {
        return parameters.publicKey();
    }

    /** The table of y for fast powers; the first call makes it, which takes some milliseconds. */
    public FixedBase publicKeyTable() {
        FixedBase table = publicKeyTable;
        if (table == null) {
            // Two threads at once make the same table; either stays.
            table = new FixedBase(parameters.publicKey());
            publicKeyTable = table;
        }
        return table;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Election election && election.fingerprint.equals(fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "Election " + uuid() + " " + fingerprint;
    }
}
