package org.tellers.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What officer, approver and scrutineer do for a ballot, each step through the API as they would. */
public final class BallotDesk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BALLOTS = "/api/ballot/ballots/";

    private final HqClient hq;
    private final TrusteeTool trustee;

    /** A desk at one installation. */
    public BallotDesk(HqClient hq, TrusteeTool trustee) {
        this.hq = hq;
        this.trustee = trustee;
    }

    /** Imports a register and confirms the run; returns the run's summary. */
    public JsonNode importRegister(String csv) {
        HqClient.Answer run = hq.post(
                        "officer",
                        "/api/membership/imports?mode=update",
                        "text/csv; charset=utf-8",
                        csv.getBytes(StandardCharsets.UTF_8))
                .expect(201);
        String id = run.text("id");
        hq.post("officer", "/api/membership/imports/" + id + "/confirmation", Map.of())
                .expect(200, 201, 202);
        return hq.get("officer", "/api/membership/imports/" + id).expect(200).body();
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
                Map.entry("publication", Map.of("turnout", "live", "result", "full", "breakdown", "none")),
                Map.entry("keyHolders", Map.of("threshold", 1, "holders", 1)),
                Map.entry("helpLine", "020 7946 0123, ballot@union.example"));
        return hq.post("officer", "/api/ballot/ballots", draft).expect(201).text("uuid");
    }

    /** A second officer approves. */
    public void approve(String ballot) {
        hq.post("approver", BALLOTS + ballot + "/approval", Map.of()).expect(200, 201, 204);
    }

    /** The scrutineer makes a key in a file of their own and registers its public part; waits until the ballot is keyed. */
    public void key(String ballot, Path keyFile) {
        JsonNode publicKey = json(trustee.keygen(keyFile));
        hq.post(
                        "scrutineer",
                        BALLOTS + ballot + "/trustees",
                        Map.of("name", "Independent scrutineer", "publicKey", publicKey))
                .expect(200, 201);
        awaitState(ballot, Duration.ofSeconds(60), "Keyed");
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

    /** The scrutineer's tool. */
    public TrusteeTool trustee() {
        return trustee;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
