package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.tellers.reporting.Soon.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.crypto.Sha256;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;

/** The report of a ballot that was really counted, over its REST interface. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ReportApiTest {

    @Test
    void thereIsNoReportBeforeTheDeclarationNotEvenForHeadquarters() {
        ClosedBallot ballot = ClosedBallot.of(6, 2, 1).summed();

        given().get(ballot.path("/report")).then().statusCode(409).body("type", containsString("result-not-declared"));
        CountAndDeclareTest.officer()
                .accept("application/pdf")
                .get(ballot.path("/report"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
        CountAndDeclareTest.scrutineer()
                .body(Map.of())
                .post(ballot.path("/report/signatures"))
                .then()
                .statusCode(409)
                .body("type", containsString("result-not-declared"));
    }

    @Test
    void everyoneReadsTheSameExactReportWhoseHashIsSigned() {
        ClosedBallot ballot = declared(ClosedBallot.of(6, 2, 1));

        var answer = given().get(ballot.path("/report"));
        String text = new String(answer.asByteArray(), UTF_8);
        String hash = Sha256.hex(answer.asByteArray());
        assertThat(answer.header("Tellers-Report-SHA256")).isEqualTo(hash);
        JsonPath report = JsonPath.from(text);
        assertThat(report.getInt("turnout.cast")).isEqualTo(9);
        assertThat(report.getInt("turnout.entitled")).isEqualTo(20);
        assertThat(report.getList("questions[0].options.votes")).isEqualTo(List.of(6, 2, 1));
        assertThat(report.getString("proofs.election"))
                .isEqualTo(ballot.election().fingerprint());
        assertThat(report.getList("keys.holders.decrypted")).isEqualTo(List.of(true, true));
        assertThat(report.getString("keys.holders[0].name")).isNull();
        assertThat(report.getInt("electorate.credentials.used")).isEqualTo(9);
        assertThat(CountAndDeclareTest.officer().get(ballot.path("/report")).asByteArray())
                .isEqualTo(answer.asByteArray());

        CountAndDeclareTest.scrutineer()
                .body(Map.of("name", "Siân Ŵyr", "statement", "I am satisfied.", "sha256", hash))
                .post(ballot.path("/report/signatures"))
                .then()
                .statusCode(201)
                .body("sha256", equalTo(hash), "signatures[0].person", equalTo("scrutineer-1"));
        given().get(ballot.path("/report/signatures"))
                .then()
                .statusCode(200)
                .body(
                        "signatures", hasSize(1),
                        "signatures[0].role", equalTo("scrutineer"),
                        "signatures[0].name", equalTo("Siân Ŵyr"),
                        "signatures[0].sha256", equalTo(hash),
                        "signatures[0].person", nullValue());
        assertThat(given().get(ballot.path("/report")).asByteArray()).isEqualTo(answer.asByteArray());
    }

    @Test
    void thePageAndThePrintComeInBothLanguagesAndInNoThird() {
        ClosedBallot ballot = declared(ClosedBallot.of(3, 1, 1));

        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(ballot.path("/report?language=cy"))
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("Adroddiad ar y balot"));
        byte[] pdf = given().accept("application/pdf")
                .get(ballot.path("/report?language=en"))
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        assertThat(new String(pdf, 0, 5, UTF_8)).isEqualTo("%PDF-");
        given().accept("text/html")
                .get(ballot.path("/report?language=fr"))
                .then()
                .statusCode(400)
                .body("type", containsString("unknown-language"), "field", equalTo("language"));
        given().accept("image/png").get(ballot.path("/report")).then().statusCode(406);
    }

    @Test
    void aSecondOrUnreadSignatureIsRefusedAndBothStayInTheLog() throws Exception {
        ClosedBallot ballot = declared(ClosedBallot.of(2, 2, 1));
        String signatures = ballot.path("/report/signatures");

        CountAndDeclareTest.officer().body(Map.of()).post(signatures).then().statusCode(201);
        CountAndDeclareTest.officer()
                .body(Map.of())
                .post(signatures)
                .then()
                .statusCode(409)
                .body("type", containsString("already-signed"));
        CountAndDeclareTest.approver()
                .body(Map.of("sha256", "ab".repeat(32)))
                .post(signatures)
                .then()
                .statusCode(409)
                .body("type", containsString("report-changed"));
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .post(signatures)
                .then()
                .statusCode(401);
        CountAndDeclareTest.officer()
                .body(Map.of("name", "A\u0007B"))
                .post(signatures)
                .then()
                .statusCode(400);

        assertThat(log(ballot.uuid()))
                .containsExactly("officer-1 signed", "officer-1 already-signed", "approver-1 report-changed");
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement("delete from report_signature where ballot = ?")) {
            statement.setString(1, ballot.uuid());
            assertThatThrownBy(statement::executeUpdate)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("only takes new rows");
        }
    }

    @Test
    void codesThatCameBackAreReportedAsTheyWereWhenTheReportWasMade() {
        ClosedBallot ballot = ClosedBallot.of(4, 1, 1).summed();
        UUID back = UUID.randomUUID();
        Facts.send(ballot.uuid(), new DispatchQueued(ballot.uuid(), UUID.randomUUID(), "invitation"));
        Facts.send(ballot.uuid(), new DispatchQueued(ballot.uuid(), back, "invitation"));
        Facts.send(ballot.uuid(), new DispatchFailed(ballot.uuid(), back, "invitation", "5.1.1"));
        await().until(() -> dispatches(ballot.uuid()) == 3);
        declare(ballot);

        given().get(ballot.path("/report"))
                .then()
                .body("electorate.mailsIssued", equalTo(2), "electorate.mailsReturned", equalTo(1));
        Facts.send(ballot.uuid(), new DispatchFailed(ballot.uuid(), UUID.randomUUID(), "invitation", "5.1.1"));
        await().until(() -> dispatches(ballot.uuid()) == 4);
        given().get(ballot.path("/report")).then().body("electorate.mailsReturned", equalTo(1));
    }

    private static ClosedBallot declared(ClosedBallot.Recipe recipe) {
        return declare(recipe.summed());
    }

    private static ClosedBallot declare(ClosedBallot ballot) {
        CountAndDeclareTest.scrutineer()
                .body(ballot.share(2))
                .post(ballot.path("/partial-decryptions"))
                .then()
                .statusCode(201);
        // Refused as long as the announced turnout is on its way.
        await().until(() -> CountAndDeclareTest.officer()
                        .body(Map.of("decision", "declare"))
                        .post(ballot.path("/declaration"))
                        .statusCode()
                == 200);
        CountAndDeclareTest.approver()
                .post(ballot.path("/declaration/confirmation"))
                .then()
                .statusCode(200);
        return ballot;
    }

    private static List<String> log(String ballot) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement(
                        "select person || ' ' || outcome from report_signing_log where ballot = ? order by at")) {
            statement.setString(1, ballot);
            var rows = statement.executeQuery();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static int dispatches(String ballot) throws SQLException {
        try (var connection = RealParts.connection("reporting");
                var statement = connection.prepareStatement(
                        "select coalesce(sum(dispatches), 0) from delivery_count where ballot = ?")) {
            statement.setString(1, ballot);
            var row = statement.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }
}
