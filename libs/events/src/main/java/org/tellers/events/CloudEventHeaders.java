package org.tellers.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The context attributes of an event in the binary mode of CloudEvents' Kafka binding 1.0.
 *
 * @param id event id
 * @param type CloudEvents type
 */
record CloudEventHeaders(UUID id, String type) {

    private static final String SPECVERSION = "1.0";

    /** Writes the attributes; {@code time} stays out where it would tell too much. */
    static void write(Headers headers, UUID id, String service, String type, @Nullable Instant time) {
        put(headers, "ce_specversion", SPECVERSION);
        put(headers, "ce_id", id.toString());
        put(headers, "ce_source", "/tellers/" + service);
        put(headers, "ce_type", type);
        if (time != null) {
            put(headers, "ce_time", time.toString());
        }
        put(headers, "content-type", "application/json");
    }

    /** Reads the attributes this library needs; refuses a record without them. */
    static CloudEventHeaders read(Headers headers) {
        String version = required(headers, "ce_specversion");
        if (!version.equals(SPECVERSION)) {
            throw new UnreadableRecord("header ce_specversion is not " + SPECVERSION);
        }
        String id = required(headers, "ce_id");
        String type = required(headers, "ce_type");
        required(headers, "ce_source");
        try {
            return new CloudEventHeaders(UUID.fromString(id), type);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("header ce_id is not a UUID");
        }
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0) {
            throw new UnreadableRecord("header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
