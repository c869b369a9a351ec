package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.crypto.tally.ElectionResult;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

/** From the platform's key to the declared result, with the other services played through their facts. */
@QuarkusTest
@WithTestResource(RealParts.class)
class CountAndDeclareTest {

    @Test
    void aCountedResultIsSealedUntilTwoPeopleDeclareIt() {
        ClosedBallot ballot = ClosedBallot.announce(List.of(6, 2, 1), "full");

        String share = ballot.scrutineerShare();
        scrutineer()
                .body(Map.of("owner", 2, "payload", share))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201)
                .body("counted", equalTo(true), "decrypted", equalTo(List.of(1, 2)));
        await().until(() -> Facts.announced(ResultCounted.class, ballot.uuid()).size() == 1);

        given().get(ballot.path("/result")).then().statusCode(404).body("type", containsString("result-not-declared"));
        approver()
                .get(ballot.path("/declaration/preview"))
                .then()
                .statusCode(200)
                .body(
                        "result.questions[0].options[0].votes",
                        equalTo(6),
                        "disagreements",
                        hasSize(0),
                        "views",
                        hasSize(1));

        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(200);
        officer()
                .post(ballot.path("/declaration/confirmation"))
                .then()
                .statusCode(409)
                .body("type", containsString("second-person-needed"));
        given().get(ballot.path("/result")).then().statusCode(404);
        approver()
                .post(ballot.path("/declaration/confirmation"))
                .then()
                .statusCode(200)
                .body("state", equalTo("declared"));

        given().get(ballot.path("/result"))
                .then()
                .statusCode(200)
                .body(
                        "entitled", equalTo(20),
                        "cast", equalTo(9),
                        "questions[0].options.votes", equalTo(List.of(6, 2, 1)),
                        "questions[0].options[0].percent", equalTo(66.7f));
        await().until(() -> Facts.announced(ResultDeclared.class, ballot.uuid()).size() == 1);
        ResultDeclared declared =
                Facts.announced(ResultDeclared.class, ballot.uuid()).getFirst();
        assertThat(ElectionResult.parse(declared.result().getBytes(UTF_8)).counts())
                .isEqualTo(List.of(List.of(6, 2, 1)));
        assertThat(declared.partialDecryptions()).extracting(d -> d.owner()).containsExactly(1, 2);
        assertThat(declared.partialDecryptions().get(1).payload()).isEqualTo(share);

        officer()
                .body(Map.of("decision", "withhold", "reason", "late", "reviewOn", "2099-01-01"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("type", containsString("already-declared"));
    }

    @Test
    void aShareOfAnotherKeyOrOfAnotherTallyIsRefusedAndNamed() {
        ClosedBallot ballot = ClosedBallot.announce(List.of(1, 1, 0), "full");
        ClosedBallot other = ClosedBallot.announce(List.of(1, 0, 1), "full");

        scrutineer()
                .body(Map.of("owner", 2, "payload", other.scrutineerShare()))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(400)
                .body("type", containsString("decryption-proof"), "field", containsString("payload"));
        scrutineer()
                .body(Map.of("owner", 1, "payload", ballot.scrutineerShare()))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(400)
                .body("type", containsString("platform-decrypts-itself"));
        scrutineer()
                .body(Map.of("owner", 3, "payload", ballot.scrutineerShare()))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(400)
                .body("type", containsString("unknown-trustee"));
        scrutineer()
                .body(Map.of("owner", 2, "payload", "{}"))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        officer().get(ballot.path("/counting")).then().body("counted", equalTo(false), "decrypted", hasSize(0));
        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("type", containsString("not-counted"));
    }

    @Test
    void theSameShareAgainChangesNothing() {
        ClosedBallot ballot = ClosedBallot.announce(List.of(2, 0, 0), "full");
        String share = ballot.scrutineerShare();
        Map<String, Object> body = Map.of("owner", 2, "payload", share);

        scrutineer().body(body).post(ballot.path("/partial-decryptions")).then().statusCode(201);
        scrutineer().body(body).post(ballot.path("/partial-decryptions")).then().statusCode(200);

        await().until(() -> !Facts.announced(ResultCounted.class, ballot.uuid()).isEmpty());
        assertThat(Facts.announced(ResultCounted.class, ballot.uuid())).hasSize(1);
    }

    @Test
    void turnoutThatDisagreesWithTheBoxStopsTheDeclaration() {
        ClosedBallot ballot = ClosedBallot.announce(List.of(3, 1, 0), "full", 3);
        scrutineer()
                .body(Map.of("owner", 2, "payload", ballot.scrutineerShare()))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);

        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body(
                        "type", containsString("does-not-reconcile"),
                        "detail", containsString("Turnout announced 3 votes, the box closed with 4."));
    }

