package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tellers.crypto.Sha256;
import org.tellers.local.demo.HqClient;

/** What is handed out after a declaration, and what the stand-alone verifier says of it: breakdown, report, audit pack. */
final class Evidence {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** No part of a breakdown is smaller (docs/protocol.md, What we add 3). */
    private static final int SMALLEST_CELL = 20;

    private final PublicSite site;
    private final HqClient hq;
    private final Path project;
    private final Path folder;
    private final String ballot;

    /** @param folder where everything that is handed out is kept */
    Evidence(PublicSite site, HqClient hq, Path project, Path folder, String ballot) {
        this.site = site;
        this.hq = hq;
        this.project = project;
        this.folder = folder;
        this.ballot = ballot;
    }

    /** Every published part is large enough, adds up in itself, and the parts together stay within the total. */
    void breakdown(JsonNode result, String level) {
        int parts = 0;
        int cast = 0;
        for (JsonNode each : result.path("breakdown")) {
            if (!each.path("level").asText().equals(level)) {
                continue;
            }
            for (JsonNode cell : each.path("cells")) {
                int votes = 0;
                for (JsonNode option : cell.at("/questions/0/options")) {
                    votes += option.path("votes").asInt();
                }
                Require.that(
                        cell.path("cast").asInt() >= SMALLEST_CELL
                                && cell.path("entitled").asInt() >= SMALLEST_CELL,
                        "A part of the breakdown is too small: " + cell);
                Require.that(votes == cell.path("cast").asInt(), "A part of the breakdown does not add up: " + cell);
                cast += votes;
                parts++;
            }
        }
        Require.that(parts > 0, "No part of the breakdown was published: " + result);
        Require.that(cast <= result.path("cast").asInt(), "The parts are more than the total: " + result);
    }

    /** Officer, second officer and scrutineer sign the report that they read; it comes as a page and in print. */
    void report() throws IOException {
        String path = "/api/reporting/ballots/" + ballot + "/report";
        byte[] exact = site.download(path, "application/json");
        String hash = Sha256.hex(exact);
        Files.write(folder.resolve("report.json"), exact);
        Map.of("officer", "Rhiannon Hughes", "approver", "Femi Okafor", "scrutineer", "Margaret Lowe")
                .forEach((person, name) -> hq.post(
                                person,
                                path + "/signatures",
                                Map.of("name", name, "statement", "I am satisfied with the count.", "sha256", hash))
                        .expect(201));
        for (String language : List.of("en", "cy")) {
            String inLanguage = path + "?language=" + language;
            Files.write(folder.resolve("report-" + language + ".html"), site.download(inLanguage, "text/html"));
            Path pdf = Files.write(
                    folder.resolve("report-" + language + ".pdf"), site.download(inLanguage, "application/pdf"));
            String text = Tool.run(folder, Duration.ofMinutes(1), List.of("pdftotext", "-layout", pdf.toString(), "-"))
                    .expectSuccess("pdftotext")
                    .output();
            Require.that(
                    text.contains("Margaret Lowe") && text.contains("Femi Okafor"),
                    "The printed report does not show who signed it");
            // The hash may be broken over lines.
            Require.that(text.replaceAll("\\s", "").contains(hash), "The printed report does not name the signed text");
        }
    }

    /**
     * The verifier accepts the archive by itself, with what is published beside it, and with the audit pack, and leaves no
     * check out that it has the data for.
     *
     * @param head hash that was published when the box closed
     */
    void verify(Path archive, String head) throws IOException {
        String voting = "/api/voting/ballots/" + ballot;
        Path additions = Files.write(
                folder.resolve(ballot + ".tellers.json"), site.download(voting + "/additions", "application/json"));
        Path pack = Files.writeString(folder.resolve("audit-pack.json"), hq.text("auditor", voting + "/audit-pack"));
        accepted(List.of(archive.toString(), "--head", head));
        accepted(List.of(archive.toString(), additions.toString(), "--head", head));
        JsonNode report = accepted(List.of(archive.toString(), pack.toString(), "--head", head));
        report.path("checks")
                .forEach(check -> Require.that(
                        check.path("verdict").asText().equals("ok"),
                        "The verifier left a check out or refused it: " + check));

        // A verifier that accepts everything would have passed so far.
        Path moved = Files.writeString(folder.resolve("moved.json"), withOneVoteMoved(Files.readString(pack)));
        Tool.Outcome refused = verifier(List.of(archive.toString(), moved.toString()));
        Require.that(refused.status() == 1, "The verifier does not refuse altered figures: " + refused);
    }

    private JsonNode accepted(List<String> arguments) {
        Tool.Outcome outcome = verifier(arguments);
        outcome.expectSuccess("tools/verify");
        try {
            JsonNode report = JSON.readTree(folder.resolve("verified.json").toFile());
            Require.that(
                    report.path("accepted").asBoolean(), "The verifier's report is not its exit code's: " + report);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tool.Outcome verifier(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(project.resolve("tools/verify/verify").toString());
        command.addAll(arguments);
        command.addAll(List.of("--report", folder.resolve("verified.json").toString()));
        return Tool.run(folder, Duration.ofMinutes(2), command);
    }

    /** The pack with one vote of the first part given to another answer. */
    private static String withOneVoteMoved(String pack) throws IOException {
        JsonNode whole = JSON.readTree(pack);
        JsonNode part = whole.at("/audit/cells/1/result/0");
        Require.that(part.isArray(), "There is no breakdown to alter: take 80 voters or more");
        ArrayNode votes = (ArrayNode) part;
        int from = votes.get(0).asInt() > 0 ? 0 : 1;
        votes.set(from, votes.get(from).asInt() - 1);
        votes.set(2, votes.get(2).asInt() + 1);
        return JSON.writeValueAsString(whole);
    }
}
