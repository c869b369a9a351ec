package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Members who vote through the protocol client, or in a browser. */
final class Voters {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path project;
    private final URI origin;
    private final String ballot;
    private final Path folder;

    /**
     * What a voter was told.
     *
     * @param status HTTP status; 0 when no answer came
     * @param tracker the receipt, empty when refused
     * @param problem type of the problem, empty when accepted
     */
    record Told(int status, String tracker, String problem) {

        boolean accepted() {
            return !tracker.isEmpty();
        }
    }

    Voters(Path project, URI origin, String ballot, Path folder) {
        this.project = project;
        this.origin = origin;
        this.ballot = ballot;
        this.folder = folder;
    }

    /** Votes with each code for the option at the same place, {@code concurrency} at a time. */
    List<Told> cast(List<String> codes, List<Integer> options, int optionCount, int concurrency) {
        try {
            Path credentials = Files.createTempFile(
                    folder,
                    "codes",
                    ".txt",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Path choices = Files.createTempFile(folder, "choices", ".txt");
            Path out = Files.createTempFile(folder, "told", ".jsonl");
            Files.write(credentials, codes);
            Files.write(
                    choices,
                    options.stream().map(option -> choice(option, optionCount)).toList());
            // Refusals and lost answers are outcomes here; the caller judges them.
            Tool.run(
                    project,
                    Duration.ofMinutes(5),
                    List.of(
                            "node",
                            "web/ballot-crypto/bin/cast.mjs",
                            "--origin",
                            origin.toString(),
                            "--ballot",
                            ballot,
                            "--credentials",
                            credentials.toString(),
                            "--choices",
                            choices.toString(),
                            "--concurrency",
                            Integer.toString(concurrency),
                            "--out",
                            out.toString()));
            Files.delete(credentials);
            List<Told> told = new ArrayList<>();
            for (String line : Files.readAllLines(out)) {
                JsonNode outcome = JSON.readTree(line);
                told.add(new Told(
                        outcome.path("status").asInt(),
                        outcome.path("tracker").asText(),
                        outcome.path("problem").asText()));
            }
            if (told.size() != codes.size()) {
                throw new IllegalStateException(
                        "The protocol client told of %d votes of %d".formatted(told.size(), codes.size()));
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Votes in headless Chromium through the link of a mail; returns the tracker that the page shows. */
    String castInBrowser(URI link, int option, Path screenshots) {
        return Browser.run(
                        "Voting in the browser",
                        project,
                        Duration.ofMinutes(3),
                        "vote.mjs",
                        List.of(
                                "--link",
                                link.toString(),
                                "--choose",
                                Integer.toString(option),
                                "--screenshots",
                                screenshots.toString()))
                .path("tracker")
                .asText();
    }

    private static String choice(int option, int optionCount) {
        List<Integer> bits = new ArrayList<>();
        for (int i = 0; i < optionCount; i++) {
            bits.add(i == option ? 1 : 0);
        }
        return List.of(bits).toString();
    }
}