    @Test
    void withholdingNeedsAReasonAReviewDateAndASecondPersonAndShowsThem() {
        ClosedBallot ballot = ClosedBallot.announce(List.of(3, 1, 0), "full");
        String review = LocalDate.now().plusDays(30).toString();

        officer()
                .body(Map.of("decision", "withhold"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        officer()
                .body(Map.of("decision", "withhold", "reason", "Talks continue", "reviewOn", "2020-01-01"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(400)
                .body("field", equalTo("reviewOn"));
        officer()
                .body(Map.of("decision", "withhold", "reason", "Talks continue", "reviewOn", review))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(200)
                .body("reason", nullValue());
        approver().post(ballot.path("/declaration/confirmation")).then().statusCode(200);

        given().get(ballot.path("/declaration"))
                .then()
                .body("state", equalTo("withheld"), "reason", equalTo("Talks continue"), "reviewOn", equalTo(review));
        await().until(() -> Facts.announced(ResultWithheld.class, ballot.uuid()).size() == 1);
    }

    @Test
    void aPolicyThatPublishesNoResultCannotBeDeclaredAway() {
        ClosedBallot ballot = ClosedBallot.announce(List.of(3, 1, 0), "none");
        scrutineer()
                .body(Map.of("owner", 2, "payload", ballot.scrutineerShare()))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("type", containsString("policy-publishes-no-result"));
    }

    @Test
    void thePlatformKeyIsMadeOnceAndItsPrivatePartLeavesNoTrace() throws Exception {
        ClosedBallot ballot = ClosedBallot.announce(List.of(1, 0, 0), "full");
        Facts.send(ballot.uuid(), ballot.approved());
        // A later fact of the same topic and key: once it is in, the repeated approval is too.
        Facts.send(ballot.uuid(), ballot.extended());
        await().until(() -> closesAt(ballot).equals(ballot.extended().closesAt().toString()));

        assertThat(Facts.announced(PlatformKeyMade.class, ballot.uuid())).hasSize(1);
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement(
                        "select trustee, encode(sealed_private_key, 'escape'), rehearsed_at from platform_key where ballot = ?")) {
            statement.setString(1, ballot.uuid());
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).contains("public_key");
            assertThat(row.getString(2)).doesNotContain("private").doesNotMatch(".*[0-9]{70,}.*");
            assertThat(row.getTimestamp(3)).isNotNull();
        }
    }

    private static String closesAt(ClosedBallot ballot) throws Exception {
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement("select closes_at from ballot where uuid = ?")) {
            statement.setString(1, ballot.uuid());
            var row = statement.executeQuery();
            return row.next() && row.getTimestamp(1) != null
                    ? row.getTimestamp(1).toInstant().toString()
                    : "";
        }
    }

    static RequestSpecification officer() {
        return as("officer-1", "officer");
    }

    static RequestSpecification approver() {
        return as("approver-1", "approver");
    }

    static RequestSpecification scrutineer() {
        return as("scrutineer-1", "scrutineer");
    }

    private static RequestSpecification as(String person, String role) {
        return given().contentType(ContentType.JSON).header("Authorization", TestTokens.bearer(person, role));
    }
}
