package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.tellers.local.PlainHttp;

/** What anyone can ask the voters' origin, without signing in. */
final class PublicSite {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = PlainHttp.client();
    private final URI origin;

    PublicSite(URI origin) {
        this.origin = origin;
    }

    /** The JSON answer of a path, problem documents included. */
    JsonNode get(String path) {
        try {
            return JSON.readTree(bytes(path));
        } catch (IOException e) {
            throw new IllegalStateException(path + " does not answer with JSON: " + e.getMessage(), e);
        }
    }

    /** The exact bytes that a path answers. */
    byte[] bytes(String path) {
        return send(path, "*/*").body();
    }

    /** What a path offers in this form; anything but 200 is a failure. */
    byte[] download(String path, String mediaType) {
        HttpResponse<byte[]> response = send(path, mediaType);
        Require.that(
                response.statusCode() == 200, "%s as %s answers %d".formatted(path, mediaType, response.statusCode()));
        return response.body();
    }

    private HttpResponse<byte[]> send(String path, String mediaType) {
        try {
            return http.send(
                    HttpRequest.newBuilder(origin.resolve(path))
                            .header("Accept", mediaType)
                            .timeout(Duration.ofMinutes(1))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(path + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for " + path, e);
        }
    }
}
