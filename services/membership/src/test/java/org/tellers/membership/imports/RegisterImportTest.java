package org.tellers.membership.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.service.Roles;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
class RegisterImportTest {

    private static final String HEADER =
            "membership_number,first_name,last_name,personal_email,address_1,section,status,joined_at\n";
    private static final String HILL = "001,Ann,Hill,ann@example.org,1 High St,Probation,active,2020-01-06\n";
    private static final String MOSS = "002,Bob,Moss,,2 High St,Family Court,active,2021-06-01T09:00+01:00\n";

    @Inject
    MutableClock clock;

    @Inject
    RegisterImport imports;

    private FactsSeen facts;

    @BeforeEach
    void emptyRegister() throws SQLException {
        sql("DELETE FROM import_run", "DELETE FROM member");
        // What an earlier test announced must be on the topics before this one looks at what comes from now on.
        await().atMost(Duration.ofSeconds(60)).until(() -> count("SELECT count(*) FROM outbox") == 0);
        facts = new FactsSeen();
    }

    @AfterEach
    void stop() {
        clock.follow();
        facts.close();
    }

    @Test
    void aDryRunChangesNothingAndItsConfirmationAppliesItWithoutTheFile() throws SQLException {
        String id = upload(HEADER + HILL + MOSS, "update")
                .statusCode(201)
                .body("state", equalTo("dry-run"))
                .body("mode", equalTo("update"))
                .body("rows", equalTo(2))
                .body("new", equalTo(2))
                .body("changed", equalTo(0))
                .body("left", equalTo(0))
                .body("unchanged", equalTo(0))
                .body("invalid", equalTo(0))
                .body("withoutEmail", equalTo(1))
                .body("errors", hasSize(0))
                .body("unknownColumns", hasSize(0))
                .body("readBy", equalTo("ofelia"))
                .extract()
                .path("id");
        assertThat(count("SELECT count(*) FROM member")).isZero();

        confirm(id, "{}").statusCode(200).body("state", equalTo("applied")).body("appliedBy", equalTo("ofelia"));

        officer()
                .get("/api/membership/members/001")
                .then()
                .statusCode(200)
                .body("lastName", equalTo("Hill"))
                .body("joinedAt", equalTo("2020-01-06T00:00:00Z"))
                .body("joinedAtDayOnly", equalTo(true))
                .body("language", equalTo("en"))
                .body("reachable", equalTo(true));
        officer()
                .get("/api/membership/members/002")
                .then()
                .body("joinedAt", equalTo("2021-06-01T08:00:00Z"))
                .body("joinedAtDayOnly", equalTo(false))
                .body("reachable", equalTo(false));
        assertThat(count("SELECT count(*) FROM import_row")).isZero();
        facts.expect(2, 2);
        assertThat(facts.contacts()).anyMatch(fact -> fact.contains("ann@example.org"));
        assertThat(facts.eligibilities())
                .noneMatch(fact -> fact.contains("Hill") || fact.contains("@") || fact.contains("High St"));
    }

    @Test
    void theSameFileAgainChangesNothingAndAnnouncesNothing() {
        apply(HEADER + HILL + MOSS);
        facts.expect(2, 2);

        String again = upload(HEADER + HILL + MOSS, "update")
                .body("unchanged", equalTo(2))
                .body("changed", equalTo(0))
                .body("new", equalTo(0))
                .extract()
                .path("id");
        confirm(again, "{}").statusCode(200);
        confirm(again, "{}").statusCode(200).body("state", equalTo("applied"));
        apply(HEADER + HILL + MOSS + "003,Cy,Last,,,Probation,active,2020-01-06\n");
        facts.expect(3, 3);
    }

