package org.tellers.crypto.credential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tellers.crypto.fault.ArchiveFault;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/** The list of public credentials of an election (specification, Credentials), without weights. Immutable. */
public final class PublicCredentials {
    private static final int MOST_BYTES = 1 << 28;

    private final List<String> credentials;
    private final Map<String, Integer> index;

    private PublicCredentials(List<String> credentials) {
        this.credentials = List.copyOf(credentials);
        this.index = HashMap.newHashMap(credentials.size());
        for (int i = 0; i < credentials.size(); i++) {
            if (index.put(credentials.get(i), i) != null) {
                throw new ProtocolViolation(ArchiveFault.CREDENTIAL_LISTED_TWICE, "[" + i + "]");
            }
        }
    }

    /**
     * A list of credentials in the order given.
     *
     * @throws ProtocolViolation {@link ArchiveFault#CREDENTIAL_LISTED_TWICE}
     */
    public static PublicCredentials of(List<Point> credentials) {
        Point.encodeAll(credentials);
        return new PublicCredentials(credentials.stream().map(Point::hex).toList());
    }

    /**
     * Reads the list and checks every element of it, which for long lists takes all processors a while.
     *
     * @throws ProtocolViolation a {@link FormatFault} (UNSUPPORTED for a weight) or CREDENTIAL_LISTED_TWICE
     */
    public static PublicCredentials parse(byte[] bytes) {
        List<JsonNode> items = Json.parseCanonical(bytes, MOST_BYTES).items();
        List<Optional<ProtocolViolation>> violations =
                items.parallelStream().map(PublicCredentials::violation).toList();
        violations.stream().flatMap(Optional::stream).findFirst().ifPresent(first -> {
            throw first;
        });
        return new PublicCredentials(items.stream().map(JsonNode::text).toList());
    }

    private static Optional<ProtocolViolation> violation(JsonNode item) {
        try {
            if (item.text().indexOf(',') >= 0) {
                throw item.violation(FormatFault.UNSUPPORTED);
            }
            item.point();
            return Optional.empty();
        } catch (ProtocolViolation e) {
            return Optional.of(e);
        }
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return Json.array(credentials, Json.Text::new).bytes();
    }

    /** Whether a credential is listed. */
    public boolean contains(String credential) {
        return index.containsKey(credential);
    }

    /** The credentials in their order, each 64 hexadecimal digits. */
    public List<String> list() {
        return credentials;
    }
}
