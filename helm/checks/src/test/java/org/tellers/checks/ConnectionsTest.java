package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The connections that the NetworkPolicies allow are those of the table "Who may talk to whom", no more and no fewer. */
class ConnectionsTest {

    private static final String DOCUMENT = "docs/architecture.md";

    private record Connection(String from, String to, int port) implements Comparable<Connection> {
        @Override
        public int compareTo(Connection other) {
            return toString().compareTo(other.toString());
        }
    }

    @Test
    void theyAreThoseOfTheArchitecture() {
        Set<Connection> described = new TreeSet<>();
        for (List<String> row : Repository.table(DOCUMENT, "From")) {
            for (String from : Repository.names(row.get(0))) {
                for (String to : Repository.names(row.get(1))) {
                    for (String port : Repository.names(row.get(2))) {
                        described.add(new Connection(from, to, Integer.parseInt(port)));
                    }
                }
            }
        }
        Set<Connection> allowed = new TreeSet<>(in());
        allowed.addAll(out());

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void whatOneComponentMayAskAnotherTheOtherTakesAndNothingElse() {
        assertThat(within(out())).containsExactlyInAnyOrderElementsOf(within(in()));
    }

    @Test
    void everyPodIsClosedInBothDirectionsByDefaultAndHasAPolicyOfItsOwn() {
        List<JsonNode> policies = Chart.render(Chart.EXAMPLE, "NetworkPolicy");
        assertThat(policies)
                .allSatisfy(policy -> assertThat(
                                policy.path("spec").path("policyTypes").toString())
                        .isEqualTo("[\"Ingress\",\"Egress\"]"));
        JsonNode deny = policies.stream()
                .filter(policy -> policy.path("metadata").path("name").asText().endsWith("default-deny"))
                .findFirst()
                .orElseThrow()
                .path("spec");
        assertThat(deny.has("ingress") || deny.has("egress")).isFalse();

        for (JsonNode object : Chart.render(Chart.EXAMPLE)) {
            JsonNode labels =
                    object.path("spec").path("template").path("metadata").path("labels");
            if (labels.isObject()) {
                assertThat(policies.stream()
                                .filter(policy -> selects(
                                        policy.path("spec").path("podSelector").path("matchLabels"), labels)))
                        .as(Models.name(object))
                        .hasSize(2);
            }
        }
    }

    private static boolean selects(JsonNode selector, JsonNode labels) {
        return selector.properties().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    private static Set<Connection> within(Set<Connection> connections) {
        Set<String> components = Set.of("membership", "ballot", "notification", "voting", "reporting", "gateway");
        return connections.stream()
                .filter(each -> components.contains(each.from()) && components.contains(each.to()))
                .collect(Collectors.toSet());
    }

    private static Set<Connection> in() {
        Set<Connection> connections = new TreeSet<>();
        for (JsonNode policy : Chart.render(Chart.EVERYTHING, "NetworkPolicy")) {
            JsonNode spec = policy.path("spec");
            for (JsonNode rule : spec.path("ingress")) {
                for (JsonNode peer : rule.path("from")) {
                    rule.path("ports")
                            .forEach(port -> connections.add(new Connection(
                                    name(peer), name(spec), port.path("port").asInt())));
                }
            }
        }
        return connections;
    }

    private static Set<Connection> out() {
        Set<Connection> connections = new TreeSet<>();
        for (JsonNode policy : Chart.render(Chart.EVERYTHING, "NetworkPolicy")) {
            JsonNode spec = policy.path("spec");
            for (JsonNode rule : spec.path("egress")) {
                assertThat(rule.path("to")).as(Models.name(policy)).isNotEmpty();
                for (JsonNode peer : rule.path("to")) {
                    rule.path("ports")
                            .forEach(port -> connections.add(new Connection(
                                    name(spec), name(peer), port.path("port").asInt())));
                }
            }
        }
        return connections;
    }

    /** How the table calls whom a selector selects. */
    private static String name(JsonNode selecting) {
        JsonNode labels = selecting.path("podSelector").path("matchLabels");
        if (labels.has("app.kubernetes.io/name")) {
            String component = labels.path("app.kubernetes.io/name").asText();
            return "migration".equals(labels.path("app.kubernetes.io/component").asText())
                    ? component + " migration"
                    : component;
        }
        if (labels.has("strimzi.io/cluster")) {
            return "Kafka";
        }
        if (labels.has("cnpg.io/cluster")) {
            return labels.path("cnpg.io/cluster").asText().replace("-db", " database");
        }
        if (labels.has("k8s-app")) {
            return "DNS";
        }
        return selecting
                .path("namespaceSelector")
                .path("matchLabels")
                .path("peer")
                .asText()
                .replace('-', ' ');
    }
}
