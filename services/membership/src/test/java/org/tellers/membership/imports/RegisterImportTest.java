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
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.membership.MailPort;
import org.tellers.service.Roles;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailPort.class)
class RegisterImportTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
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
        sql("DELETE FROM import_run", "DELETE FROM member", "TRUNCATE import_row, import_upload, import_change");
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
                .statusCode(200)
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
                .statusCode(200)
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
        upload("", "update").statusCode(400).body("type", equalTo("urn:tellers:problem:header-missing"));
        upload(HEADER + HILL, "merge").statusCode(400).body("field", equalTo("mode"));
        officer()
                .contentType("text/csv; charset=iso-8859-15")
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
                .statusCode(200)
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
        confirm(id, "{}")
                .body("state", equalTo("dry-run"))
                .body("problem.code", equalTo("register-changed"))
                .body("changed", equalTo(0));
        assertThat(count("SELECT count(*) FROM member WHERE first_name = 'Anna'"))
                .isEqualTo(1);
    }

    @Test
    void aDryRunThatNobodyConfirmsIsForgottenAfterADay() throws SQLException {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        imports.forgetOldData();
        assertThat(count("SELECT count(*) FROM import_row")).isEqualTo(1);
        clock.set(Instant.now().plus(Duration.ofHours(25)));
        imports.forgetOldData();
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
                .statusCode(200)
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
    void anUploadBeyondTheLimitIsRefused() throws SQLException {
        byte[] large = new byte[9 * 1024 * 1024];
        byte[] start = (HEADER + HILL).getBytes(StandardCharsets.UTF_8);
        java.util.Arrays.fill(large, (byte) '\n');
        System.arraycopy(start, 0, large, 0, start.length);
        upload(large, "update")
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:register-too-large"))
                .body("detail", containsString("8 MB"));
        assertThat(count("SELECT count(*) FROM import_run")).isZero();
    }

    @Test
    void aFileThatCannotBeReadToTheEndTellsWhereAndLeavesNothing() throws SQLException {
        upload(HEADER + HILL + "002,\"Bob,Moss\n", "update")
                .body("state", equalTo("failed"))
                .body("problem.code", equalTo("not-csv"))
                .body("problem.line", equalTo(3))
                .body("problem.detail", containsString("quotation mark"));
        upload(HEADER, "update").body("state", equalTo("failed")).body("problem.code", equalTo("rows-missing"));
        assertThat(count("SELECT count(*) FROM import_row")).isZero();
        assertThat(count("SELECT count(*) FROM import_upload")).isZero();
    }

    @Test
    void aFileFromWindowsIsReadWithItsAccents() {
        byte[] file =
                (HEADER + HILL + MOSS.replace("Bob", "Siân")).replace(',', ';').getBytes(WINDOWS_1252);
        String id = officer()
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("text/csv")
                .body(file)
                .post("/api/membership/imports")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/membership/imports/"))
                .extract()
                .path("id");
        settled(id).body("encoding", equalTo("windows-1252")).body("separator", equalTo("semicolon"));
        confirm(id, "{}").body("state", equalTo("applied"));
        officer().get("/api/membership/members/002").then().body("firstName", equalTo("Siân"));
    }

    @Test
    void otherHeadingsAreProposedConfirmedAndRemembered() throws SQLException {
        sql("DELETE FROM column_memory");
        String file = "Member No;Surname;Section;Status;Payroll\n1;Hill;Probation;active;77\n";
        String id = upload(file, "update")
                .body("state", equalTo("mapping"))
                .body("columns.heading", contains("Member No", "Surname", "Section", "Status", "Payroll"))
                .body("columns.column", contains("membership_number", "last_name", "section", "status", null))
                .body("columns.source", contains("guess", "guess", "name", "name", "unknown"))
                .extract()
                .path("id");
        confirm(id, "{}").statusCode(409).body("type", equalTo("urn:tellers:problem:columns-not-mapped"));
        columns(id, "{\"columns\":[{\"heading\":\"Surname\",\"column\":\"last_name\"}]}")
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:columns-missing"));
        columns(id, "{\"columns\":[{\"heading\":\"Shoe\",\"column\":\"last_name\"}]}")
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:heading-unknown"));

        String said = """
            {"columns":[{"heading":"Member No","column":"membership_number"},
             {"heading":"Surname","column":"last_name"},{"heading":"Section","column":"section"},
             {"heading":"Status","column":"status"},{"heading":"Payroll"}]}\
            """;
        columns(id, said).statusCode(202).body("state", equalTo("reading"));
        settled(id).body("state", equalTo("dry-run")).body("new", equalTo(1));

        upload(file, "update")
                .body("state", equalTo("dry-run"))
                .body("columns.source", hasItem("remembered"))
                .body("unknownColumns", contains("Payroll"));
        sql("DELETE FROM column_memory");
    }

    @Test
    void theLastImportIsTakenBackAndEverybodyHearsOfIt() throws SQLException {
        apply(HEADER + HILL + MOSS);
        facts.expect(2, 2);
        String first = officer().get("/api/membership/imports").then().extract().path("items[0].id");
        String id = upload(
                        HEADER
                                + HILL.replace("ann@example.org", "hill@example.org")
                                        .replace("Probation", "Family Court")
                                + MOSS.replace("2 High St", "9 Low St")
                                + "003,Cy,Last,,,Probation,active,2020-01-06\n"
                                + "004,Di,Also,,,Probation,active,2020-01-06\n",
                        "update")
                .body("new", equalTo(2))
                .body("changed", equalTo(2))
                .body("undoable", equalTo(false))
                .extract()
                .path("id");
        confirm(id, "{}").body("undoable", equalTo(true));
        facts.expect(5, 5);
        undo(first).statusCode(409).body("type", equalTo("urn:tellers:problem:not-undoable"));
        // Somebody changes after the import what the import brought: that stays.
        sql("UPDATE member SET mobile = '07700 900001' WHERE membership_number = '004'");

        undo(id).body("state", equalTo("undone"))
                .body("undoneBy", equalTo("ofelia"))
                .body("kept", equalTo(1))
                .body("undoable", equalTo(false));

        officer()
                .get("/api/membership/members/001")
                .then()
                .body("section", equalTo("Probation"))
                .body("personalEmail", equalTo("ann@example.org"))
                .body("joinedAt", equalTo("2020-01-06T00:00:00Z"));
        officer().get("/api/membership/members/002").then().body("address1", equalTo("2 High St"));
        officer().get("/api/membership/members/003").then().statusCode(404);
        officer().get("/api/membership/members/004").then().statusCode(200);
        // The one who is as before, and of the one who is gone: an erasure and the ends of both keys.
        facts.expect(6, 7);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(facts.endedKeys()).isEqualTo(2));
        undo(id).body("state", equalTo("undone"));
        assertThat(count("SELECT count(*) FROM import_change")).isZero();
    }

    @Test
    void faultsAreDownloadedAsCsvThatNoSpreadsheetRuns() {
        String id = upload(HEADER + HILL + "002,Bob,,not-an-address,,Probation,active,01/02/2026\n", "update")
                .extract()
                .path("id");
        String csv = officer()
                .get("/api/membership/imports/" + id + "/errors")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("import-errors.csv"))
                .extract()
                .asString();
        assertThat(csv.lines()).first().asString().isEqualTo("\uFEFFline,column,code,detail,kind");
        assertThat(csv.lines().skip(1).map(line -> line.split(",")[2]))
                .containsExactly("not-an-iso-date", "value-missing", "not-an-email-address");
        assertThat(csv).doesNotContain("Bob").doesNotContain("not-an-address\"");
    }

    @Test
    void aBranchThatIsNotThereIsReportedAndOneThatWasMergedBecomesItsSuccessor() throws SQLException {
        list("branches", "name,valid_until,successor\nWest,2026-03-31,South West\nSouth West,,\nEast,2020-01-01,\n")
                .statusCode(200)
                .body("places", equalTo(3))
                .body("added", equalTo(3));
        String header = "membership_number,last_name,section,status,branch,pdu\n";
        String id = upload(
                        header + "1,A,P,active,South West,X\n2,B,P,active,West,X\n3,C,P,active,East,X\n"
                                + "4,D,P,active,Mars,X\n5,E,P,active,Mars,X\n",
                        "update")
                .body("new", equalTo(5))
                .body("invalid", equalTo(0))
                .body("warnings", equalTo(3))
                .body("errors.line", contains(3, 4, 5))
                .body("errors.code", contains("place-replaced", "place-no-longer-valid", "place-unknown"))
                .body("errors.warning", contains(true, true, true))
                .body("errors[2].detail", containsString("Mars (2 rows, this is the first)"))
                .extract()
                .path("id");
        confirm(id, "{}").body("state", equalTo("applied"));
        officer().get("/api/membership/members/2").then().body("branch", equalTo("South West"));
        officer().get("/api/membership/members/4").then().body("branch", equalTo("Mars"));

        officer()
                .get("/api/membership/places/branches?on=2026-11-22")
                .then()
                .statusCode(200)
                .body("items.name", contains("South West"));
        officer()
                .get("/api/membership/places/branches")
                .then()
                .body("items.name", contains("East", "South West", "West"))
                .body("items[2].successor", equalTo("South West"))
                .body("items[2].validUntil", equalTo("2026-03-31"));
        list("branches", "name\nA\nA\n")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("line", equalTo(3));
        list("towns", "name\nA\n").statusCode(404).body("type", equalTo("urn:tellers:problem:no-such-list"));
        officer().get("/api/membership/places/branches?on=yesterday").then().statusCode(400);
        list("branches", "name\n").body("places", equalTo(0)).body("removed", equalTo(3));
    }

    @Test
    void theRegisterIsDownloadedAndReadBackWithoutAChange() throws SQLException {
        apply("membership_number,first_name,last_name,mobile,section,status,joined_at,left_at,campaign_consent\n"
                + "001,Ann,=HYPERLINK(1),+44 7700 900001,Probation,active,2020-06-06,,yes\n"
                + "002,\"Siân, B\",-Moss,,Probation,left,2020-01-06T09:30:15.123456Z,2021-06-30,no\n"
                + "003,'Cy,O'Neill,,Probation,left,,2021-06-30T10:00Z,\n");
        byte[] csv = officer()
                .get("/api/membership/register")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("register.csv"))
                .extract()
                .asByteArray();
        String text = new String(csv, StandardCharsets.UTF_8);
        assertThat(text).contains("'=HYPERLINK(1)", "'+44 7700 900001", "'-Moss", ",'Cy,O'Neill,");
        upload(csv, "full")
                .body("encoding", equalTo("utf-8-bom"))
                .body("unchanged", equalTo(3))
                .body("left", equalTo(0));
    }

    @Test
    void theDryRunSaysWhatItMeansForEachSection() {
        apply(HEADER + HILL + MOSS);
        String id = upload(
                        HEADER + HILL.replace("Ann", "Anna") + "003,Cy,Last,,,Family Court,active,2020-01-06\n", "full")
                .body("left", equalTo(1))
                .extract()
                .path("id");
        officer()
                .get("/api/membership/imports/" + id + "/totals")
                .then()
                .statusCode(200)
                .body("items.findAll { it.level == 'section' }.value", contains("Family Court", "Probation"))
                .body("items.findAll { it.level == 'section' }.rows", contains(1, 1))
                .body("items.findAll { it.level == 'section' }.new", contains(1, 0))
                .body("items.findAll { it.level == 'section' }.changed", contains(0, 1))
                .body("items.findAll { it.level == 'section' }.left", contains(1, 0))
                .body("items.findAll { it.level == 'branch' }.rows", contains(2));
    }

    @Test
    void anImportThatAProcessLeftBehindIsTakenUpAgain() throws SQLException {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        // As a process leaves it that dies while it reads: the rows it wrote are rolled back, the state stays.
        sql("TRUNCATE import_row", "UPDATE import_run SET state = 'READING', phase = 'reading'");
        settled(id).body("state", equalTo("dry-run")).body("new", equalTo(1));
        sql("UPDATE import_run SET state = 'APPLYING', phase = 'applying', attempts = 1");
        settled(id).body("state", equalTo("applied"));
        facts.expect(1, 1);
    }

    @Test
    void anImportIsAppliedAsConfirmedAlthoughTheDatabaseLostItsStagedRows() throws SQLException {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        // As PostgreSQL leaves an unlogged table after a crash.
        sql("TRUNCATE import_row", "UPDATE import_run SET state = 'APPLYING', phase = 'applying', attempts = 1");
        settled(id).body("state", equalTo("applied")).body("new", equalTo(1));
        facts.expect(1, 1);
    }

    @Test
    void aStepThatBreaksDownAgainAndAgainEndsWithAReason() throws SQLException {
        String id = upload(HEADER + HILL, "update").extract().path("id");
        sql("UPDATE import_run SET state = 'APPLYING', phase = 'applying', attempts = 5");
        settled(id).body("state", equalTo("failed")).body("problem.code", equalTo("broken-down"));
        assertThat(count("SELECT count(*) FROM member")).isZero();
        assertThat(count("SELECT count(*) FROM import_upload")).isZero();
    }

    private void apply(String file) {
        String id = upload(file, "update").extract().path("id");
        confirm(id, "{}").body("state", equalTo("applied"));
    }

    private static ValidatableResponse upload(String file, String mode) {
        return upload(file.getBytes(StandardCharsets.UTF_8), mode);
    }

    /** The dry run, or the refusal. */
    private static ValidatableResponse upload(byte[] file, String mode) {
        return settled(officer()
                .contentType("text/csv; charset=UTF-8")
                .body(file)
                .post("/api/membership/imports?mode=" + mode)
                .then());
    }

    private static ValidatableResponse confirm(String id, String body) {
        return settled(officer()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/membership/imports/" + id + "/confirmation")
                .then());
    }

    private static ValidatableResponse undo(String id) {
        return settled(officer().post("/api/membership/imports/" + id + "/undo").then());
    }

    private static ValidatableResponse list(String kind, String csv) {
        return officer()
                .contentType("text/csv; charset=UTF-8")
                .body(csv)
                .put("/api/membership/places/" + kind)
                .then();
    }

    private static ValidatableResponse columns(String id, String body) {
        return officer()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/membership/imports/" + id + "/columns")
                .then();
    }

    private static ValidatableResponse settled(ValidatableResponse answer) {
        return answer.extract().statusCode() == 202 ? settled(answer.extract().<String>path("id")) : answer;
    }

    private static ValidatableResponse settled(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> officer().get("/api/membership/imports/" + id).then(),
                        answer -> !List.of("reading", "applying", "undoing")
                                .contains(answer.extract().<String>path("state")))
                .statusCode(200);
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
