package org.tellers.notification.ballot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What mails repeat from charter.json, the published rules of a ballot.
 *
 * @param union name of the union, if stated
 * @param authority motion or decision the ballot rests on (rule R14), if stated
 * @param helpLine where members ask, if stated
 * @param revoting whether a later vote replaces an earlier one (rule R21; off by default)
 */
public record Charter(Optional<String> union, Optional<String> authority, Optional<String> helpLine, boolean revoting) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads charter.json.
     *
     * @throws IllegalArgumentException when the text is not a JSON object
     */
    public static Charter parse(String text) {
        JsonNode charter;
        try {
            charter = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The charter is not JSON", e);
        }
        if (!charter.isObject()) {
            throw new IllegalArgumentException("The charter is not a JSON object");
        }
        return new Charter(
                line(charter, "union"),
                line(charter, "authority"),
                line(charter, "helpLine"),
                charter.path("revoting").asBoolean(false));
    }

    private static Optional<String> line(JsonNode charter, String field) {
        JsonNode value = charter.path(field);
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(value.textValue().strip())
                : Optional.empty();
    }
}
