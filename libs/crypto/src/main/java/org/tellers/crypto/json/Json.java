package org.tellers.crypto.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

/**
 * JSON as the protocol uses it: objects of ordered unique fields, arrays, texts, small integers and booleans, with one
 * canonical form of bytes (compact, UTF-8, the escapes of the reference implementation).
 */
public sealed interface Json {
    /** An object; the map keeps the order of the fields. */
    record Obj(Map<String, Json> fields) implements Json {
        /** Takes the fields in their order. */
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        /** Takes the items in their order. */
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** An integer. */
    record Int(long value) implements Json {}

    /** A boolean. */
    record Bool(boolean value) implements Json {}

    /**
     * Reads one canonical value.
     *
     * @param limit the most bytes accepted
     * @throws ProtocolViolation TOO_LARGE, MALFORMED_JSON, DUPLICATE_FIELD, WRONG_TYPE (null, fractions), NOT_CANONICAL
     */
    static JsonNode parseCanonical(byte[] bytes, int limit) {
        if (bytes.length > limit) {
            throw new ProtocolViolation(FormatFault.TOO_LARGE, "");
        }
        Json json;
        try (JsonParser parser = Parsing.FACTORY.createParser(bytes)) {
            json = Parsing.value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new ProtocolViolation(FormatFault.MALFORMED_JSON, "after the value");
            }
        } catch (IOException e) {
            // Jackson's message quotes the input, which may hold a ballot: only the fault's name is passed on.
            throw new ProtocolViolation(FormatFault.MALFORMED_JSON, "");
        }
        if (!Arrays.equals(json.bytes(), bytes)) {
            throw new ProtocolViolation(FormatFault.NOT_CANONICAL, "");
        }
        return new JsonNode(json);
    }

    /** The canonical bytes. */
    default byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical form as text. */
    default String text() {
        StringBuilder out = new StringBuilder(256);
        Writing.write(this, out);
        return out.toString();
    }

    /** An array of anything, each item turned into JSON. */
    static <T> Arr array(List<T> items, java.util.function.Function<? super T, ? extends Json> toJson) {
        List<Json> out = new ArrayList<>(items.size());
        for (T item : items) {
            out.add(toJson.apply(item));
        }
        return new Arr(out);
    }

    /** Starts an object. */
    static Builder object() {
        return new Builder();
    }

    /** Collects the fields of an object in their order. */
    final class Builder {
        private final Map<String, Json> fields = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a field. */
        public Builder put(String name, Json value) {
            fields.put(name, value);
            return this;
        }

        /** Adds a string field. */
        public Builder put(String name, String value) {
            return put(name, new Text(value));
        }

        /** Adds an integer field. */
        public Builder put(String name, long value) {
            return put(name, new Int(value));
        }

        /** The object. */
        public Obj build() {
            return new Obj(fields);
        }
    }
}
