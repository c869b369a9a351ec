package org.tellers.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, and its YAML and tables. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("tellers.root"));
    static final List<String> SERVICES = List.of("membership", "ballot", "notification", "voting", "reporting");
    static final YAMLMapper YAML = new YAMLMapper();
    static final ObjectMapper JSON = new ObjectMapper();

    private Repository() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String path) {
        try {
            return YAML.readTree(text(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(path + " is no YAML", e);
        }
    }

    /** Every document of a YAML text that is an object. */
    static List<JsonNode> documents(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            List<JsonNode> objects = new ArrayList<>();
            documents.forEachRemaining(each -> {
                if (each.isObject()) {
                    objects.add(each);
                }
            });
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files under a folder whose path below the repository matches. */
    static List<Path> files(String folder, String pattern) {
        try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> ROOT.relativize(file).toString().matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the first Markdown table under a heading whose first line of cells begins with the given one. */
    static List<List<String>> table(String document, String firstColumn) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text(document).lines().toList()) {
            if (line.startsWith("| " + firstColumn + " |")) {
                inside = true;
            } else if (inside && !line.startsWith("|")) {
                return rows;
            } else if (inside && !line.startsWith("|--")) {
                rows.add(Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        if (rows.isEmpty()) {
            throw new AssertionError(document + " has no table that begins with " + firstColumn);
        }
        return rows;
    }

    /** The secrets that a script makes: its calls of "make", with the loops around them rolled out. */
    static List<String> scripted(String script) {
        List<String> names = new ArrayList<>();
        List<String> services = List.of();
        List<String> roles = List.of();
        for (String line : text(script).lines().map(String::strip).toList()) {
            if (line.startsWith("for service in ")) {
                services = loop(line);
            } else if (line.startsWith("for role in ")) {
                roles = loop(line);
            } else if (line.startsWith("make ")) {
                String name = line.split(" ")[1].replace("\"", "");
                for (String service : name.contains("$service") ? services : List.of("")) {
                    for (String role : name.contains("$role") ? roles : List.of("")) {
                        names.add(name.replace("$service", service).replace("$role", role));
                    }
                }
            }
        }
        return names;
    }

    private static List<String> loop(String line) {
        return List.of(
                line.replaceFirst("^for \\w+ in ", "").replace("; do", "").split(" "));
    }

    /** The names in a table's cell. */
    static List<String> names(String cell) {
        return Arrays.stream(cell.split(", ")).map(String::strip).toList();
    }
}
