package org.tellers.ballot;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

/** What people of HQ and the scrutineer do in the tests. */
final class Hq {

    static final String BALLOTS = "/api/ballot/ballots";
    static final Instant OPENS = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    static final Instant CLOSES = OPENS.plus(Duration.ofDays(21));

    private Hq() {}

    static RequestSpecification officer() {
        return as("officer", Roles.OFFICER);
    }

    static RequestSpecification approver() {
        return as("approver", Roles.APPROVER);
    }

    static RequestSpecification scrutineer() {
        return as("scrutineer", Roles.SCRUTINEER);
    }

    static RequestSpecification as(String person, String... roles) {
        return given().auth().oauth2(TestTokens.token(person, roles)).contentType(ContentType.JSON);
    }

    /** A draft whose roll admits exactly the members of the section. */
    static String body(String section) {
        return """
            {"name":"Workloads indicative ballot","authority":"NEC motion 4",
             "questions":[{"question":"Are you prepared to vote yes?","answers":["Yes","No","Abstain"]}],
             "opensAt":"%s","closesAt":"%s","helpLine":"020 7223 4887",
             "eligibility":{"sections":["%s"]},"constituencyLevel":"region",
             "publication":{"turnout":"live","result":"full","breakdown":"region"},
             "reserve":{"percent":10,"minimum":5},"keyHolders":{"threshold":1,"holders":1}}\
            """.formatted(OPENS, CLOSES, section);
    }

    static String draft(String section) {
        return officer()
                .body(body(section))
                .post(BALLOTS)
                .then()
                .statusCode(201)
                .extract()
                .path("uuid");
    }

    static String approved(String section) {
        String uuid = draft(section);
        approve(approver(), uuid, key()).statusCode(200);
        return uuid;
    }

    static ValidatableResponse approve(RequestSpecification person, String uuid, String key) {
        return person.header("Idempotency-Key", key)
                .post(BALLOTS + "/" + uuid + "/approval")
                .then();
    }

    static String keyed(String section) throws Exception {
        String uuid = approved(section);
        Facts.announce(uuid, new PlatformKeyMade(uuid, publicKey()));
        // The decision log has the keys in the order in which they came.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> see(uuid).body("trustees.size()", equalTo(1)));
        register(scrutineer(), uuid, publicKey()).statusCode(201);
        waitFor(uuid, "keyed");
        return uuid;
    }

    static ValidatableResponse register(RequestSpecification person, String uuid, String publicKey) {
        return person.body("{\"name\":\"A. Scrutineer\",\"publicKey\":" + publicKey + "}")
                .post(BALLOTS + "/" + uuid + "/trustees")
                .then();
    }

    /** Freezes the roll with the number that its preview shows. */
    static ValidatableResponse freeze(String uuid, String key) {
        int entitled = officer()
                .get(BALLOTS + "/" + uuid + "/roll/preview")
                .then()
                .statusCode(200)
                .extract()
                .path("entitled");
        return freeze(uuid, key, "{\"entitled\":" + entitled + "}");
    }

    static ValidatableResponse freeze(String uuid, String key, String body) {
        return officer()
                .header("Idempotency-Key", key)
                .body(body)
                .post(BALLOTS + "/" + uuid + "/roll")
                .then();
    }

    static ValidatableResponse see(String uuid) {
        return officer().get(BALLOTS + "/" + uuid).then().statusCode(200);
    }

    static void waitFor(String uuid, String state) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> see(uuid).body("state", equalTo(state)));
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static String publicKey() {
        SecureRandom random = new SecureRandom();
        return new String(TrusteeKeyPair.generate(random).prove(random).bytes(), StandardCharsets.UTF_8);
    }

    /** So many active members of a section, turn by turn of three regions and none. */
    static void members(String section, int count) throws Exception {
        String[] regions = {"Wales", "London", "East Midlands", null};
        try (Connection connection = RealParts.connection("ballot");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO member (member_id, section, region, status) VALUES (?, ?, ?, 'active')")) {
            for (int i = 0; i < count; i++) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, section);
                insert.setString(3, regions[i % regions.length]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** So many active members of a section in one branch. */
    static void branch(String section, String region, String branch, int count) throws Exception {
        try (Connection connection = RealParts.connection("ballot");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO member (member_id, section, region, branch, status) VALUES (?, ?, ?, ?,"
                                + " 'active')")) {
            for (int i = 0; i < count; i++) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, section);
                insert.setString(3, region);
                insert.setString(4, branch);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static String code(ValidatableResponse response) throws Exception {
        String type = new ObjectMapper()
                .readTree(response.extract().asString())
                .path("type")
                .asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
