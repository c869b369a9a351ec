package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.testing.RealParts;

/** The roll for a postal ballot that follows (rule R10, story H12). */
@QuarkusTest
@WithTestResource(RealParts.class)
class RollExportTest {

    @Test
    void theRollLeavesAsIdentifiersWithAReasonInThePublicLog() throws Exception {
        Hq.members("Export", 40);
        String uuid = Hq.keyed("Export");
        refused(uuid, "{\"reason\":\"Formal ballot\"}", 409, "roll-not-frozen");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        List<JsonNode> entries = Facts.about(uuid, RollEntryAdded.class, 40);
        sql(
                "UPDATE roll_entry SET state = 'EXCLUDED' WHERE ballot = ? AND member_id = '"
                        + entries.getFirst().path("memberId").asText() + "'",
                uuid);
        String csv = export(uuid, "{\"reason\":\"Formal ballot\"}")
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        String[] lines = csv.split("\r\n");
        assertThat(lines[0]).isEqualTo("member_id,constituency");
        assertThat(List.of(lines).subList(1, lines.length))
                .containsExactlyElementsOf(entries.subList(1, 40).stream()
                        .map(entry -> entry.path("memberId").asText() + ","
                                + entry.path("constituency").asText())
                        .sorted()
                        .toList());
        ValidatableResponse log =
                Hq.officer().get(Hq.BALLOTS + "/" + uuid + "/log").then().statusCode(200);
        log.body("items.action", hasItem("roll-exported"))
                .body("items.why", hasItem("version 1, 39 entitled: Formal ballot"));
        entries.forEach(entry -> assertThat(log.extract().asString())
                .doesNotContain(entry.path("memberId").asText()));
        refused(uuid, "{\"reason\":\" \"}", 400, "reason-missing");
        refused(uuid, "{}", 400, "reason-missing");
        sql("DELETE FROM roll_entry WHERE ballot = ?", uuid);
        refused(uuid, "{\"reason\":\"Formal ballot\"}", 409, "roll-erased");
    }

    private static void refused(String uuid, String body, int status, String code) {
        export(uuid, body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:" + code));
    }

    private static ValidatableResponse export(String uuid, String body) {
        return Hq.officer()
                .body(body)
                .post(Hq.BALLOTS + "/" + uuid + "/roll/export")
                .then();
    }

    private static void sql(String change, String ballot) throws Exception {
        try (Connection connection = RealParts.connection("ballot");
                PreparedStatement statement = connection.prepareStatement(change)) {
            statement.setString(1, ballot);
            statement.executeUpdate();
        }
    }
}
