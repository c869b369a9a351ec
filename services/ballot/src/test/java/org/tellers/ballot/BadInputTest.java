package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class BadInputTest {

    @Test
    void whateverIsWrongWithADraftIsAProblemThatNamesTheFieldAndNothingIsStored() throws Exception {
        int before = ballots();
        String good = Hq.body("Bad input");
        Map<String, String> wrong = Map.of(
                good.replace("\"name\"", "\"nmae\""),
                "nmae",
                good.replace("\"minimum\":5", "\"minimum\":\"five\""),
                "minimum",
                good.replace("\"percent\":10", "\"percent\":10.5"),
                "percent",
                good.replaceFirst("\"opensAt\":\"[^\"]+\"", "\"opensAt\":\"tomorrow\""),
                "opensAt",
                good.replace("Are you prepared to vote yes?", "x".repeat(500_000)),
                "questions[0].question",
                good.replace("\"Yes\",\"No\",\"Abstain\"", "\"Yes\""),
                "questions[0].answers",
                "{}",
                "name");
        for (Map.Entry<String, String> body : wrong.entrySet()) {
            problem(Hq.officer().body(body.getKey()).post(Hq.BALLOTS).then(), 400, body.getValue());
        }
        problem(Hq.officer().body(good + " {}").post(Hq.BALLOTS).then(), 400, "");
        problem(Hq.officer().body("{\"name\":").post(Hq.BALLOTS).then(), 400, "");
        problem(Hq.officer().body("[]").post(Hq.BALLOTS).then(), 400, "");
        problem(Hq.officer().post(Hq.BALLOTS).then(), 400, "");
        problem(
                Hq.officer()
                        .body(good.replaceFirst("\\{", "{\"name\":\"twice\","))
                        .post(Hq.BALLOTS)
                        .then(),
                400,
                "name");
        assertThat(ballots()).isEqualTo(before);
    }

    @Test
    void everyFaultOfADraftIsListedAtOnce() {
        Hq.officer()
                .body("{}")
                .post(Hq.BALLOTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:tellers:problem:draft-unfit"))
                .body("detail", containsString("4 more"))
                .body("violations", hasSize(5));
    }

    @Test
    void aBodyOfTwoMegabytesIsTooLarge() throws Exception {
        int before = ballots();
        int status = Hq.officer()
                .body(Hq.body("Bad input").replace("NEC motion 4", "x".repeat(2_000_000)))
                .post(Hq.BALLOTS)
                .statusCode();
        assertThat(status).isEqualTo(413);
        assertThat(ballots()).isEqualTo(before);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        Hq.officer()
                .contentType("text/plain")
                .body("{}")
                .post(Hq.BALLOTS)
                .then()
                .statusCode(415);
    }

    private static void problem(ValidatableResponse response, int status, String place) {
        response.statusCode(status).contentType("application/problem+json");
        String text = response.extract().asString();
        assertThat(text).contains(place).doesNotContain("stack").doesNotContain("org.tellers");
    }

    private static int ballots() throws Exception {
        try (Connection connection = RealParts.connection("ballot");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM ballot")) {
            count.next();
            return count.getInt(1);
        }
    }
}
