package org.tellers.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds records, schemas, examples, AsyncAPI document and topic list against one another. */
class EventContractTest {

    private static final Path EVENTS = Path.of("events");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<FactType<?>> types() {
        return FactType.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theExampleOfAFactIsValidAndSurvivesItsRecordUnchanged(FactType<?> type) throws IOException {
        JsonNode example = JSON.readTree(file(type, "example").toFile());
        assertThat(faults(type, example)).isEmpty();

        Fact fact = JSON.treeToValue(example, type.fact());
        assertThat(JSON.<JsonNode>valueToTree(fact)).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFactWithoutARequiredFieldOrWithAnUnknownOneIsInvalid(FactType<?> type) throws IOException {
        ObjectNode example = (ObjectNode) JSON.readTree(file(type, "example").toFile());
        for (JsonNode required : read(type).get("required")) {
            ObjectNode without = example.deepCopy();
            without.remove(required.asText());
            assertThat(faults(type, without)).as("without %s", required).isNotEmpty();
        }
        ObjectNode with = example.deepCopy();
        with.put("unheardOf", 1);
        assertThat(faults(type, with)).as("with an unknown field").isNotEmpty();
    }

    @Test
    void everySchemaHasARecordAndEveryRecordASchema() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(EVENTS)) {
            all.filter(p -> p.toString().endsWith(".schema.json"))
                    .forEach(p -> files.add(EVENTS.relativize(p).toString()));
        }
        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(
                        types().map(t -> EVENTS.relativize(file(t, "schema")).toString())
                                .toList());
    }

    @Test
    void theAsyncApiDocumentNamesEveryTopicAndFactAndNoOther() throws IOException {
        JsonNode document = YAML.readTree(Path.of("asyncapi.yaml").toFile());
        Map<String, TreeSet<String>> documented = new TreeMap<>();
        document.get("channels").forEach(channel -> {
            TreeSet<String> facts =
                    documented.computeIfAbsent(channel.get("address").asText(), t -> new TreeSet<>());
            channel.get("messages").fieldNames().forEachRemaining(facts::add);
        });
        Map<String, TreeSet<String>> announced = new TreeMap<>();
        types().forEach(t -> announced
                .computeIfAbsent(t.topic(), x -> new TreeSet<>())
                .add(t.fact().getSimpleName()));
        assertThat(documented).isEqualTo(announced);

        types().forEach(t -> {
            JsonNode message = document.at("/components/messages/" + t.fact().getSimpleName());
            assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo("./" + file(t, "schema"));
            assertThat(message.get("x-ce-type").asText()).isEqualTo(t.type());
        });
    }

    @Test
    void everyTopicIsDeclaredWithReadersAndAPeriod() throws IOException {
        JsonNode topics = YAML.readTree(Path.of("topics.yaml").toFile()).get("topics");
        TreeSet<String> declared = new TreeSet<>();
        topics.forEach(topic -> {
            declared.add(topic.get("name").asText());
            assertThat(topic.get("readers"))
                    .as("readers of %s", topic.get("name"))
                    .isNotEmpty();
            assertThat(topic.get("cleanup").asText().equals("compact") || topic.has("retentionDays"))
                    .as("period of %s", topic.get("name"))
                    .isTrue();
        });
        assertThat(declared)
                .isEqualTo(types().map(FactType::topic).collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    /**
     * events.lock.json holds the fields as readers know them. A field that vanished, changed its type or became required
     * breaks a reader or a replay: make a new version beside the old one instead. A new optional field is added to the
     * lock in the same commit.
     */
    @Test
    void noFactLostAFieldOrChangedATypeOrRequiresANewOne() throws IOException {
        JsonNode lock = JSON.readTree(Path.of("events.lock.json").toFile());
        ObjectNode now = JSON.createObjectNode();
        types().forEach(t -> now.set(t.type(), shape(read(t))));
        assertThat(now).isEqualTo(lock);
    }

    private static ObjectNode shape(JsonNode schema) {
        ObjectNode shape = JSON.createObjectNode();
        TreeSet<String> required = new TreeSet<>();
        schema.path("required").forEach(r -> required.add(r.asText()));
        schema.get("properties").properties().forEach(p -> {
            JsonNode items = p.getValue().path("items");
            String name = p.getKey() + (required.contains(p.getKey()) ? "" : "?");
            if (items.has("properties")) {
                shape.set(name + "[]", shape(items));
            } else if (items.isObject()) {
                shape.put(name + "[]", items.get("type").asText());
            } else if (p.getValue().has("properties")) {
                shape.set(name, shape(p.getValue()));
            } else {
                shape.put(
                        name,
                        p.getValue().get("type").asText()
                                + p.getValue().path("format").asText(""));
            }
        });
        return shape;
    }

    private static Path file(FactType<?> type, String kind) {
        return EVENTS.resolve(type.topic()).resolve("v1").resolve(type.fact().getSimpleName() + "." + kind + ".json");
    }

    private static JsonNode read(FactType<?> type) {
        try {
            return JSON.readTree(file(type, "schema").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The validator reads text: it brings its own, newer Jackson. */
    private static List<Error> faults(FactType<?> type, JsonNode fact) {
        return SCHEMAS.getSchema(read(type).toString(), InputFormat.JSON).validate(fact.toString(), InputFormat.JSON);
    }
}
