package org.tellers.voting.ballot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.additions.Minima;

/**
 * What voting needs of a ballot's charter.
 *
 * @param union the union's name
 * @param helpLine whom a member can ask
 * @param publication what is published
 * @param minima what a part of the count must have to be shown
 * @param constituencyLevel finest level of constituencies, none for a ballot with one
 * @param constituencyGroupLevel coarser level above it, if there is one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Charter(
        @Nullable String union,
        @Nullable String helpLine,
        Publication publication,
        Least minima,
        String constituencyLevel,
        @Nullable String constituencyGroupLevel) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is published of turnout and result. */
    public record Publication(String turnout, String result, String breakdown) {}

    /** Least votes cast and least members entitled. */
    public record Least(int cast, int entitled) {}

    /**
     * Reads charter.json.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Charter of(byte[] json) {
        try {
            Charter charter = JSON.readValue(json, Charter.class);
            if (charter.publication == null || charter.minima == null || charter.constituencyLevel == null) {
                throw new IllegalArgumentException("the charter lacks publication, minima or constituencyLevel");
            }
            return charter;
        } catch (IOException e) {
            throw new IllegalArgumentException("the charter is not as it must be", e);
        }
    }

    /** The policy that the charter fixes. */
    public Policy policy() {
        return new Policy(
                publication.turnout(),
                publication.result(),
                publication.breakdown(),
                new Minima(minima.cast(), minima.entitled()));
    }

    /** The levels of its constituencies. */
    public Policy.Levels levels() {
        return new Policy.Levels(Stream.of(constituencyGroupLevel, constituencyLevel)
                .filter(level -> level != null && !level.equals("none"))
                .toList());
    }
}
