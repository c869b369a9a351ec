package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The chart sets what the programs read, everything they read can be set, and the operators' list has their settings with the
 * defaults that the code has: all computed, none listed here.
 */
class VariablesTest {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(TELLERS_[A-Z_]+)[:}]");
    private static final Pattern KEY = Pattern.compile("(?m)^(?:%prod\\.)?([a-z][A-Za-z0-9.\\-]*)=");
    /** A default in a program's settings, in its code, and the period of a rule of retention. */
    private static final Pattern DEFAULT_OF_A_REFERENCE = Pattern.compile("\\$\\{(TELLERS_[A-Z_]+):([^}]*)}");

    private static final Pattern DEFAULT_OF_A_PROPERTY =
            Pattern.compile("ConfigProperty\\(name = \"(tellers\\.[a-z.\\-]+)\", defaultValue = \"([^\"]+)\"");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.\\-]+)\"");
    private static final Pattern DEFAULT_OF_A_MAPPING =
            Pattern.compile("(?m)^    @WithDefault\\(\"([^\"]+)\"\\)\\n    \\w+ (\\w+)\\(\\);");
    private static final Pattern RETENTION = Pattern.compile(
            "new RetentionRule\\(\\s*\"([a-z-]+)\",.{0,400}?Period\\.of(Days|Months|Years)\\(([0-9]+)\\)",
            Pattern.DOTALL);
    private static final Pattern FILE_OF_A_SECRET = Pattern.compile("\"(TELLERS_[A-Z_]+)_FILE\"");

    private static final List<String> COMPONENTS =
            Stream.concat(Repository.SERVICES.stream(), Stream.of("gateway")).toList();

    /** Java itself reads it. */
    private static final String OF_JAVA = "JAVA_TOOL_OPTIONS";

    /** The images bring the web files along, where the gateway looks unless it is told otherwise. */
    private static final String IN_THE_IMAGE = "TELLERS_WEB_";

    @ParameterizedTest
    @ValueSource(strings = {"membership", "ballot", "notification", "voting", "reporting", "gateway"})
    void everyVariableOfTheChartIsReadByItsProgram(String component) {
        Set<String> read = read(component);
        Set<String> properties =
                properties(component).stream().map(VariablesTest::asVariable).collect(Collectors.toSet());
        properties.addAll(defaults(component).keySet());

        Set<String> set = set(component);
        set.addAll(settings(component));
        set.remove(OF_JAVA);
        assertThat(set).isNotEmpty();
        assertThat(set)
                .allSatisfy(variable -> assertThat(read.contains(variable) || properties.contains(variable))
                        .as("%s reads %s", component, variable)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"membership", "ballot", "notification", "voting", "reporting", "gateway"})
    void everyVariableThatAProgramReadsCanBeSet(String component) {
        Set<String> settable = set(component);
        settable.addAll(settings(component));

        assertThat(read(component).stream().filter(variable -> !variable.startsWith(IN_THE_IMAGE)))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(settable.contains(variable) || settable.contains(variable + "_FILE"))
                        .as("the chart can set %s of %s", variable, component)
                        .isTrue());
    }

    @Test
    void theOperatorsListHasEverySettingWithTheDefaultOfTheCode() {
        List<List<String>> listed = new ArrayList<>();
        for (List<String> row : Repository.table("docs/operation/settings.md", "Component")) {
            (row.getFirst().equals("all") ? COMPONENTS.stream() : Stream.of(row.getFirst()))
                    .forEach(component -> listed.add(List.of(component, row.get(1), row.get(2))));
        }
        List<List<String>> settable = new ArrayList<>();
        for (String component : COMPONENTS) {
            Map<String, String> defaults = defaults(component);
            settings(component)
                    .forEach(variable ->
                            settable.add(List.of(component, variable, String.valueOf(defaults.get(variable)))));
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(settable);
    }

    /** Defaults by the variable that changes them; a reference in a program's settings is stronger than what its code has. */
    private static Map<String, String> defaults(String component) {
        Map<String, String> defaults = new TreeMap<>();
        for (String source : sources(component, ".*\\.java")) {
            DEFAULT_OF_A_PROPERTY
                    .matcher(source)
                    .results()
                    .forEach(found -> defaults.put(asVariable(found.group(1)), found.group(2)));
            RETENTION
                    .matcher(source)
                    .results()
                    .forEach(found -> defaults.put(
                            asVariable("tellers.retention." + found.group(1)),
                            "P" + found.group(3) + found.group(2).charAt(0)));
            found(MAPPING, source)
                    .forEach(prefix -> DEFAULT_OF_A_MAPPING
                            .matcher(source)
                            .results()
                            .forEach(found -> defaults.put(
                                    asVariable(prefix + "." + found.group(2).replaceAll("([A-Z])", "-$1")),
                                    found.group(1))));
        }
        for (String source : sources(component, ".*\\.properties")) {
            DEFAULT_OF_A_REFERENCE
                    .matcher(source)
                    .results()
                    .forEach(found -> defaults.put(found.group(1), found.group(2)));
        }
        return defaults;
    }

    /**
     * Names that the program's own settings and those of the libraries that it stands on refer to, and the names of files
     * that may hold one of them.
     */
    private static Set<String> read(String component) {
        Set<String> names = new TreeSet<>();
        for (String file : sources(component, ".*\\.properties")) {
            file.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.addAll(found(REFERENCE, line)));
        }
        for (String file : sources(component, ".*\\.java")) {
            found(FILE_OF_A_SECRET, file).stream()
                    .filter(names::contains)
                    .forEach(secret -> names.add(secret + "_FILE"));
        }
        return names;
    }

    private static Set<String> properties(String component) {
        return sources(component, ".*\\.properties").stream()
                .flatMap(file -> found(KEY, file).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> sources(String component, String pattern) {
        Stream<String> folders = component.equals("gateway")
                ? Stream.of("gateway/src/main")
                : Stream.of("services/" + component + "/src/main", "libs/service/src/main", "libs/events/src/main");
        return folders.flatMap(folder -> Repository.files(folder, pattern).stream())
                .map(Repository.ROOT::relativize)
                .map(Path::toString)
                .map(Repository::text)
                .toList();
    }

    /** What the chart sets with every option on, in the program itself and in its migration. */
    private static Set<String> set(String component) {
        Set<String> names = new TreeSet<>();
        for (JsonNode object : Chart.render(Chart.EVERYTHING)) {
            if (object.path("metadata")
                    .path("labels")
                    .path("app.kubernetes.io/name")
                    .asText()
                    .equals(component)) {
                object.path("spec")
                        .path("template")
                        .path("spec")
                        .path("containers")
                        .forEach(container -> container
                                .path("env")
                                .forEach(variable ->
                                        names.add(variable.path("name").asText())));
            }
        }
        return names;
    }

    private static Set<String> settings(String component) {
        Set<String> names = new TreeSet<>();
        Repository.yaml("helm/tellers/values.schema.json")
                .path("properties")
                .path(component)
                .path("properties")
                .path("settings")
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String asVariable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
