package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A person in headless Chromium, played by a script of {@code e2e/browser}. */
final class Browser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Browser() {}

    /**
     * Runs a script to its end, without a violation of the page's policy and without a finding of axe.
     *
     * @param what completes the sentence "… ended with"
     * @return what it told in its one line
     */
    static JsonNode run(String what, Path project, Duration longest, String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", "e2e/browser/" + script));
        command.addAll(arguments);
        String output = Tool.run(project, longest, command).expectSuccess(what).output();
        try {
            JsonNode told = JSON.readTree(output.strip());
            Require.that(told.path("cspViolations").asInt(-1) == 0, "The browser counted CSP violations: " + told);
            Require.that(told.path("axeViolations").asInt(-1) == 0, "axe found accessibility faults: " + told);
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(script + " did not print JSON", e);
        }
    }
}
