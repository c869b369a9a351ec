package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tellers.local.demo.Trustee;
import org.tellers.local.demo.TrusteeTool;

/** A trustee who uses the pages of the admin app in headless Chromium, from the sign-in to the end of the part. */
final class BrowserTrustee {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEMO_PASSWORD = "demo";

    private final Path project;
    private final URI origin;
    private final Path screenshots;

    /** @param origin HQ's origin */
    BrowserTrustee(Path project, URI origin, Path screenshots) {
        this.project = project;
        this.origin = origin;
        this.screenshots = screenshots;
    }

    /** Takes a seat, makes the key, does each round as it falls due, and rehearses; the others do theirs meanwhile. */
    void makeKey(String ballot, Trustee trustee) {
        run("key", ballot, trustee, List.of());
    }

    /** Has the page check the closed box against the published head, and adds the part to the count. */
    void count(String ballot, Trustee trustee, String head) {
        run("count", ballot, trustee, List.of("--head", head));
    }

    private void run(String part, String ballot, Trustee trustee, List<String> more) {
        try {
            Path password = Files.writeString(trustee.folder().resolve("password"), DEMO_PASSWORD);
            Path passphrase = Files.writeString(trustee.folder().resolve("passphrase"), TrusteeTool.PASSPHRASE);
            List<String> command = new ArrayList<>(List.of(
                    "node",
                    "e2e/browser/trustee.mjs",
                    part,
                    "--origin",
                    origin.toString(),
                    "--ballot",
                    ballot,
                    "--user",
                    trustee.person(),
                    "--password-file",
                    password.toString(),
                    "--passphrase-file",
                    passphrase.toString(),
                    "--key",
                    trustee.keyFile().toString(),
                    "--screenshots",
                    screenshots.toString()));
            command.addAll(more);
            String output = Tool.run(project, Duration.ofMinutes(5), command)
                    .expectSuccess("The trustee's part in the browser")
                    .output();
            JsonNode told = JSON.readTree(output.strip());
            Require.that(told.path("done").asText().equals(part), "The trustee's page ended otherwise: " + told);
            Require.that(told.path("cspViolations").asInt(-1) == 0, "The browser counted CSP violations: " + told);
            Require.that(told.path("axeViolations").asInt(-1) == 0, "axe found accessibility faults: " + told);
        } catch (IOException e) {
            throw new UncheckedIOException("trustee.mjs did not print JSON", e);
        }
    }
}
