package org.tellers.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What officer, approver and trustees do for a ballot, each step through the API as they would. */
public final class BallotDesk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BALLOTS = "/api/ballot/ballots/";
    private static final String VOTING = "/api/voting/ballots/";
    private static final String REPORTING = "/api/reporting/ballots/";
    /** Who holds the count key with the platform; two of them suffice. */
    private static final List<String> TRUSTEES = List.of("trustee1", "trustee2", "trustee3");

    private static final int THRESHOLD = 2;
    /** How long a round of the key ceremony may take. */
    private static final Duration ROUND = Duration.ofMinutes(2);

    private final HqClient hq;
    private final TrusteeTool trustee;

    /** A desk at one installation. */
    public BallotDesk(HqClient hq, TrusteeTool trustee) {
        this.hq = hq;
        this.trustee = trustee;
    }

    /** Imports a register and confirms the run; returns the run's summary. */
    public JsonNode importRegister(String csv) {
        String id = hq.post(
                        "officer",
                        "/api/membership/imports?mode=update",
                        "text/csv; charset=utf-8",
                        csv.getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .text("id");
        awaitImport(id, "dry-run");
        hq.post("officer", "/api/membership/imports/" + id + "/confirmation", Map.of())
                .expect(202);
        return awaitImport(id, "applied");
    }

    /** Waits until an import, which goes on by itself, has come so far; ends at once when it ends elsewhere. */
    public JsonNode awaitImport(String id, String state) {
        JsonNode run = Waiting.until(
                "the import to be " + state,
                Duration.ofMinutes(5),
                () -> hq.get("officer", "/api/membership/imports/" + id)
                        .expect(200)
                        .body(),
                body -> !List.of("reading", "applying", "undoing")
                        .contains(body.path("state").asText()));
        if (!run.path("state").asText().equals(state)) {
            throw new IllegalStateException("The import is not " + state + ": " + run);
        }
        return run;
    }

    /** Drafts a one-question ballot by region; returns its uuid. */
    public String draft(String name, String question, List<String> answers, Instant opensAt, Instant closesAt) {
        Map<String, Object> draft = Map.ofEntries(
                Map.entry("name", name),
                Map.entry("union", "Napo"),
                Map.entry("authority", "Resolution 4 of the national executive committee"),
                Map.entry(
                        "questions",
                        List.of(Map.of("question", question, "answers", answers, "min", 1, "max", 1, "blank", false))),
                Map.entry("opensAt", opensAt.toString()),
                Map.entry("closesAt", closesAt.toString()),
                Map.entry("eligibility", Map.of("sections", List.of("Probation"))),
                Map.entry("constituencyLevel", "region"),
                Map.entry("publication", Map.of("turnout", "live", "result", "full", "breakdown", "region")),
                Map.entry("keyHolders", Map.of("threshold", THRESHOLD, "holders", TRUSTEES.size())),
                Map.entry("helpLine", "020 7946 0123, ballot@union.example"));
        return hq.post("officer", "/api/ballot/ballots", draft).expect(201).text("uuid");
    }

    /** A second officer approves. */
    public void approve(String ballot) {
        hq.post("approver", BALLOTS + ballot + "/approval", Map.of()).expect(200, 201, 204);
    }

    /**
     * Three trustees make the count key together, each on their own machine, so that any two of them open the box with the
     * platform; waits until the ballot is keyed, then each rehearses a decryption.
     *
     * @param folder a folder for each trustee's files is made in it
     */
    public List<Trustee> key(String ballot, Path folder) {
        return key(ballot, folder, Optional.empty());
    }

    /**
     * The same, with one who uses other means than the tool.
     *
     * @param last does the last trustee's whole part, the rehearsal included; called once the others have taken their
     *     seats, and goes on beside them
     */
    public List<Trustee> key(String ballot, Path folder, Optional<Consumer<Trustee>> last) {
        String ceremony = BALLOTS + ballot + "/ceremony";
        List<Trustee> trustees = TRUSTEES.stream()
                .map(person -> new Trustee(person, made(folder.resolve(person))))
                .toList();
        List<Trustee> withTool = last.isPresent() ? trustees.subList(0, trustees.size() - 1) : trustees;
        for (int i = 0; i < withTool.size(); i++) {
            Trustee one = trustees.get(i);
            step(one, ceremony + "/seat", Map.of("name", "Trustee " + (i + 1)));
            step(
                    one,
                    ceremony + "/certificate",
                    Map.of("cert", trustee.certificate(one, trustees.size(), THRESHOLD, i + 1)));
        }
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> others = beside.submit(() -> last.ifPresent(part -> part.accept(trustees.getLast())));
            StringBuilder lines = new StringBuilder();
            awaitPhase(withTool.getFirst(), ceremony, "polynomials", others)
                    .path("certificates")
                    .forEach(certificate -> lines.append(certificate.asText()).append('\n'));
            Path certificates = written(folder.resolve("certificates.jsonl"), lines.toString());
            withTool.forEach(one ->
                    step(one, ceremony + "/polynomial", Map.of("polynomial", trustee.polynomial(one, certificates))));
            awaitPhase(withTool.getFirst(), ceremony, "confirmations", others);
            for (Trustee one : withTool) {
                written(
                        one.inputFile(),
                        hq.get(one.person(), ceremony + "/input").expect(200).text("vinput"));
                String output = trustee.confirm(one, certificates);
                written(one.outputFile(), output);
                step(one, ceremony + "/confirmation", Map.of("voutput", output));
            }
            awaitState(ballot, ROUND, "Keyed");
            Path keys = written(folder.resolve("trustees.json"), voting(ballot, "/trustees"));
            for (Trustee one : withTool) {
                Path task =
                        written(one.folder().resolve("rehearsal.json"), hq.text(one.person(), ceremony + "/rehearsal"));
                Path rehearsed = one.folder().resolve("rehearsed.json");
                trustee.rehearse(one, keys, task, rehearsed);
                step(one, ceremony + "/rehearsal", read(rehearsed));
            }
            finished(others);
        }
        return trustees;
    }

    /** The ceremony in this round; fails at once when those beside the tool have failed. */
    private JsonNode awaitPhase(Trustee one, String ceremony, String phase, Future<?> others) {
        return Waiting.until(
                "the key ceremony to come to its " + phase,
                ROUND,
                () -> {
                    if (others.isDone()) {
                        finished(others);
                    }
                    return hq.get(one.person(), ceremony).expect(200).body();
                },
                body -> body.path("phase").asText().equals(phase));
    }

    private static void finished(Future<?> others) {
        try {
            others.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the key ceremony", e);
        }
    }

    /**
     * A trustee checks the closed box and decrypts what the plan lists.
     *
     * @param closed the archive as it was after the close
     */
    public void decrypt(String ballot, Trustee one, Path closed) {
        Path folder = made(one.folder().resolve("count"));
        copied(closed, folder.resolve("closed.bel"));
        JsonNode task = Waiting.until(
                "the sums of the disclosure plan",
                Duration.ofSeconds(60),
                () -> hq.get(one.person(), REPORTING + ballot + "/decryption-task")
                        .body(),
                body -> body.has("cells"));
        written(folder.resolve("task.json"), hq.text(one.person(), REPORTING + ballot + "/decryption-task"));
        written(folder.resolve("additions.json"), voting(ballot, "/additions"));
        written(folder.resolve("openings.json"), hq.text(one.person(), VOTING + ballot + "/openings"));
        Path share = folder.resolve("share.json");
        trustee.decryptTask(one, task.path("head").asText(), folder, share);
        hq.post(one.person(), REPORTING + ballot + "/partial-decryptions", read(share))
                .expect(201);
    }

    private void step(Trustee one, String path, Object body) {
        hq.post(one.person(), path, body).expect(200);
    }

    /** What voting publishes about a ballot, exact text; the board may be a moment behind. */
    private String voting(String ballot, String part) {
        Waiting.until(
                "voting to know the ballot",
                Duration.ofSeconds(60),
                () -> hq.get("officer", VOTING + ballot + part).status(),
                status -> status == 200);
        return hq.text("officer", VOTING + ballot + part);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copied(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Freezes the roll when it entitles as many members as the register says (a fresh import takes a moment to arrive),
     * and waits until credentials are listed and the box is ready.
     */
    public void freezeRoll(String ballot, int entitled) {
        Waiting.until(
                "the roll's preview to entitle " + entitled + " members",
                Duration.ofSeconds(120),
                () -> hq.get("officer", BALLOTS + ballot + "/roll/preview")
                        .expect(200)
                        .body(),
                body -> body.path("entitled").asInt() == entitled);
        hq.post("officer", BALLOTS + ballot + "/roll", Map.of("entitled", entitled))
                .expect(200, 201);
        awaitState(ballot, Duration.ofSeconds(180), "Ready", "Open");
    }

    /** Has the invitations sent, from the opening on, as soon as every entry of the roll has a live credential. */
    public void invite(String ballot) {
        String notification = "/api/notification/ballots/" + ballot;
        Waiting.until(
                "every roll entry to have a live credential",
                Duration.ofSeconds(120),
                () -> hq.get("officer", notification + "/credentials")
                        .expect(200)
                        .body(),
                body -> body.path("state").asText().equals("ready"));
        hq.post("officer", notification + "/invitations", Map.of()).expect(200, 202);
    }

    /** Waits until the ballot is in one of these states. */
    public JsonNode awaitState(String ballot, Duration longest, String... states) {
        List<String> wished = List.of(states);
        return Waiting.until(
                "ballot " + ballot + " to be " + String.join(" or ", wished),
                longest,
                () -> ballot(ballot),
                body -> wished.stream()
                        .anyMatch(state ->
                                state.equalsIgnoreCase(body.path("state").asText())));
    }

    /** The ballot as officers see it. */
    public JsonNode ballot(String ballot) {
        return hq.get("officer", BALLOTS + ballot).expect(200).body();
    }

    /** The calls behind the desk. */
    public HqClient hq() {
        return hq;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
