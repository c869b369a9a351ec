package org.tellers.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tellers.local.PlainHttp;
import org.tellers.local.Stack;
import org.tellers.local.demo.HqClient;

/**
 * Hands the doors what they must refuse: each gets a 4xx problem document that names the fault, nothing is stored, nothing
 * is logged as an error.
 */
final class BadInput {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String IMPORTS = "/api/membership/imports?mode=update";
    private static final String BALLOTS = "/api/ballot/ballots";
    /** What refused input could have left behind, by database. */
    private static final Map<String, List<String>> STORED = Map.of(
            "membership", List.of("member", "import_run", "import_row", "import_upload"),
            "ballot", List.of("ballot", "decision"),
            "voting", List.of("chain_event"));

    private final HttpClient http = PlainHttp.client();
    private final Stack stack;
    private final HqClient hq;
    private final String ballot;
    private final byte[] foreignBallot;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param ballot a ballot that is open
     * @param project root of the project, for a ballot of another election
     */
    BadInput(Stack stack, HqClient hq, String ballot, Path project) {
        this.stack = stack;
        this.hq = hq;
        this.ballot = ballot;
        try {
            this.foreignBallot = Files.readAllBytes(project.resolve("vectors/one-question/ballots/01.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries everything; one line for each input that was not answered as it must be. */
    List<String> tryAll() {
        Map<String, Integer> before = stored();
        List<String> errors = errorsLogged();

        register();
        drafts();
        ballots();
        tokens();

        stored().forEach((table, rows) -> {
            if (!rows.equals(before.get(table))) {
                faults.add("refused input changed %s from %d to %d rows".formatted(table, before.get(table), rows));
            }
        });
        List<String> logged = new ArrayList<>(errorsLogged());
        logged.removeAll(errors);
        if (!logged.isEmpty()) {
            faults.add("refused input left lines in the logs at level ERROR, the first: " + logged.getFirst());
        }
        return faults;
    }

    private void register() {
        expect("an unclosed quote in the register", 400, 422, csv("membership_number,last_name\n001,\"Hill\n"));
        expect(
                "a register in UTF-16",
                400,
                415,
                hq(IMPORTS, CSV, "membership_number\n1\n".getBytes(StandardCharsets.UTF_16)));
        expect("a register without its columns", 400, 422, csv("name,town\nHill,Leeds\n"));
        expect("an empty register", 400, 422, csv(""));
        expect("a register as JSON", 415, 415, hq(IMPORTS, "application/json", "{}".getBytes(StandardCharsets.UTF_8)));
        expect("a register that is no text", 400, 400, hq(IMPORTS, CSV, new byte[1_000_000]));
        // Said, not sent: the door refuses by the length alone.
        expect(
                "a register of 300 MB",
                413,
                413,
                hq(
                        "officer",
                        HttpRequest.newBuilder(at(stack.hqOrigin(), IMPORTS))
                                .header("Content-Type", CSV)
                                .POST(HttpRequest.BodyPublishers.fromPublisher(
                                        HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_000]), 300_000_000))));
    }

    private void drafts() {
        expect("text that is not JSON", 400, 400, draft("{\"name\": "));
        expect("a list for a draft", 400, 400, draft("[]"));
        expect("a draft with an unknown field", 400, 400, draft("{\"name\":\"A\",\"colour\":\"red\"}"));
        expect("a draft with a field twice", 400, 400, draft("{\"name\":\"A\",\"name\":\"B\"}"));
        expect("a draft whose opening is a number", 400, 400, draft("{\"name\":\"A\",\"opensAt\":5}"));
        ObjectNode lengthy = JSON.createObjectNode().put("name", "A");
        lengthy.putArray("questions")
                .addObject()
                .put("question", "x".repeat(500_000))
                .putArray("answers")
                .add("Yes");
        expect("a question of 500 kB", 400, 413, draft(lengthy.toString()));
        expect("a draft of 5 MB", 413, 413, draft("{\"name\":\"" + "x".repeat(5_000_000) + "\"}"));
        expect(
                "a limit that is no number",
                400,
                400,
                hq(
                        "officer",
                        HttpRequest.newBuilder(at(stack.hqOrigin(), BALLOTS + "?limit=many"))
                                .GET()));
        expect(
                "a ballot that does not exist",
                404,
                404,
                hq(
                        "officer",
                        HttpRequest.newBuilder(at(stack.hqOrigin(), BALLOTS + "/6KtJmwugEAEpW8"))
                                .GET()));
        expect(
                "a path that does not exist",
                404,
                404,
                hq(
                        "officer",
                        HttpRequest.newBuilder(at(stack.hqOrigin(), "/api/ballot/nothing-here"))
                                .GET()));
    }

    private void ballots() {
        String box = "/api/voting/ballots/" + ballot + "/box";
        expect("a ballot for another election", 400, 400, cast(box, foreignBallot));
        expect(
                "a ballot that is not canonical JSON",
                400,
                400,
                cast(box, (" " + new String(foreignBallot, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
        expect("an empty ballot", 400, 400, cast(box, new byte[0]));
        expect("a ballot of 2 MB", 413, 413, cast(box, new byte[2_000_000]));
        expect(
                "a ballot into a box that does not exist",
                404,
                404,
                cast("/api/voting/ballots/6KtJmwugEAEpW8/box", foreignBallot));
        expect(
                "a malformed public credential",
                404,
                404,
                send(HttpRequest.newBuilder(
                                at(stack.votersOrigin(), "/api/voting/ballots/" + ballot + "/credentials/zz"))
                        .GET()));
    }

    private void tokens() {
        URI ballots = at(stack.hqOrigin(), BALLOTS);
        expect(
                "a call without a token",
                401,
                401,
                send(HttpRequest.newBuilder(ballots).GET()));
        String token = hq.bearer("officer");
        String altered = token.substring(0, token.length() - 6) + (token.endsWith("AAAAAA") ? "BBBBBB" : "AAAAAA");
        expect(
                "a token with another signature",
                401,
                401,
                send(HttpRequest.newBuilder(ballots)
                        .header("Authorization", "Bearer " + altered)
                        .GET()));
        expect(
                "a token of another kind",
                401,
                401,
                send(HttpRequest.newBuilder(ballots)
                        .header("Authorization", "Bearer 0123456789abcdef")
                        .GET()));
        expect(
                "a person without the role",
                403,
                403,
                hq(
                        "helpdesk",
                        post(ballots, "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                                .header("Idempotency-Key", "bad-input")));
    }

    private @Nullable HttpResponse<String> csv(String text) {
        return hq(IMPORTS, CSV, text.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable HttpResponse<String> draft(String text) {
        return hq(BALLOTS, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable HttpResponse<String> hq(String path, String mediaType, byte[] body) {
        return hq("officer", post(at(stack.hqOrigin(), path), mediaType, body).header("Idempotency-Key", "bad-input"));
    }

    private @Nullable HttpResponse<String> hq(String person, HttpRequest.Builder request) {
        return send(request.header("Authorization", "Bearer " + hq.bearer(person)));
    }

    private @Nullable HttpResponse<String> cast(String path, byte[] body) {
        return send(post(at(stack.votersOrigin(), path), "application/json", body));
    }

    private static HttpRequest.Builder post(URI uri, String mediaType, byte[] body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static URI at(URI origin, String path) {
        return origin.resolve(path);
    }

    /** The answer; null when the server hung up before the request was sent whole, which only an oversized one may meet. */
    private @Nullable HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while handing in bad input", e);
        }
    }

    private void expect(String what, int lowest, int highest, @Nullable HttpResponse<String> answer) {
        if (answer == null) {
            if (highest != 413) {
                faults.add(what + " got no answer");
            }
            return;
        }
        JsonNode problem = parse(answer.body());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() < lowest || answer.statusCode() > highest) {
            faults.add("%s got %d instead of %d: %s".formatted(what, answer.statusCode(), lowest, problem));
        } else if (!type.startsWith("application/problem+json")
                || problem.path("status").asInt() != answer.statusCode()
                || (problem.path("detail").asText().length() < 10
                        && problem.path("violations").isEmpty())) {
            faults.add("%s got a %d that does not say what is wrong: %s %s"
                    .formatted(what, answer.statusCode(), type, answer.body()));
        } else if (answer.body().contains("Exception") || answer.body().contains("org.tellers")) {
            faults.add("%s got an answer that speaks of the program's inside: %s".formatted(what, answer.body()));
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private Map<String, Integer> stored() {
        Map<String, Integer> rows = new TreeMap<>();
        STORED.forEach((database, tables) ->
                tables.forEach(table -> rows.put(database + "." + table, Rows.count(stack, database, table))));
        return rows;
    }

    private List<String> errorsLogged() {
        try (Stream<Path> logs = Files.list(stack.state().resolve("logs"))) {
            List<String> errors = new ArrayList<>();
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                // JSON in production, text in the launcher's other parts.
                Files.readString(log)
                        .lines()
                        .filter(line -> line.contains("\"level\":\"ERROR\"") || line.contains(" ERROR "))
                        .forEach(errors::add);
            }
            return errors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
