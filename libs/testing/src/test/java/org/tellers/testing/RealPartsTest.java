package org.tellers.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealParts.class, initArgs = @ResourceArg(name = "service", value = "membership"))
class RealPartsTest {
    @Inject
    NoteResource service;

    @Inject
    MutableClock clock;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void aRowGoesToTheServicesOwnDatabaseAndAFactThroughKafka() throws SQLException {
        given().header("Authorization", TestTokens.bearer("officer-1", "officer"))
                .body("turnout")
                .post("/notes")
                .then()
                .statusCode(204);
        try (var connection = RealParts.connection("membership");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT word FROM note")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("turnout");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> service.hasReceived("turnout"));
    }

    @Test
    void aTokenIsCheckedForItsSignatureItsTimeAndItsRole() {
        given().body("x").post("/notes").then().statusCode(401);
        given().header("Authorization", TestTokens.bearer("helper", "helpdesk"))
                .body("x")
                .post("/notes")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.expired("officer-1", "officer"))
                .body("x")
                .post("/notes")
                .then()
                .statusCode(401);
        var token = TestTokens.token("helper", "helpdesk");
        var forged =
                token.substring(0, token.lastIndexOf('.') + 1) + "AAAA" + token.substring(token.lastIndexOf('.') + 5);
        given().auth().oauth2(forged).body("x").post("/notes").then().statusCode(401);
    }

    @Test
    void theServicesClockIsTheOneTheTestSets() {
        clock.set(Instant.parse("2026-03-02T12:00:00Z"));
        given().header("Authorization", TestTokens.bearer("auditor-1", "auditor"))
                .get("/notes")
                .then()
                .statusCode(200)
                .body(equalTo("2026-03-02T12:00:00Z"));
    }
}
