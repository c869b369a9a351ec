package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Topics and rights in k8s/ are those of the contracts, of the architecture's table and of the programs. */
class KafkaTest {

    private static final String TOPICS = "k8s/base/kafka/topics.yaml";
    private static final String USERS = "k8s/base/kafka/users.yaml";
    private static final Pattern INCOMING =
            Pattern.compile("(?m)^mp\\.messaging\\.incoming\\.[a-z-]+\\.topic=([a-z.]+)$");

    private record Right(String type, String name, String operation) implements Comparable<Right> {
        @Override
        public int compareTo(Right other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void theCommittedTopicsAreTheDeclaredOnes() throws IOException {
        assertCommitted(TOPICS, KafkaManifests.topics());
    }

    @Test
    void theCommittedUsersAreTheDeclaredReadersAndWriters() throws IOException {
        assertCommitted(USERS, KafkaManifests.users());
    }

    @Test
    void theRightsOfEveryServiceAreThoseOfTheArchitecturesTable() {
        Map<String, Set<Right>> table = new TreeMap<>();
        Repository.SERVICES.forEach(service -> table.put(service, new TreeSet<>()));
        for (List<String> row : Repository.table("docs/architecture.md", "Topic")) {
            String topic = row.getFirst().replace(" (compacted)", "");
            String writer = topic.substring(0, topic.indexOf('.'));
            both(table.get(writer), "topic", topic, "Write");
            for (String reader : Repository.names(row.getLast())) {
                both(table.get(reader), "topic", topic, "Read");
                both(table.get(reader), "topic", reader + "." + topic + ".dlq", "Write");
                both(table.get(reader), "group", reader, "Read");
            }
        }
        Map<String, Set<Right>> granted = new TreeMap<>();
        for (JsonNode user : Repository.documents(Repository.text(USERS))) {
            Set<Right> rights = granted.computeIfAbsent(
                    user.path("metadata").path("name").asText().replace("tellers-", ""), name -> new TreeSet<>());
            for (JsonNode acl : user.path("spec").path("authorization").path("acls")) {
                JsonNode resource = acl.path("resource");
                assertThat(resource.path("patternType").asText()).isEqualTo("literal");
                for (JsonNode operation : acl.path("operations")) {
                    rights.add(new Right(
                            resource.path("type").asText(),
                            resource.path("name").asText(),
                            operation.asText()));
                }
            }
        }

        assertThat(granted).isEqualTo(table);
    }

    @Test
    void everyServiceReadsTheTopicsThatNameItAsReader() {
        for (String service : Repository.SERVICES) {
            Set<String> read = INCOMING.matcher(
                            Repository.text("services/" + service + "/src/main/resources/application.properties"))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
            Set<String> declared = Stream.of(
                            Repository.yaml("contracts/topics.yaml").path("topics"))
                    .flatMap(topics -> topics.valueStream())
                    .filter(topic -> topic.path("readers")
                            .valueStream()
                            .anyMatch(reader -> reader.asText().equals(service)))
                    .map(topic -> topic.path("name").asText())
                    .collect(Collectors.toSet());
            assertThat(read).as(service).isEqualTo(declared);
        }
    }

    @Test
    void theGroupIsTheService() {
        assertThat(Repository.text("libs/events/src/main/resources/META-INF/microprofile-config.properties"))
                .contains("smallrye-kafka.group.id=${tellers.service}");
        for (String service : Repository.SERVICES) {
            assertThat(Repository.text("services/" + service + "/src/main/resources/application.properties"))
                    .contains("tellers.service=" + service + "\n");
        }
    }

    private static void both(Set<Right> rights, String type, String name, String operation) {
        rights.add(new Right(type, name, operation));
        rights.add(new Right(type, name, "Describe"));
    }

    private static void assertCommitted(String path, String made) throws IOException {
        if (Boolean.getBoolean("tellers.update-k8s")) {
            Files.createDirectories(Repository.ROOT.resolve(path).getParent());
            Files.writeString(Repository.ROOT.resolve(path), made);
        }
        assertThat(Repository.text(path))
                .as("%s is not what contracts/topics.yaml says: run `make k8s-manifests`", path)
                .isEqualTo(made);
    }
}
