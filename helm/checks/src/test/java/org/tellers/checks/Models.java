package org.tellers.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Kubernetes and the operators accept, by the packages in {@code models/}. */
final class Models {

    private static final Path FOLDER = Repository.ROOT.resolve("helm/checks/models");

    private Models() {}

    /** Each object that no API server would take, with the reason. */
    static List<String> faults(List<JsonNode> objects) {
        if (!Files.exists(FOLDER.resolve("node_modules"))) {
            throw new AssertionError("The packages of " + FOLDER + " are missing: run `npm ci` there, or `make test`");
        }
        try {
            Process node = new ProcessBuilder(
                            "node", FOLDER.resolve("check.mjs").toString())
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var input = node.getOutputStream()) {
                Repository.JSON.writeValue(input, objects);
            }
            JsonNode answers = Repository.JSON.readTree(node.getInputStream());
            if (answers.size() != objects.size()) {
                throw new AssertionError("check.mjs answered for " + answers.size() + " of " + objects.size());
            }
            List<String> faults = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                if (!answers.get(i).isNull()) {
                    faults.add(name(objects.get(i)) + ": " + answers.get(i).asText());
                }
            }
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a fault names an object. */
    static String name(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText();
    }
}
