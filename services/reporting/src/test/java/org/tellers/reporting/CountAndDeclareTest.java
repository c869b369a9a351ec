package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.tellers.reporting.Soon.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultViewed;
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
        ClosedBallot ballot = ClosedBallot.of(6, 2, 1).summed();

        Map<String, Object> share = ballot.share(2);
        scrutineer()
                .body(share)
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201)
                .body("counted", equalTo(true), "decrypted", equalTo(List.of(1, 2)), "state", equalTo("counted"));
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
                        "questions[0].options[0].percent", equalTo(66.7f),
                        "breakdown", hasSize(0));
        await().until(() -> Facts.announced(ResultDeclared.class, ballot.uuid()).size() == 1);
        ResultDeclared declared =
                Facts.announced(ResultDeclared.class, ballot.uuid()).getFirst();
        assertThat(ElectionResult.parse(declared.result().getBytes(UTF_8)).counts())
                .isEqualTo(List.of(List.of(6, 2, 1)));
        assertThat(declared.partialDecryptions()).extracting(d -> d.owner()).containsExactly(1, 2);
        assertThat(declared.partialDecryptions().get(1).payload()).isEqualTo(share.get("payload"));
        DeclaredCheck.holds(ballot, declared);

        officer()
                .body(Map.of("decision", "withhold", "reason", "late", "reviewOn", "2099-01-01"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("type", containsString("already-declared"));
    }

    @Test
    void theSameShareAgainChangesNothing() {
        ClosedBallot ballot = ClosedBallot.of(2, 1, 0).summed();
        Map<String, Object> body = ballot.share(2);

        scrutineer().body(body).post(ballot.path("/partial-decryptions")).then().statusCode(201);
        scrutineer().body(body).post(ballot.path("/partial-decryptions")).then().statusCode(200);

        await().until(() -> !Facts.announced(ResultCounted.class, ballot.uuid()).isEmpty());
        assertThat(Facts.announced(ResultCounted.class, ballot.uuid())).hasSize(1);
    }

    @Test
    void turnoutThatDisagreesWithTheBoxStopsTheDeclaration() {
        refused(
                ClosedBallot.of(3, 1, 0).announcedMissing(1).summed(),
                "Turnout announced 3 votes, the box closed with 4.");
    }

    @Test
    void credentialsThatDoNotAddUpStopTheDeclaration() {
        refused(
                ClosedBallot.of(3, 1, 0).forgottenRevoked(2).summed(),
                "220 credentials are listed, but 20 active, 2 revoked and 200 in reserve.");
        refused(
                ClosedBallot.of(3, 1, 0).credentialsNotCounted().summed(),
                "The box did not say at its close how many credentials are active, revoked and in reserve.");
    }

    private static void refused(ClosedBallot ballot, String disagreement) {
        scrutineer()
                .body(ballot.share(2))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("type", containsString("reconciliation-failed"), "detail", containsString(disagreement));
    }

    @Test
    void withholdingNeedsAReasonAReviewDateAndASecondPersonAndShowsThem() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).closed();
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
    void theSecondPersonReadsTheProposalAndConfirmsNoOther() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).closed();
        officer().get(ballot.path("/declaration/proposal")).then().statusCode(404);
        Map<String, Object> proposal =
                Map.of("decision", "withhold", "reason", "Talks continue", "reviewOn", "2099-01-01");
        officer().body(proposal).post(ballot.path("/declaration")).then().statusCode(200);
        officer().get(ballot.path("/declaration/proposal")).then().body("mine", equalTo(true));
        String read = approver()
                .get(ballot.path("/declaration/proposal"))
                .then()
                .statusCode(200)
                .body(
                        "decision", equalTo("withhold"),
                        "reason", equalTo("Talks continue"),
                        "reviewOn", equalTo("2099-01-01"),
                        "proposedBy", equalTo("officer-1"),
                        "mine", equalTo(false))
                .extract()
                .path("id");

        officer().body(proposal).post(ballot.path("/declaration")).then().statusCode(200);
        approver()
                .post(ballot.path("/declaration/confirmation?proposal=" + read))
                .then()
                .statusCode(409)
                .body("type", containsString("proposal-changed"));
        String other = approver().get(ballot.path("/declaration/proposal")).path("id");
        approver()
                .post(ballot.path("/declaration/confirmation?proposal=" + other))
                .then()
                .statusCode(200)
                .body("state", equalTo("withheld"));
        approver().get(ballot.path("/declaration/proposal")).then().statusCode(404);
    }

    @Test
    void aWithheldResultIsDeclaredLaterAndEveryLookAtItIsKnown() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).summed();
        officer()
                .body(Map.of("decision", "withhold", "reason", "Talks continue", "reviewOn", "2099-01-01"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(200);
        approver().post(ballot.path("/declaration/confirmation")).then().statusCode(200);

        // Withheld without decryption: it can still be opened when the union means to declare it.
        scrutineer()
                .body(ballot.share(2))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
        given().get(ballot.path("/result")).then().statusCode(404);
        officer().get(ballot.path("/declaration/preview")).then().statusCode(200);
        approver().get(ballot.path("/declaration/preview")).then().statusCode(200);
        as("auditor-1", "auditor")
                .get(ballot.path("/declaration/views"))
                .then()
                .statusCode(200)
                .body("viewer", equalTo(List.of("officer-1", "approver-1")));
        await().until(() -> Facts.announced(ResultViewed.class, ballot.uuid()).size() == 2);

        approver()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(200);
        officer().post(ballot.path("/declaration/confirmation")).then().body("state", equalTo("declared"));
        given().get(ballot.path("/result")).then().statusCode(200).body("cast", equalTo(4));
        await().until(() -> Facts.announced(ResultDeclared.class, ballot.uuid()).size() == 1);
    }

    @Test
    void sealedFiguresThatWereChangedAreNotDeclared() throws Exception {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).summed();
        scrutineer()
                .body(ballot.share(2))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement("update ballot set closed_head = ? where uuid = ?")) {
            statement.setString(1, "ef".repeat(32));
            statement.setString(2, ballot.uuid());
            statement.executeUpdate();
        }
        officer()
                .body(Map.of("decision", "declare"))
                .post(ballot.path("/declaration"))
                .then()
                .statusCode(409)
                .body("detail", containsString("another box than the one whose head was published at the close"));
    }

    @Test
    void aPolicyThatPublishesNoResultCannotBeDeclaredAway() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).result("none").summed();
        scrutineer()
                .body(ballot.share(2))
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
    void aTurnoutThatThePolicyHidesIsPublishedWithTheResult() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).turnout("none").summed();
        given().get(ballot.path("/turnout")).then().body("published", equalTo(false), "cast", nullValue());
        given().get(ballot.path("/turnout/widget"))
                .then()
                .statusCode(200)
                .body("state", equalTo("unpublished"), "percent", nullValue(), "figure", containsString("the result"));
        given().get(ballot.path("/turnout/widget?lang=de"))
                .then()
                .statusCode(400)
                .body("type", containsString("unknown-language"));
        scrutineer().body(ballot.share(2)).post(ballot.path("/partial-decryptions"));
        officer().body(Map.of("decision", "declare")).post(ballot.path("/declaration"));
        approver().post(ballot.path("/declaration/confirmation")).then().statusCode(200);
        given().get(ballot.path("/turnout")).then().body("published", equalTo(true), "cast", equalTo(4));
        given().get(ballot.path("/turnout/widget?lang=cy"))
                .then()
                .body(
                        "state",
                        equalTo("closed"),
                        "figure",
                        equalTo("Pleidleisiodd 4 o’r 20 aelod (20.0%)"),
                        "window",
                        equalTo("Caeodd y bleidlais am hanner dydd ddydd Gwener 27 Chwefror 2026"));
    }

    @Test
    void aPolicyChangedAfterOpeningOnlyBecomesStricter() throws Exception {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).turnout("daily").keyed();
        Facts.send(
                ballot.uuid(),
                new PolicyChanged(
                        ballot.uuid(), "live", "none", "none", 1, 1, "Talks", ClosedBallot.OPENS.plusSeconds(60)));
        await().until(() -> text(ballot, "policy_result").equals("NONE"));
        assertThat(text(ballot, "policy_turnout")).isEqualTo("DAILY");
        assertThat(text(ballot, "policy_minimum_cast")).isEqualTo("2");
    }

    private static boolean nothingWaitsToBeSent() throws SQLException {
        try (var connection = RealParts.connection("reporting");
                var rows = connection.createStatement().executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getInt(1) == 0;
        }
    }

    @Test
    void thePlatformKeyIsMadeOnceAndItsPrivatePartLeavesNoTrace() throws Exception {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).keyed();
        Facts.send(ballot.uuid(), ballot.approved());
        // A later fact of the same topic and key: once it is in, the repeated approval is too.
        Facts.send(ballot.uuid(), ballot.extended());
        await().until(() -> closesAt(ballot).equals(ballot.extended().closesAt().toString()));

        await().until(CountAndDeclareTest::nothingWaitsToBeSent);
        assertThat(Facts.announced(PlatformKeyMade.class, ballot.uuid())).hasSize(1);
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement(
                        "select trustee, encode(sealed_private_key, 'escape'), rehearsed_at from platform_key where"
                                + " ballot = ?")) {
            statement.setString(1, ballot.uuid());
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).contains("public_key");
            assertThat(row.getString(2)).doesNotContain("private").doesNotMatch(".*[0-9]{70,}.*");
            assertThat(row.getTimestamp(3)).isNotNull();
        }
    }

    @Test
    void aPlatformKeyWhoseSecondCopyIsGoneIsReportedBeforeOpeningAndGoodAgainAfterRepair() throws Exception {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).keyed();
        await().until(() ->
                officer().get(ballot.path("/platform-key")).jsonPath().getBoolean("restorable"));
        Path copy = Path.of("target/key-copies", ballot.uuid() + ".sealed");
        byte[] kept = Files.readAllBytes(copy);
        Files.delete(copy);
        officer()
                .post(ballot.path("/platform-key/rehearsal"))
                .then()
                .statusCode(200)
                .body("restorable", equalTo(false), "fault", containsString("second copy"));
        Files.write(copy, kept);
        officer().post(ballot.path("/platform-key/rehearsal")).then().body("restorable", equalTo(true));
    }

    private static String text(ClosedBallot ballot, String column) throws SQLException {
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement("select " + column + " from ballot where uuid = ?")) {
            statement.setString(1, ballot.uuid());
            var row = statement.executeQuery();
            return row.next() ? String.valueOf(row.getString(1)) : "";
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

    static RequestSpecification trustee() {
        return as("trustee-1", "trustee");
    }

    static RequestSpecification scrutineer() {
        return as("scrutineer-1", "scrutineer");
    }

    static RequestSpecification as(String person, String role) {
        return given().contentType(ContentType.JSON).header("Authorization", TestTokens.bearer(person, role));
    }
}
