package org.tellers.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, rendered by Helm. */
final class Chart {

    static final String EXAMPLE = "example-values.yaml";
    static final String PRODUCTION = "production-values.yaml";
    static final String EVERYTHING = "everything-values.yaml";

    /** On one machine, beside the overlay that it belongs to. */
    static final String TRIAL = "../../../k8s/overlays/local/values.yaml";

    /** Stands where a hook's annotation stands in the chart: Helm's library leaves hooks out of what it renders. */
    static final String HOOK = "rendered/hook";

    private static final String KUBERNETES = "1.33.0";
    private static final Path FOLDER = Repository.ROOT.resolve("helm/tellers");
    private static final Path COPY = copy();
    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Each set of values that the chart is tried with. */
    static Stream<String> valueSets() {
        return Stream.of(EXAMPLE, PRODUCTION, EVERYTHING, TRIAL);
    }

    /** Every object of the chart with the values of a file in {@code ci/}, hooks among them. */
    static List<JsonNode> render(String values) {
        return RENDERED.computeIfAbsent(
                values,
                file -> Repository.documents(template(FOLDER.resolve("ci").resolve(file))));
    }

    /** Those of one kind. */
    static List<JsonNode> render(String values, String kind) {
        return render(values).stream()
                .filter(object -> kind.equals(object.path("kind").asText()))
                .toList();
    }

    /** Every object of the chart with the example's values and these changes (YAML) laid over them. */
    static List<JsonNode> rendered(String changes) {
        try {
            Path file = Files.writeString(Files.createTempFile("values", ".yaml"), changes);
            try {
                return Repository.documents(template(FOLDER.resolve("ci").resolve(EXAMPLE), file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Helm says of the example's values with these changes; fails when it takes them. */
    static String refusal(String changes) {
        try {
            rendered(changes);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("The chart takes " + changes);
    }

    /** What lint says of the chart with the values of a file in {@code ci/} as its own. */
    static LintResult lint(String values) {
        try {
            Path file = COPY.resolve("values.yaml");
            String own = Files.readString(file);
            ObjectNode merged = (ObjectNode) Repository.YAML.readTree(own);
            merge(merged, Repository.yaml("helm/tellers/ci/" + values));
            Files.writeString(file, Repository.YAML.writeValueAsString(merged));
            try {
                return new Helm(COPY).lint().strict().quiet().call();
            } finally {
                Files.writeString(file, own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized String template(Path... values) {
        var command = new Helm(COPY)
                .template()
                .withName("tellers")
                .withNamespace("tellers")
                .withKubeVersion(KUBERNETES);
        for (Path file : values) {
            command.withValuesFile(file);
        }
        return command.call();
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(field -> {
            if (into.get(field.getKey()) instanceof ObjectNode inner
                    && field.getValue().isObject()) {
                merge(inner, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static Path copy() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory("chart").resolve("tellers");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replace("helm.sh/hook:", HOOK + ":"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
