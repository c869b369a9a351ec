package org.tellers.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The topics and users of k8s/base/kafka, made from contracts/topics.yaml. */
final class KafkaManifests {

    private static final String API = "kafka.strimzi.io/v1";
    private static final String CLUSTER = "tellers";

    private KafkaManifests() {}

    /** One KafkaTopic for each declared topic and for the dead letters of each of its readers. */
    static String topics() {
        JsonNode declared = Repository.yaml("contracts/topics.yaml");
        JsonNode defaults = declared.path("defaults");
        int partitions = defaults.path("partitions").asInt();
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode topic : declared.path("topics")) {
            String name = topic.path("name").asText();
            objects.add(topic(
                    name,
                    partitions,
                    topic.path("cleanup").asText(),
                    topic.path("retentionDays").asInt(-1)));
            for (JsonNode reader : topic.path("readers")) {
                objects.add(topic(
                        deadLetters(reader.asText(), name),
                        partitions,
                        "delete",
                        defaults.path("deadLetterRetentionDays").asInt()));
            }
        }
        return written(objects);
    }

    /** One KafkaUser for each service, which may do what the readers of contracts/topics.yaml say and nothing else. */
    static String users() {
        JsonNode topics = Repository.yaml("contracts/topics.yaml").path("topics");
        List<ObjectNode> objects = new ArrayList<>();
        for (String service : Repository.SERVICES) {
            ObjectNode user = object("KafkaUser", "tellers-" + service);
            ObjectNode spec = user.putObject("spec");
            spec.putObject("authentication").put("type", "tls");
            ObjectNode authorization = spec.putObject("authorization").put("type", "simple");
            var acls = authorization.putArray("acls");
            boolean reads = false;
            for (JsonNode topic : topics) {
                String name = topic.path("name").asText();
                if (name.startsWith(service + ".")) {
                    acls.add(acl("topic", name, "Write"));
                }
                for (JsonNode reader : topic.path("readers")) {
                    if (reader.asText().equals(service)) {
                        acls.add(acl("topic", name, "Read"));
                        acls.add(acl("topic", deadLetters(service, name), "Write"));
                        reads = true;
                    }
                }
            }
            if (reads) {
                acls.add(acl("group", service, "Read"));
            }
            objects.add(user);
        }
        return written(objects);
    }

    private static String deadLetters(String group, String topic) {
        return group + "." + topic + ".dlq";
    }

    private static ObjectNode topic(String name, int partitions, String cleanup, int retentionDays) {
        ObjectNode topic = object("KafkaTopic", name);
        ObjectNode spec = topic.putObject("spec").put("partitions", partitions);
        spec.putObject("config")
                .put("cleanup.policy", cleanup)
                .put(
                        "retention.ms",
                        retentionDays < 0 ? -1 : Duration.ofDays(retentionDays).toMillis());
        return topic;
    }

    /** Describe follows from both; the operator writes it out for reading and so do we. */
    private static ObjectNode acl(String type, String name, String operation) {
        ObjectNode acl = Repository.YAML.createObjectNode();
        acl.putObject("resource").put("type", type).put("name", name).put("patternType", "literal");
        acl.putArray("operations").add(operation).add("Describe");
        return acl;
    }

    private static ObjectNode object(String kind, String name) {
        ObjectNode object = Repository.YAML.createObjectNode();
        object.put("apiVersion", API).put("kind", kind);
        object.putObject("metadata").put("name", name).putObject("labels").put("strimzi.io/cluster", CLUSTER);
        return object;
    }

    private static String written(List<ObjectNode> objects) {
        StringBuilder text =
                new StringBuilder("# Made from contracts/topics.yaml by `make k8s-manifests`; a test compares.\n");
        try {
            for (ObjectNode object : objects) {
                text.append(Repository.YAML.writeValueAsString(object));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