    @Test
    void eachChangeIsAnnouncedToThoseWhomItConcernsOnly() {
        apply(HEADER + HILL + MOSS);
        facts.expect(2, 2);

        apply(HEADER + HILL.replace("ann@example.org", "hill@example.org") + MOSS);
        facts.expect(2, 3);
        apply(HEADER + HILL.replace("ann@example.org", "hill@example.org").replace("Probation", "Family Court") + MOSS);
        facts.expect(3, 3);
        // A postal address concerns nobody else.
        upload(
                        HEADER
                                + HILL.replace("ann@example.org", "hill@example.org")
                                        .replace("Probation", "Family Court")
                                        .replace("1 High St", "9 Low St")
                                + MOSS,
                        "update")
                .body("changed", equalTo(1));
        apply(HEADER
                + HILL.replace("ann@example.org", "hill@example.org")
                        .replace("Probation", "Family Court")
                        .replace("1 High St", "9 Low St")
                + MOSS);
        // A new member afterwards proves that nothing was on its way for the address.
        apply(HEADER + "003,Cy,Last,,,Probation,active,2020-01-06\n");
        facts.expect(4, 4);
    }

    @Test
    void whatAFileSaysNothingAboutStays() {
        apply(HEADER + HILL + MOSS);
        apply("membership_number,last_name,section,status\n001,Hill-Moss,Probation,active\n");
        officer()
                .get("/api/membership/members/001")
                .then()
                .body("lastName", equalTo("Hill-Moss"))
                .body("personalEmail", equalTo("ann@example.org"))
                .body("joinedAt", equalTo("2020-01-06T00:00:00Z"));
        officer().get("/api/membership/members/002").then().body("status", equalTo("active"));
    }

    @Test
    void aFullImportMarksAbsentMembersAsLeftOnceTheirNumberIsConfirmed() {
        apply(HEADER + HILL + MOSS);
        facts.expect(2, 2);
        clock.set(Instant.parse("2026-02-26T10:00:00Z"));
        String id = upload(HEADER + HILL, "full")
                .body("left", equalTo(1))
                .body("unchanged", equalTo(1))
                .extract()
                .path("id");

        confirm(id, "{}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:leavers-not-confirmed"))
                .body("detail", containsString("left = 1"));
        confirm(id, "{\"left\":1}").statusCode(200);

        officer()
                .get("/api/membership/members/002")
                .then()
                .body("status", equalTo("left"))
                .body("leftAt", equalTo("2026-02-26T10:00:00Z"));
        facts.expect(3, 2);
        assertThat(facts.eligibilities().getLast()).contains("\"status\":\"left\"", "2026-02-26T10:00:00Z");

