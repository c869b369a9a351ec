package org.tellers.reporting.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import org.tellers.crypto.Sha256;

/**
 * A report's exact JSON, compact UTF-8 in the order of the records, and its hash: what people sign.
 *
 * @param json exact text
 * @param sha256 SHA-256 of the text, hexadecimal
 */
public record ReportText(String json, String sha256) {

    // Its own writer: what was signed must come out the same whatever the service's answers look like.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** Writes a report. */
    public static ReportText of(Report report) {
        try {
            return of(JSON.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report is plain values", e);
        }
    }

    /** The text as it was kept. */
    static ReportText of(String json) {
        return new ReportText(json, Sha256.hex(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads it back. */
    Report report() {
        try {
            return JSON.readValue(json, Report.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept report was written by this class", e);
        }
    }
}
