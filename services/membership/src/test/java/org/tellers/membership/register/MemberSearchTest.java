package org.tellers.membership.register;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tellers.membership.MailPort;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailPort.class)
class MemberSearchTest {

    @BeforeEach
    void register() throws SQLException {
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM member");
            statement.execute("""
                INSERT INTO member (id, membership_number, first_name, last_name, personal_email, section, status)
                VALUES (uuidv7(), '0001', 'Siân', 'Øvergård', 'S.O@Example.org', 'Probation', 'active'),
                       (uuidv7(), '0002', 'Sian', 'Hill', null, 'Probation', 'active'),
                       (uuidv7(), '0010', 'Jürgen', 'Weiß', 'jw_100%@example.org', 'Probation', 'left')\
                """);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIAN overgard", "øvergård", "0001", "s.o@EXAMPLE", "Sia\u0302n o@"})
    void caseAndAccentsDoNotMatter(String words) {
        find(words).body("items.membershipNumber", contains("0001"));
    }

    @Test
    void everyWordMustOccurAndNothingIsAWildcard() {
        find("sian").body("items.membershipNumber", contains("0001", "0002"));
        find("sian nobody").body("items", hasSize(0));
        find("100%").body("items.membershipNumber", contains("0010"));
        find("s_an").body("items", hasSize(0));
        find("weiss").body("items.membershipNumber", contains("0010"));
        find("' OR 1=1 --").body("items", hasSize(0));
    }

    @Test
    void aWordIsFoundByHowItBeginsAndANumberWithoutItsZeros() {
        find("over").body("items.membershipNumber", contains("0001"));
        find("ergard").body("items", hasSize(0));
        find("10").body("items.membershipNumber", contains("0010"));
        find("example.org").body("items.membershipNumber", contains("0001", "0010"));
        find("@").body("items.membershipNumber", contains("0001", "0010"));
        find("'").body("items", hasSize(0));
        find("\\ ' & | ! :*").body("items", hasSize(0));
    }

    @Test
    void theSearchAsksTheIndex() throws SQLException {
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet line = statement.executeQuery(
                    "EXPLAIN SELECT * FROM member WHERE search_words(search) @@ search_query(folded('sian hill'))")) {
                while (line.next()) {
                    plan.append(line.getString(1));
                }
            }
            assertThat(plan).contains("member_words");
        }
    }

    @Test
    void pagesFollowEachOther() {
        helpdesk(Map.of("limit", 2)).body("items", hasSize(2)).body("next", equalTo("0002"));
        helpdesk(Map.of("limit", 2, "after", "0002"))
                .body("items.membershipNumber", contains("0010"))
                .body("next", nullValue());
        helpdesk(Map.of("limit", 3)).body("next", nullValue());
    }

    @Test
    void membersWithoutAnAddressAreListed() {
        helpdesk(Map.of("unreachable", true))
                .body("items.membershipNumber", contains("0002"))
                .body("items[0].reachable", equalTo(false));
    }

    @Test
    void anUnknownNumberAndABadPageAreRefused() throws IOException {
        given().header("Authorization", TestTokens.bearer("helga", Roles.HELPDESK))
                .get("/api/membership/members/1")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:member-not-found"));
        for (String body : List.of(
                "{\"limit\":0}",
                "{\"limit\":201}",
                "{\"limit\":\"many\"}",
                "{\"text\":\"" + "x".repeat(101) + "\"}",
                "[]",
                "")) {
            search(body).statusCode(400).contentType("application/problem+json");
        }
        search("{\"text\":\"moss\",\"limit\":\"many\"}").body("field", equalTo("limit"));
        search("{\"text\":\"mo\\u0000ss\"}")
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:wrong-format"), "field", equalTo("text"));
        for (String address : List.of("/api/membership/members/4%001", "/api/membership/imports?after=%00")) {
            given().urlEncodingEnabled(false)
                    .header("Authorization", TestTokens.bearer("olwen", Roles.OFFICER))
                    .get(address)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:tellers:problem:wrong-format"));
        }
        assertThat(sentAsItIs("/api/membership/members/a|b")).contains(" 400 ");
        given().header("Authorization", TestTokens.bearer("helga", Roles.HELPDESK))
                .get("/api/membership/nothing-here")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tellers:problem:no-such-address"));
    }

    /** First line of the answer to an address that is no URI. */
    private static String sentAsItIs(String address) throws IOException {
        try (Socket client = new Socket("localhost", RestAssured.port)) {
            client.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                            .formatted(address, TestTokens.bearer("olwen", Roles.OFFICER))
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static ValidatableResponse find(String words) {
        return helpdesk(Map.of("text", words));
    }

    private static ValidatableResponse helpdesk(Map<String, Object> wanted) {
        return search(wanted).statusCode(200);
    }

    private static ValidatableResponse search(Object body) {
        return given().header("Authorization", TestTokens.bearer("helga", Roles.HELPDESK))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/membership/members/search")
                .then();
    }
}
