package org.tellers.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class OpenApiTest {

    /** Roles that may use something of this service; anyone else is a stranger to every endpoint. */
    private static final Set<String> USERS = Set.of(Roles.OFFICER, Roles.HELPDESK);

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static final Path GENERATED = Path.of("target/openapi");

    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() throws Exception {
        Path committed = Path.of(System.getProperty("tellers.root"), "contracts/openapi/notification.yaml");
        String generated = Files.readString(GENERATED.resolve("openapi.yaml"));
        if (Boolean.getBoolean("tellers.update-openapi")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, generated);
        }
        assertThat(generated)
                .as("contracts/openapi/notification.yaml; after a wanted change write it with"
                        + " mvn test -pl services/notification -am -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dtellers.update-openapi=true")
                .isEqualTo(Files.exists(committed) ? Files.readString(committed) : "");
    }

    @Test
    void everyEndpointRefusesStrangers() throws Exception {
        JsonNode paths = new ObjectMapper().readTree(Files.readString(GENERATED.resolve("openapi.json"))).path("paths");
        int seen = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!METHODS.contains(operation.getKey())) {
                    continue;
                }
                seen++;
                String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                String url = path.getKey().replaceAll("\\{[^}]+}", "019aa0f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b");
                expect(request(operation.getValue()), method, url, 401);
                expect(
                        request(operation.getValue())
                                .header("Authorization", TestTokens.expired("late", Roles.OFFICER)),
                        method,
                        url,
                        401);
                for (String role :
                        new String[] {Roles.APPROVER, Roles.SCRUTINEER, Roles.TRUSTEE, Roles.AUDITOR, Roles.ORGANISER
                        }) {
                    assertThat(USERS).doesNotContain(role);
                    expect(
                            request(operation.getValue()).header("Authorization", TestTokens.bearer("stranger", role)),
                            method,
                            url,
                            403);
                }
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(6);
    }

    private static RequestSpecification request(JsonNode operation) {
        RequestSpecification request = given();
        JsonNode content = operation.path("requestBody").path("content");
        if (content.has("text/csv")) {
            return request.contentType("text/csv").body("x");
        }
        return content.isMissingNode()
                ? request
                : request.contentType(ContentType.JSON).body("{}");
    }

    private static void expect(RequestSpecification request, String method, String url, int status) {
        int answered = request.request(method, url).statusCode();
        if (answered != status) {
            fail(method + " " + url + " answered " + answered + " instead of " + status);
        }
    }
}
