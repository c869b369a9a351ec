package org.tellers.voting.ballot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What voting shows of a ballot's charter.
 *
 * @param union the union's name
 * @param helpLine whom a member can ask
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Charter(@Nullable String union, @Nullable String helpLine) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads charter.json. */
    static Charter of(byte[] json) {
        try {
            return JSON.readValue(json, Charter.class);
        } catch (IOException e) {
            throw new IllegalStateException("the charter is not JSON", e);
        }
    }
}
