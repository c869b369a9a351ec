package org.tellers.voting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class OpenApiTest {
    /** Where the build of the service under test leaves its document. */
    private static final Path GENERATED = Path.of("target/openapi");

    private static final Set<String> PUBLIC = Set.of(
            "get /api/voting/ballots/{uuid}",
            "get /api/voting/ballots/{uuid}/election",
            "get /api/voting/ballots/{uuid}/charter",
            "get /api/voting/ballots/{uuid}/trustees",
            "get /api/voting/ballots/{uuid}/archive",
            "get /api/voting/ballots/{uuid}/credentials/{credential}",
            "get /api/voting/ballots/{uuid}/trackers/{tracker}",
            "post /api/voting/ballots/{uuid}/box");

    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() throws Exception {
        Path committed = Path.of(System.getProperty("tellers.root"), "contracts/openapi/voting.yaml");
        String generated = Files.readString(GENERATED.resolve("openapi.yaml"));
        if (Boolean.getBoolean("tellers.update-openapi")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, generated);
        }
        assertThat(generated)
                .as("contracts/openapi/voting.yaml; after a wanted change write it with"
                        + " mvn test -pl services/voting -am -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dtellers.update-openapi=true")
                .isEqualTo(Files.exists(committed) ? Files.readString(committed) : "");
    }

    @Test
    void everyEndpointIsPublicOnPurposeAndNoneAsksForAToken() throws Exception {
        Map<String, Map<String, Object>> paths = JsonPath.from(Files.readString(GENERATED.resolve("openapi.json")))
                .getMap("paths");
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(Set.of("get", "put", "post", "delete", "patch")::contains)
                .forEach(method -> {
                    assertThat(PUBLIC).contains(method + " " + path);
                    String url = path.replaceAll("\\{[^}]+}", "1111111111111A");
                    int status = given().contentType("application/json")
                            .body("{}")
                            .request(method, url)
                            .statusCode();
                    assertThat(List.of(401, 403)).doesNotContain(status);
                    assertThat(status).isLessThan(500);
                }));
        assertThat(paths).hasSameSizeAs(PUBLIC);
    }
}
