package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

    private static final int A_WORKING_INSTALLATION = 25;

    @ParameterizedTest
    @MethodSource("org.tellers.checks.Chart#valueSets")
    void lintFindsNothing(String values) {
        var result = Chart.lint(values);

        assertThat(result.getMessages().stream().filter(line -> !line.contains("icon is recommended")))
                .isEmpty();
        assertThat(result.isFailed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("org.tellers.checks.Chart#valueSets")
    void everyObjectIsOneThatItsApiKnowsToTheLastField(String values) {
        assertThat(Models.faults(Chart.render(values))).isEmpty();
    }

    @Test
    void aFieldThatNobodyKnowsIsFound() throws Exception {
        JsonNode object = Repository.YAML.readTree("""
                apiVersion: v1
                kind: Service
                metadata: {name: wrong}
                spec: {selektor: {}, ports: [{port: "http"}]}
                """);

        assertThat(Models.faults(List.of(object))).singleElement().asString().contains("Service wrong");
        JsonNode typo = Repository.YAML.readTree("""
                apiVersion: v1
                kind: Service
                metadata: {name: typo}
                spec: {selektor: {}, ports: [{port: 80}]}
                """);
        assertThat(Models.faults(List.of(typo)))
                .containsExactly("Service typo: /spec/selektor is a field that nobody knows");
    }

    @ParameterizedTest
    @MethodSource("org.tellers.checks.Chart#valueSets")
    void everyPodIsRestrictedProbedBoundedAndOfOneFixedImage(String values) {
        assertThat(Chart.render(values).stream().flatMap(object -> Pods.faults(object, true).stream()))
                .isEmpty();
    }

    @Test
    void everythingOfEachComponentIsThere() {
        for (String kind : List.of("Deployment", "Service", "ServiceAccount", "PodDisruptionBudget")) {
            assertThat(components(Chart.EXAMPLE, kind, "server"))
                    .as(kind)
                    .containsExactlyInAnyOrder(
                            "membership", "ballot", "notification", "voting", "reporting", "gateway");
        }
        assertThat(components(Chart.EXAMPLE, "Job", "migration"))
                .containsExactlyInAnyOrderElementsOf(Repository.SERVICES);
        assertThat(components(Chart.EVERYTHING, "HorizontalPodAutoscaler", "server"))
                .containsExactlyInAnyOrder("gateway", "voting");
        assertThat(components(Chart.EVERYTHING, "ScaledObject", "server")).containsExactly("notification");
    }

    @Test
    void onlyMigrationsHaveTheOwnersPasswordAndTheyHaveNothingElse() {
        for (JsonNode object : Chart.render(Chart.EVERYTHING)) {
            String text = object.toString();
            if ("Job".equals(object.path("kind").asText())) {
                assertThat(text).contains("-db-owner").doesNotContain("-db-app", "seal.key", "user.p12");
                assertThat(object.path("metadata")
                                .path("annotations")
                                .path(Chart.HOOK)
                                .asText())
                        .isEqualTo("pre-install,pre-upgrade");
            } else {
                assertThat(text).doesNotContain("-db-owner");
            }
        }
    }

    @Test
    void noComponentMountsASecretOfAnother() {
        for (JsonNode deployment : Chart.render(Chart.EVERYTHING, "Deployment")) {
            String component = deployment
                    .path("metadata")
                    .path("labels")
                    .path("app.kubernetes.io/name")
                    .asText();
            Set<String> others = new TreeSet<>(Repository.SERVICES);
            others.remove(component);
            for (JsonNode source : deployment.findPath("projected").path("sources")) {
                String secret = source.path("secret").path("name").asText();
                assertThat(others)
                        .as("%s mounts %s", component, secret)
                        .noneMatch(other -> secret.startsWith(other + "-") || secret.equals("tellers-" + other));
            }
        }
    }

    @Test
    void whatAnAutoscalerScalesHasNoReplicasOfTheCharts() {
        for (JsonNode deployment : Chart.render(Chart.EVERYTHING, "Deployment")) {
            String component = deployment
                    .path("metadata")
                    .path("labels")
                    .path("app.kubernetes.io/name")
                    .asText();
            assertThat(deployment.path("spec").has("replicas"))
                    .as(component)
                    .isNotEqualTo(Set.of("gateway", "voting", "notification").contains(component));
        }
    }

    /** The gateway ends what takes too long; Envoy would cut off every answer after 15 seconds. */
    @Test
    void noRouteHasAClockOfItsOwn() {
        assertThat(Chart.render(Chart.EXAMPLE, "HTTPRoute"))
                .filteredOn(route -> !route.findPath("backendRefs").isMissingNode())
                .hasSize(2)
                .allSatisfy(route -> assertThat(
                                route.findPath("timeouts").path("request").asText())
                        .isEqualTo("0s"));
    }

    @Test
    void whoComesByPlainHttpIsSentOnToHttpsAndNowhereElse() {
        JsonNode redirect = Chart.render(Chart.EXAMPLE, "HTTPRoute").stream()
                .filter(route -> route.findPath("backendRefs").isMissingNode())
                .findFirst()
                .orElseThrow();
        JsonNode said = redirect.findPath("requestRedirect");
        assertThat(said.path("scheme").asText()).isEqualTo("https");
        assertThat(said.path("statusCode").asInt()).isEqualTo(301);
        assertThat(redirect.findPath("hostnames")).hasSize(2);
        String section = redirect.findPath("sectionName").asText();
        assertThat(Repository.yaml("k8s/base/edge/gateway.yaml").findParents("protocol"))
                .filteredOn(listener -> listener.path("name").asText().equals(section))
                .singleElement()
                .satisfies(listener -> assertThat(listener.path("port").asInt()).isEqualTo(80));
        assertThat(Chart.rendered("routes: {gateway: {redirectSection: \"\"}}"))
                .noneMatch(object -> Models.name(object).equals("HTTPRoute tellers-gateway-redirect"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReadWriteOnce", "ReadWriteOncePod"})
    void reportingEndsBeforeItStartsAgainWhereItsVolumeGoesToOneNode(String accessMode) {
        JsonNode reporting = Chart.rendered("reporting: {keyCopies: {accessMode: " + accessMode + "}}").stream()
                .filter(object -> Models.name(object).equals("Deployment tellers-reporting"))
                .findFirst()
                .orElseThrow();

        assertThat(reporting.path("spec").path("strategy").path("type").asText())
                .isEqualTo("Recreate");
    }

    @Test
    void aDatabaseAndABrokerMayBeElsewhere() {
        List<JsonNode> objects = Chart.rendered("""
                voting: {database: {host: db.example.org, peers: [{ipBlock: {cidr: 192.0.2.5/32}}]}}
                kafka: {bootstrap: "kafka.example.org:9094", port: 9094, peers: [{ipBlock: {cidr: 192.0.2.9/32}}]}
                """);

        for (String policy : List.of("tellers-voting", "tellers-voting-migration")) {
            String egress = objects.stream()
                    .filter(object -> Models.name(object).equals("NetworkPolicy " + policy))
                    .findFirst()
                    .orElseThrow()
                    .path("spec")
                    .path("egress")
                    .toString();
            assertThat(egress).contains("192.0.2.5/32").doesNotContain("cnpg.io/cluster", "strimzi.io/cluster");
            assertThat(egress.contains("192.0.2.9/32")).isEqualTo(policy.equals("tellers-voting"));
        }
    }

    @Test
    void twentyLinesAreAWorkingInstallation() {
        assertThat(Repository.text("helm/tellers/ci/example-values.yaml").lines())
                .hasSizeLessThanOrEqualTo(A_WORKING_INSTALLATION);
    }

    private static Set<String> components(String values, String kind, String part) {
        return Chart.render(values, kind).stream()
                .map(object -> object.path("metadata").path("labels"))
                .filter(labels ->
                        part.equals(labels.path("app.kubernetes.io/component").asText()))
                .map(labels -> labels.path("app.kubernetes.io/name").asText())
                .collect(Collectors.toSet());
    }
}
