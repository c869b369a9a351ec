package org.tellers.membership.addresses;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

/** Addresses for a list of members (rule R10, story H12, decision 8). */
@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
class AddressesTest {

    private static final String LIST = "member_id\n" + id(2) + "\n" + id(1) + "\n" + id(999_999) + "\n" + id(3) + "\n";

    @BeforeEach
    void register() throws SQLException {
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM member");
            statement.execute("DELETE FROM address_list");
            statement.execute("""
                INSERT INTO member (id, membership_number, first_name, last_name, personal_email, mobile, address_1,
                                    address_2, town, postcode, section, employer, workplace, job_role, status)
                VALUES ('%s', '0001', 'Siân', 'Øvergård', 's@example.org', '07700 900123', '1 Stryd Fawr', 'Flat "2", rear',
                        'Caernarfon', 'LL55 1AA', 'Probation', 'HMPPS', 'Caernarfon', 'Officer', 'active'),
                       ('%s', '0002', '=1+1', '@SUM(A1)', null, null, '-2 Road', null,
                        'Leeds', 'LS1 1AA', 'Probation', 'HMPPS', 'Leeds', 'Officer', 'active'),
                       ('%s', '0003', 'Jo', 'Hill', null, null, null, null,
                        null, null, 'Family Court', 'Cafcass', 'Leeds', null, 'active'),
                       ('%s', '0004', 'Not', 'Asked', null, null, '4 Lane', null,
                        null, 'N1 1AA', 'Probation', null, null, null, 'active')\
                """.formatted(id(1), id(2), id(3), id(4)));
        }
    }

    @Test
    void theAddressesComeInTheOrderOfTheListAndNothingInThemIsAFormula() {
        String csv = addresses("Formal ballot", LIST).statusCode(200).extract().asString();
        List<String> lines = csv.replace("\uFEFF", "").lines().toList();
        assertThat(lines)
                .containsExactly(
                        "member_id,membership_number,title,first_name,last_name,address_1,address_2,town,postcode,section,"
                                + "branch,employer,region,pdu,workplace,job_role,membership_class,status",
                        id(2)
                                + ",0002,,'=1+1,'@SUM(A1),'-2 Road,,Leeds,LS1 1AA,Probation,,HMPPS,,,Leeds,Officer,,active",
                        id(1)
                                + ",0001,,Siân,Øvergård,1 Stryd Fawr,\"Flat \"\"2\"\", rear\",Caernarfon,LL55 1AA,Probation,,"
                                + "HMPPS,,,Caernarfon,Officer,,active",
                        id(3) + ",0003,,Jo,Hill,,,,,Family Court,,Cafcass,,,Leeds,,,active");
        assertThat(csv).doesNotContain("s@example.org", "07700");
        officer()
                .get("/api/membership/addresses/lists")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].takenBy", equalTo("officer"))
                .body("items[0].reason", equalTo("Formal ballot"))
                .body("items[0].asked", equalTo(4))
                .body("next", nullValue());
    }

    @Test
    void theTotalsCountTheSameListByWorkplaceAndJobRoleOfEachEmployer() {
        officer()
                .contentType("text/csv")
                .body(LIST)
                .post("/api/membership/addresses/totals")
                .then()
                .statusCode(200)
                .body("asked", equalTo(4))
                .body("found", equalTo(3))
                .body("unknown", equalTo(1))
                .body("withoutAddress", equalTo(1))
                .body(
                        "sections.collect { it.value + ' ' + it.members }",
                        equalTo(List.of("Family Court 1", "Probation 2")))
                .body(
                        "workplaces.collect { it.employer + ' ' + it.value + ' ' + it.members }",
                        equalTo(List.of("Cafcass Leeds 1", "HMPPS Caernarfon 1", "HMPPS Leeds 1")))
                .body(
                        "jobRoles.collect { it.employer + ' ' + it.value + ' ' + it.members }",
                        equalTo(List.of("Cafcass null 1", "HMPPS Officer 2")));
        officer().get("/api/membership/addresses/lists").then().body("items", hasSize(0));
    }

    @Test
    void aListWithMoreThanMembersIsRefusedAndNothingIsWrittenDown() {
        addresses("Formal ballot", "member_id,constituency\n" + id(1) + ",region/wales\n")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:column-not-taken"));
        addresses(" ", LIST).statusCode(400).body("field", equalTo("reason"));
        addresses("x".repeat(501), LIST).statusCode(400).body("field", equalTo("reason"));
        officer().get("/api/membership/addresses/lists").then().body("items", hasSize(0));
    }

    @Test
    void aListOfSeveralThousandIsAnsweredWhole() throws SQLException {
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO member (id, membership_number, last_name, section, status)"
                    + " SELECT ('01981f2e-7c1a-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'L' || n, 'Name', 'Probation',"
                    + " 'active' FROM generate_series(1000, 5000) n");
        }
        String list = "member_id\n"
                + IntStream.rangeClosed(1000, 5000).mapToObj(AddressesTest::id).collect(Collectors.joining("\n"));
        assertThat(addresses("Formal ballot", list)
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines())
                .hasSize(4_002);
    }

    private static String id(int number) {
        return "01981f2e-7c1a-7000-8000-%012x".formatted(number);
    }

    private static ValidatableResponse addresses(String reason, String list) {
        return officer()
                .contentType("text/csv")
                .queryParam("reason", reason)
                .body(list)
                .post("/api/membership/addresses")
                .then();
    }

    private static RequestSpecification officer() {
        return given().auth().oauth2(TestTokens.token("officer", Roles.OFFICER));
    }
}
