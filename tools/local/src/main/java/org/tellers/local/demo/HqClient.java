package org.tellers.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tellers.local.PlainHttp;

/** Calls the API as a person of HQ does: through the gateway's HQ origin, signed in at the identity provider. */
public final class HqClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Demo tokens live five minutes; a fresh one each minute is never stale. */
    private static final Duration TOKEN_USE = Duration.ofSeconds(60);

    private final HttpClient http =
            PlainHttp.builder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI origin;
    private final URI realm;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String value, Instant since) {}

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body JSON body; a missing node when there is none
     */
    public record Answer(int status, JsonNode body) {

        /** This answer, if its status is as expected; else a failure that quotes the problem's detail. */
        public Answer expect(int... expected) {
            for (int each : expected) {
                if (status == each) {
                    return this;
                }
            }
            throw new IllegalStateException("The API answered " + status + ": "
                    + body.path("detail").asText(body.path("title").asText(body.toString())));
        }

        /** A text of the body. */
        public String text(String field) {
            return body.path(field).asText();
        }
    }

    /**
     * A client of one installation.
     *
     * @param origin the gateway's HQ origin
     * @param realm the OIDC issuer, whose client {@code tellers-smoke} takes passwords (demo realm only)
     */
    public HqClient(URI origin, URI realm) {
        this.origin = origin;
        this.realm = realm;
    }

    /** GET as this person. */
    public Answer get(String person, String path) {
        return send(person, request(path).GET());
    }

    /** The exact text that a path answers to this person. */
    public String text(String person, String path) {
        HttpResponse<String> response = exchange(request(path)
                .header("Authorization", "Bearer " + token(person))
                .GET()
                .build());
        new Answer(response.statusCode(), parse(response.body())).expect(200);
        return response.body();
    }

    /** POST JSON as this person; the idempotency key is the path, for demo actions happen once. */
    public Answer post(String person, String path, Object body) {
        return send(
                person,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", path)
                        .POST(HttpRequest.BodyPublishers.ofString(json(body))));
    }

    /** POST of another media type as this person. */
    public Answer post(String person, String path, String mediaType, byte[] body) {
        return send(
                person,
                request(path).header("Content-Type", mediaType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** An access token of this person, for calls that this client does not make. */
    public String bearer(String person) {
        return token(person);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve(path)).timeout(Duration.ofSeconds(120));
    }

    private Answer send(String person, HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(
                request.header("Authorization", "Bearer " + token(person)).build());
        return new Answer(response.statusCode(), parse(response.body()));
    }

    private String token(String person) {
        return tokens.compute(
                        person,
                        (name, token) ->
                                token != null && token.since().plus(TOKEN_USE).isAfter(Instant.now())
                                        ? token
                                        : signIn(name))
                .value();
    }

    private Token signIn(String person) {
        String form = Map.of(
                        "grant_type", "password",
                        "client_id", "tellers-smoke",
                        "username", person,
                        "password", "demo")
                .entrySet()
                .stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response =
                exchange(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        JsonNode body = parse(response.body());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(person + " cannot sign in: "
                    + body.path("error_description").asText());
        }
        return new Token(body.required("access_token").asText(), Instant.now());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("detail", body);
        }
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }
}
