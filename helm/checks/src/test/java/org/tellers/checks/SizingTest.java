package org.tellers.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The middle column of docs/operation/sizing.md is what ci/production-values.yaml gives. */
class SizingTest {

    private static final int OF_100_000_MEMBERS = 2;

    /** Replicas or how many at the least and most, cores, and memory. */
    private static final Pattern CELL = Pattern.compile("(?:([0-9]+)(?:–([0-9]+))? × )?([0-9.]+), ([0-9]+) (Mi|Gi)");

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "voting", "notification", "membership"})
    void theMiddleColumnIsTheProductionValues(String component) {
        Matcher cell = CELL.matcher(Repository.table("docs/operation/sizing.md", "Part").stream()
                .filter(row -> row.getFirst().equals(component))
                .map(row -> row.get(OF_100_000_MEMBERS))
                .findFirst()
                .orElseThrow());
        assertThat(cell.matches()).isTrue();
        List<JsonNode> objects = Chart.render(Chart.PRODUCTION);
        JsonNode deployment = object(objects, "Deployment tellers-" + component).path("spec");
        JsonNode resources = deployment.findPath("resources");

        assertThat(cores(resources.path("requests").path("cpu").asText())).isEqualTo(Double.parseDouble(cell.group(3)));
        assertThat(resources.path("limits").path("memory").asText()).isEqualTo(cell.group(4) + cell.group(5));
        if (deployment.has("replicas")) {
            assertThat(deployment.path("replicas").asText()).isEqualTo(cell.group(1) == null ? "1" : cell.group(1));
        } else {
            JsonNode scaling = object(objects, "HorizontalPodAutoscaler tellers-" + component)
                    .path("spec");
            assertThat(scaling.path("minReplicas").asText()).isEqualTo(cell.group(1));
            assertThat(scaling.path("maxReplicas").asText()).isEqualTo(cell.group(2));
        }
    }

    private static JsonNode object(List<JsonNode> objects, String name) {
        return objects.stream()
                .filter(object -> Models.name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double cores(String quantity) {
        return quantity.endsWith("m")
                ? Double.parseDouble(quantity.replace("m", "")) / 1000
                : Double.parseDouble(quantity);
    }
}