        // Naming the leaver as left says nothing new; coming back takes the leaving away.
        upload(HEADER + HILL + MOSS.replace(",active,", ",left,"), "full").body("unchanged", equalTo(2));
        apply(HEADER + MOSS);
        officer()
                .get("/api/membership/members/002")
                .then()
                .body("status", equalTo("active"))
                .body("leftAt", nullValue());
    }

    @Test
    void aMemberWhoseRowIsInvalidHasNotLeft() {
        apply(HEADER + HILL + MOSS);
        String id = upload(HEADER + HILL + MOSS.replace("2021-06-01T09:00+01:00", "yesterday"), "full")
                .body("invalid", equalTo(1))
                .body("left", equalTo(0))
                .extract()
                .path("id");
        confirm(id, "{\"validRowsOnly\":true,\"left\":0}").statusCode(200);
        officer().get("/api/membership/members/002").then().body("status", equalTo("active"));
    }

    @Test
    void anyInvalidRowStoresNothingUnlessTheValidOnesAreWanted() throws SQLException {
        String id = upload(HEADER + HILL + "002,Bob,,not-an-address,,Probation,active,01/02/2026\n", "update")
                .statusCode(201)
                .body("rows", equalTo(2))
                .body("invalid", equalTo(1))
                .body("new", equalTo(1))
                .body("errors.line", contains(3, 3, 3))
                .body("errors.column", contains("joined_at", "last_name", "personal_email"))
                .body("errors.code", contains("not-an-iso-date", "value-missing", "not-an-email-address"))
                .extract()
                .path("id");

        confirm(id, "{}").statusCode(409).body("type", equalTo("urn:tellers:problem:invalid-rows"));
        assertThat(count("SELECT count(*) FROM member")).isZero();

        confirm(id, "{\"validRowsOnly\":true}").statusCode(200).body("validRowsOnly", equalTo(true));
        assertThat(count("SELECT count(*) FROM member")).isEqualTo(1);
    }

    @Test
    void aNumberTwiceInAFileMakesBothRowsInvalid() {
        upload(HEADER + HILL + MOSS + HILL, "update")
                .body("invalid", equalTo(2))
                .body("new", equalTo(1))
                .body("errors.line", contains(2, 4))
                .body("errors.code", contains("number-repeated", "number-repeated"))
                .body("errors[1].detail", containsString("first on line 2"));
    }

    @Test
    void aFileInAnotherEncodingOrWithoutNeededColumnsIsRefusedAndNothingIsKept() throws SQLException {
        upload((HEADER + HILL + MOSS.replace("Bob", "Siân")).getBytes(StandardCharsets.ISO_8859_1), "update")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:not-utf-8"))
                .body("line", equalTo(3))
                .body("detail", containsString("CSV UTF-8"));
        upload("membership_number\n1\n", "update")
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:columns-missing"));
        upload(HEADER, "update").statusCode(400).body("type", equalTo("urn:tellers:problem:rows-missing"));
        upload("", "update").statusCode(400).body("type", equalTo("urn:tellers:problem:header-missing"));
        upload(HEADER + HILL, "merge").statusCode(400).body("field", equalTo("mode"));
        officer()
                .contentType("text/csv; charset=windows-1252")
                .body(HEADER.getBytes(StandardCharsets.UTF_8))
                .post("/api/membership/imports")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        assertThat(count("SELECT count(*) FROM import_run")).isZero();
    }

    @Test
    void unknownColumnsAreReportedAndIgnored() {
        upload("shoe_size,membership_number,last_name,section,status\n44,1,Hill,Probation,active\n", "update")
                .statusCode(201)
                .body("unknownColumns", contains("shoe_size"))
                .body("new", equalTo(1));
    }

    @Test
    void aSecondImportWaitsUntilTheFirstIsDone() throws Exception {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread other = Thread.ofVirtual().start(() -> {
            try (Connection connection = RealParts.connection("membership");
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SELECT pg_advisory_xact_lock(" + 0x54454c50 + ", 0)");
                held.countDown();
                done.await(30, TimeUnit.SECONDS);
                connection.rollback();
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        try {
            upload(HEADER + MOSS, "update").statusCode(409).body("type", equalTo("urn:tellers:problem:import-running"));
            confirm(id, "{}").statusCode(409).body("type", equalTo("urn:tellers:problem:import-running"));
        } finally {
            done.countDown();
            other.join();
        }
        confirm(id, "{}").statusCode(200);
    }

    @Test
    void aLaterUploadTakesThePlaceOfAnEarlierOne() throws SQLException {
        String first = upload(HEADER + HILL, "update").extract().path("id");
        String second = upload(HEADER + MOSS, "update").extract().path("id");

        confirm(first, "{}").statusCode(409).body("type", equalTo("urn:tellers:problem:import-superseded"));
        officer()
                .get("/api/membership/imports")
                .then()
                .body("items.id", contains(second, first))
                .body("items.state", contains("dry-run", "superseded"))
                .body("items.errors", hasItem(nullValue()))
                .body("next", nullValue());
        officer()
                .get("/api/membership/imports?limit=1")
                .then()
                .body("items.id", contains(second))
                .body("next", equalTo(second));
        officer()
                .get("/api/membership/imports?limit=1&after=" + second)
                .then()
                .body("items.id", contains(first))
                .body("next", nullValue());
        assertThat(count("SELECT count(*) FROM import_row")).isEqualTo(1);
    }

    @Test
    void aRegisterThatChangedAfterTheDryRunNeedsANewOne() throws SQLException {
        apply(HEADER + HILL);
        String id =
                upload(HEADER + HILL.replace("Ann", "Anna"), "update").extract().path("id");
        sql("UPDATE member SET first_name = 'Anna'");
        confirm(id, "{}").statusCode(409).body("type", equalTo("urn:tellers:problem:register-changed"));
    }

    @Test
    void aDryRunThatNobodyConfirmsIsForgottenAfterADay() throws SQLException {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        imports.forgetOldDryRuns();
        assertThat(count("SELECT count(*) FROM import_row")).isEqualTo(1);
        clock.set(Instant.now().plus(Duration.ofHours(25)));
        imports.forgetOldDryRuns();
        assertThat(count("SELECT count(*) FROM import_row")).isZero();
        confirm(id, "{}").statusCode(409);
    }

    @Test
    void aBadRequestIsRefusedWithTheFieldNamed() {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        confirm(id, "{\"validRowsOnly\":true,\"everything\":1}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("everything"));
        confirm(id, "{\"validRowsOnly\":").statusCode(400).contentType("application/problem+json");
        confirm(id, "").statusCode(400).contentType("application/problem+json");
        confirm(UUID.randomUUID().toString(), "{}")
                .statusCode(404)
                .body("type", equalTo("urn:tellers:problem:import-not-found"));
        officer().get("/api/membership/imports/no-id").then().statusCode(400);
        officer()
                .get("/api/membership/imports?limit=0")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", containsString("limit"));
        officer()
                .contentType(ContentType.XML)
                .body("<x/>")
                .post("/api/membership/imports")
                .then()
                .statusCode(415);
    }

    @Test
    void aLongFileWithOneBadRowNamesItsLine() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 2; i <= 4_001; i++) {
            file.append("%07d,First,Last%d,m%d@example.org,,Probation,active,%s\n"
                    .formatted(i, i, i, i == 3_214 ? "2026-02-31" : "2020-01-06"));
        }
        String id = upload(file.toString(), "update")
                .statusCode(201)
                .body("rows", equalTo(4_000))
                .body("new", equalTo(3_999))
                .body("errors.line", contains(3_214))
                .extract()
                .path("id");
        confirm(id, "{\"validRowsOnly\":true}").statusCode(200);
        facts.expect(3_999, 3_999);
        upload(file.toString(), "update").body("unchanged", equalTo(3_999));
    }

    @Test
    void anUploadBeyondFiftyMegabytesIsRefused() throws SQLException {
        byte[] large = new byte[51 * 1024 * 1024];
        byte[] start = (HEADER + HILL).getBytes(StandardCharsets.UTF_8);
        java.util.Arrays.fill(large, (byte) '\n');
        System.arraycopy(start, 0, large, 0, start.length);
        upload(large, "update")
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:register-too-large"));
        assertThat(count("SELECT count(*) FROM import_run")).isZero();
    }

    private void apply(String file) {
        String id = upload(file, "update").statusCode(201).extract().path("id");
        confirm(id, "{}").statusCode(200);
    }

    private static ValidatableResponse upload(String file, String mode) {
        return upload(file.getBytes(StandardCharsets.UTF_8), mode);
    }

    private static ValidatableResponse upload(byte[] file, String mode) {
        return officer()
                .contentType("text/csv; charset=UTF-8")
                .body(file)
                .post("/api/membership/imports?mode=" + mode)
                .then();
    }

    private static ValidatableResponse confirm(String id, String body) {
        return officer()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/membership/imports/" + id + "/confirmation")
                .then();
    }

    private static io.restassured.specification.RequestSpecification officer() {
        return given().header("Authorization", TestTokens.bearer("ofelia", Roles.OFFICER));
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int count(String sql) throws SQLException {
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
