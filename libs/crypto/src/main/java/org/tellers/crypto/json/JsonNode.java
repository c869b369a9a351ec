package org.tellers.crypto.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.group.Scalar;

/** A value and its place, read strictly: whatever is not as the reader says becomes a {@link ProtocolViolation} there. */
public final class JsonNode {
    private final Json json;
    private final JsonNode parent;
    private final String step;

    JsonNode(Json json) {
        this(json, null, "");
    }

    private JsonNode(Json json, JsonNode parent, String step) {
        this.json = json;
        this.parent = parent;
        this.step = step;
    }

    /** The value. */
    public Json json() {
        return json;
    }

    /** The path from the root, such as {@code answers[0].choices[1].alpha}. */
    public String place() {
        String path = parent == null ? "" : parent.place();
        return path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
    }

    /** A violation at this place. */
    public ProtocolViolation violation(org.tellers.crypto.fault.Fault fault) {
        return new ProtocolViolation(fault, place());
    }

    /**
     * Requires an object of exactly the named fields in this order; a name that begins with ? may be absent.
     *
     * @return this
     * @throws ProtocolViolation WRONG_TYPE, UNKNOWN_FIELD, MISSING_FIELD, or NOT_CANONICAL for another order
     */
    public JsonNode object(String... names) {
        Map<String, Json> fields = fields();
        List<String> expected = new ArrayList<>(names.length);
        for (String name : names) {
            boolean optional = name.startsWith("?");
            String plain = optional ? name.substring(1) : name;
            if (fields.containsKey(plain)) {
                expected.add(plain);
            } else if (!optional) {
                throw new JsonNode(json, this, plain).violation(FormatFault.MISSING_FIELD);
            }
        }
        if (fields.size() != expected.size()) {
            // The unknown name itself is the sender's text and is not repeated.
            throw violation(FormatFault.UNKNOWN_FIELD);
        }
        Iterator<String> order = expected.iterator();
        for (String name : fields.keySet()) {
            if (!name.equals(order.next())) {
                throw violation(FormatFault.NOT_CANONICAL);
            }
        }
        return this;
    }

    private Map<String, Json> fields() {
        if (json instanceof Json.Obj(var fields)) {
            return fields;
        }
        throw violation(FormatFault.WRONG_TYPE);
    }

    /** A field that is known to exist. */
    public JsonNode get(String name) {
        Json value = fields().get(name);
        if (value == null) {
            throw new JsonNode(json, this, name).violation(FormatFault.MISSING_FIELD);
        }
        return new JsonNode(value, this, name);
    }

    /** A field that may be absent. */
    public Optional<JsonNode> find(String name) {
        return Optional.ofNullable(fields().get(name)).map(value -> new JsonNode(value, this, name));
    }

    /** The items of an array. */
    public List<JsonNode> items() {
        if (!(json instanceof Json.Arr(var items))) {
            throw violation(FormatFault.WRONG_TYPE);
        }
        List<JsonNode> nodes = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            nodes.add(new JsonNode(items.get(i), this, "[" + i + "]"));
        }
        return nodes;
    }

    /** The items of an array, each read by a function. */
    public <T> List<T> items(Function<JsonNode, T> read) {
        return items().stream().map(read).toList();
    }

    /** A string. */
    public String text() {
        if (json instanceof Json.Text(String value)) {
            return value;
        }
        throw violation(FormatFault.WRONG_TYPE);
    }

    /** The canonical JSON that this string holds; its parts have this place before their own. */
    public JsonNode embedded() {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        return new JsonNode(within(() -> Json.parseCanonical(bytes, bytes.length)).json, parent, step);
    }

    /** An integer from least to most. */
    public int integer(int least, int most) {
        if (!(json instanceof Json.Int(long value))) {
            throw violation(FormatFault.WRONG_TYPE);
        }
        if (value < least || value > most) {
            throw violation(FormatFault.VALUE_OUT_OF_RANGE);
        }
        return (int) value;
    }

    /** A boolean. */
    public boolean bool() {
        if (json instanceof Json.Bool(boolean value)) {
            return value;
        }
        throw violation(FormatFault.WRONG_TYPE);
    }

    /** A number modulo q. */
    public Scalar scalar() {
        return here(() -> Scalar.parse(text(), ""));
    }

    /** An element of the group other than the identity. */
    public Point point() {
        return here(() -> Point.parse(text(), ""));
    }

    /** An element of the group, the identity included. */
    public Point pointOrIdentity() {
        return here(() -> Point.parseOrIdentity(text(), ""));
    }

    /** A point of the curve whose order the caller checks. */
    public Point pointOnCurve() {
        return here(() -> Point.parseOnCurve(text(), ""));
    }

    /** A SHA-256 hash in 64 lower-case hexadecimal digits. */
    public String hash() {
        String text = text();
        if (text.length() != 64 || !text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw violation(FormatFault.VALUE_OUT_OF_RANGE);
        }
        return text;
    }

    /** Reads with a function that knows places within this one only, and puts this place before them. */
    public <T> T within(java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (ProtocolViolation e) {
            throw e.place().isEmpty() ? violation(e.fault()) : new JsonNode(json, this, e.place()).violation(e.fault());
        }
    }

    /** Reads with a function that does not know its place, and adds this place to what it refuses. */
    public <T> T here(java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (ProtocolViolation e) {
            throw e.place().isEmpty() ? violation(e.fault()) : e;
        }
    }
}
