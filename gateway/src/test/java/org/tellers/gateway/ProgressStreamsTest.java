package org.tellers.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tellers.gateway.StandInServices.Work;

/** How far long work is, as it comes. */
@NullUnmarked
@QuarkusTest
@WithTestResource(StandInServices.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProgressStreamsTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI hq;

    @Inject
    ProgressStreams streams;

    @Inject
    Admission admission;

    @BeforeEach
    void theWorkBegins() {
        told(200, "{\"done\":0}");
    }

    @AfterEach
    void nothingStaysOpen() {
        await().untilAsserted(() -> assertThat(streams.count()).isZero());
        assertThat(admission.inside()).isZero();
    }

    @Test
    void eachChangeIsToldOnceWhenItCame() throws Exception {
        try (Listener listener = listen("Bearer mine")) {
            assertThat(listener.answer.statusCode()).isEqualTo(200);
            assertThat(listener.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(listener.header("Cache-Control")).isEqualTo("no-store");
            assertThat(listener.header("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(listener.answer.headers().firstValue("Content-Length")).isEmpty();
            assertThat(listener.news()).isEqualTo("{\"done\":0}");
            assertThat(StandInServices.workAskedWith).isEqualTo("Bearer mine");
            told(200, "{\"done\":1}");
            assertThat(listener.news()).isEqualTo("{\"done\":1}");
            told(200, "{\n  \"done\": 2\n}");
            assertThat(new JsonObject(listener.news()).getInteger("done")).isEqualTo(2);
        }
    }

    @Test
    void aStreamWithoutNewsIsHeardOfAndEnds() throws Exception {
        try (Listener listener = listen("Bearer mine")) {
            List<String> rest = listener.untilTheEnd();
            assertThat(rest.stream().filter(line -> line.startsWith("data: "))).hasSize(1);
            assertThat(rest).contains("retry: 3000", ": nothing new");
        }
    }

    @Test
    void itEndsWithTheTokenAndOutlivesAServiceThatIsAwayForAMoment() throws Exception {
        try (Listener listener = listen("Bearer mine")) {
            assertThat(listener.news()).isEqualTo("{\"done\":0}");
            told(503, "{}");
            assertThat(listener.line()).isEqualTo(": nothing new");
            told(200, "{\"done\":1}");
            assertThat(listener.news()).isEqualTo("{\"done\":1}");
            told(401, "{}");
            assertThat(listener.untilTheEnd()).noneMatch(line -> line.startsWith("data: "));
        }
    }

    @Test
    void whoMayNotSeeTheWorkIsToldSoAndNothingStreams() throws Exception {
        told(403, "{\"type\":\"urn:tellers:problem:forbidden\"}");
        try (Listener listener = listen("Bearer other")) {
            assertThat(listener.answer.statusCode()).isEqualTo(403);
            assertThat(listener.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(listener.untilTheEnd()).containsExactly("{\"type\":\"urn:tellers:problem:forbidden\"}");
        }
        try (Listener listener = listen(null)) {
            assertThat(listener.answer.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aTokenOpensOnlySoManyAndThoseItLeavesAreFreeAgain() throws Exception {
        try (Listener first = listen("Bearer mine");
                Listener second = listen("Bearer mine")) {
            assertThat(List.of(first.answer.statusCode(), second.answer.statusCode()))
                    .containsOnly(200);
            try (Listener third = listen("Bearer mine")) {
                assertThat(third.answer.statusCode()).isEqualTo(429);
                assertThat(third.untilTheEnd().toString()).contains("urn:tellers:problem:too-many-streams");
            }
            try (Listener another = listen("Bearer theirs")) {
                assertThat(another.answer.statusCode()).isEqualTo(200);
            }
        }
        await().untilAsserted(() -> assertThat(streams.count()).isZero());
        try (Listener again = listen("Bearer mine")) {
            assertThat(again.answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void otherAddressesAndOtherAnswersAreNotStreamed() throws Exception {
        for (String path : List.of("/api/membership/imports", "/api/ballot/ballots/4hHx8PzLrTcQwV")) {
            HttpResponse<String> answer = HTTP.send(
                    request(path, "Bearer mine")
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        }
        HttpResponse<String> document =
                HTTP.send(request(StandInServices.IMPORT, "Bearer mine").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(document.body()).isEqualTo("{\"done\":0}");
    }

    private static void told(int status, String document) {
        StandInServices.work = new Work(status, document);
    }

    private Listener listen(String authorization) throws Exception {
        return new Listener(HTTP.send(
                request(StandInServices.IMPORT, authorization)
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream()));
    }

    private HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hq.resolve(path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    /** Who listens to one stream. */
    private static final class Listener implements AutoCloseable {

        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Listener(HttpResponse<InputStream> answer) {
            this.answer = answer;
            this.lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        /** The next line that is not empty; null at the end. */
        String line() throws IOException {
            String line = lines.readLine();
            while (line != null && line.isEmpty()) {
                line = lines.readLine();
            }
            return line;
        }

        /** What the next event tells. */
        String news() throws IOException {
            List<String> data = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    data.add(line.substring("data: ".length()));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return String.join("\n", data);
                }
            }
            throw new IOException("the stream ended without news");
        }

        List<String> untilTheEnd() throws IOException {
            List<String> rest = new ArrayList<>();
            for (String line = line(); line != null; line = line()) {
                rest.add(line);
            }
            return rest;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
