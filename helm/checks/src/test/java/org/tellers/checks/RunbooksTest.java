package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operation tells people to type, look at or look for is there, under that very name. */
class RunbooksTest {

    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w./-])((?:k8s|helm|tools|contracts|docs)/[A-Za-z0-9_./-]*[A-Za-z0-9])(?![\\w/]*\\$)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([a-z0-9-]+))?\\)");
    private static final Pattern DEPLOYMENT = Pattern.compile("\\bdeploy(?:ment)?/([a-z][a-z-]*[a-z])(?![a-z-])");
    private static final Pattern JOB = Pattern.compile("\\bjob/([a-z-]+[a-z])");
    private static final Pattern SECRET = Pattern.compile("\\bsecret ((?:[a-z]+-)+[a-z]+(?: (?:[a-z]+-)+[a-z]+)*)");
    private static final Pattern LABEL = Pattern.compile("app\\.kubernetes\\.io/(name|component|part-of)=([a-z-]+)");
    private static final Pattern ALERT = Pattern.compile("\\bTellers[A-Z][A-Za-z]+");
    private static final Pattern VARIABLE = Pattern.compile("\\bTELLERS_[A-Z_]+[A-Z]\\b");
    private static final Pattern LOG_LINE = Pattern.compile("grep \"([^\"]+)\"");
    private static final Pattern TABLE_ROW = Pattern.compile("(?s)psql (\\w+) -Atc\\s+\"SELECT (.*?) FROM (\\w+)");

    /** Made by people as the runbooks say, and by Strimzi. */
    private static final Set<String> SECRETS_OF_OTHERS =
            Set.of("backups", "mail-relay", "mail-bounces", "tellers-cluster-ca-cert");

    private static final Set<String> DEPLOYMENTS_OF_OTHERS = Set.of("strimzi-cluster-operator");

    @Test
    void everyFileThatTheyNameIsThere() {
        assertThat(found(FILE, 1))
                .hasSizeGreaterThan(10)
                // What the reader makes, and what the restore of another service than voting would be.
                .filteredOn(file -> !file.startsWith("k8s/overlays/ours"))
                .allSatisfy(file -> assertThat(Files.exists(Repository.ROOT.resolve(file)))
                        .as(file)
                        .isTrue());
    }

    @Test
    void everyLinkLeadsToAPlaceThatIsThere() {
        for (String page : pages()) {
            Matcher link = LINK.matcher(Repository.text(page));
            while (link.find()) {
                if (link.group(1).startsWith("https:")) {
                    continue;
                }
                var target = link.group(1).isEmpty()
                        ? Repository.ROOT.resolve(page)
                        : Repository.ROOT
                                .resolve(page)
                                .resolveSibling(link.group(1))
                                .normalize();
                assertThat(Files.exists(target))
                        .as("%s: %s", page, link.group())
                        .isTrue();
                if (link.group(2) != null) {
                    assertThat(AlertsTest.headings(
                                    Repository.ROOT.relativize(target).toString()))
                            .as("%s: %s", page, link.group())
                            .contains(link.group(2));
                }
            }
        }
    }

    @Test
    void everyObjectThatTheyNameIsMade() {
        Set<String> deployments = names("Deployment");
        deployments.addAll(DEPLOYMENTS_OF_OTHERS);
        assertThat(found(DEPLOYMENT, 1)).isNotEmpty().isSubsetOf(deployments);
        assertThat(found(JOB, 1)).isNotEmpty().isSubsetOf(names("Job"));

        Set<String> secrets = new TreeSet<>(Repository.scripted("k8s/bin/secrets"));
        secrets.addAll(names("KafkaUser"));
        secrets.addAll(SECRETS_OF_OTHERS);
        assertThat(found(SECRET, 1).stream().flatMap(names -> Stream.of(names.split(" "))))
                .isNotEmpty()
                .filteredOn(name -> !Set.of("generic", "create").contains(name))
                .isSubsetOf(secrets);
    }

    @Test
    void everyLabelByWhichTheySelectIsOneOfAPod() {
        Set<String> labels = new TreeSet<>();
        objects()
                .forEach(object -> object.path("spec")
                        .path("template")
                        .path("metadata")
                        .path("labels")
                        .properties()
                        .forEach(label -> labels.add(
                                label.getKey() + "=" + label.getValue().asText())));

        assertThat(found(LABEL, 0)).isNotEmpty().isSubsetOf(labels);
    }

    /** A migration's finished pod has the name of its service, too: "the pod of reporting" would be two. */
    @Test
    void whoeverNeedsOnePodSelectsTheServer() {
        for (String page : pages()) {
            assertThat(Repository.text(page).lines().filter(line -> line.contains("-o name)")))
                    .as(page)
                    .allMatch(line -> line.contains("app.kubernetes.io/component=server"));
        }
    }

    @Test
    void everyAlertThatTheyNameComesAndEveryVariableIsRead() {
        Set<String> alerts = Chart.render(Chart.EVERYTHING, "PrometheusRule").stream()
                .flatMap(rules -> rules.findValuesAsText("alert").stream())
                .collect(Collectors.toSet());
        assertThat(found(ALERT, 0)).isNotEmpty().isSubsetOf(alerts);

        String read = Stream.of("services", "libs", "gateway")
                .flatMap(folder -> Repository.files(folder, ".*/src/main/.*\\.(java|properties)").stream())
                .map(file -> Repository.text(Repository.ROOT.relativize(file).toString()))
                .collect(Collectors.joining("\n"));
        Set<String> settings = new TreeSet<>();
        Repository.yaml("helm/tellers/values.schema.json")
                .findValues("settings")
                .forEach(each -> each.path("properties").fieldNames().forEachRemaining(settings::add));
        assertThat(found(VARIABLE, 0))
                .isNotEmpty()
                .allMatch(variable -> settings.contains(variable) || read.contains(variable));
    }

    @Test
    void everyLineForWhichTheyLookInALogIsWritten() {
        String written = Stream.of("services", "libs")
                .flatMap(folder -> Repository.files(folder, ".*/src/main/.*\\.java").stream())
                .map(file -> Repository.text(Repository.ROOT.relativize(file).toString()))
                // A sentence that goes on in the next line.
                .map(source -> source.replaceAll("\"\\s*\\+ \"", ""))
                .collect(Collectors.joining("\n"));

        assertThat(found(LOG_LINE, 1)).isNotEmpty().allMatch(written::contains);
    }

    @Test
    void everyColumnForWhichTheyAskADatabaseIsThere() {
        for (String page : pages()) {
            Matcher query = TABLE_ROW.matcher(Repository.text(page));
            while (query.find()) {
                String schema =
                        Repository.files("services/" + query.group(1) + "/src/main/resources/db", ".*\\.sql").stream()
                                .map(file -> Repository.text(
                                        Repository.ROOT.relativize(file).toString()))
                                .collect(Collectors.joining("\n"));
                assertThat(schema).contains("CREATE TABLE " + query.group(3) + " (");
                for (String column : query.group(2).split(", ")) {
                    assertThat(schema)
                            .as("%s: %s", page, query.group())
                            .containsPattern("\\b"
                                    + column.replaceAll("^\\w+\\((\\w+|\\*)\\)$", "$1")
                                            .replace("*", "CREATE") + "\\b");
                }
            }
        }
    }

    /** Nothing of the machine on which they were written. */
    @Test
    void theyNameNoMachineOfOurs() {
        for (String page : pages()) {
            assertThat(Repository.text(page))
                    .as(page)
                    .doesNotContainPattern("(?<![\\w.])/(?:root|home|work|Users|tmp/(?!setup|mails))");
        }
    }

    private static Set<String> found(Pattern pattern, int group) {
        return pages().stream()
                .flatMap(page -> pattern.matcher(Repository.text(page)).results())
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> pages() {
        return Repository.files("docs/operation", ".*\\.md").stream()
                .map(file -> Repository.ROOT.relativize(file).toString())
                .toList();
    }

    private static Set<String> names(String kind) {
        return objects()
                .filter(object -> kind.equals(object.path("kind").asText()))
                .map(object -> object.path("metadata").path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> objects() {
        return Stream.concat(
                Chart.render(Chart.PRODUCTION).stream(),
                Repository.files("k8s/base", ".*\\.yaml").stream()
                        .flatMap(file ->
                                Repository.documents(Repository.text(
                                                Repository.ROOT.relativize(file).toString()))
                                        .stream()));
    }
}
