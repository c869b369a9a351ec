package org.tellers.notification.optout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class OptOutTest {

    @Inject
    OptOutLinks links;

    @Inject
    Inbox inbox;

    @Test
    void aRobotThatLooksAndSendsTheFormUntouchedChangesNothing() {
        TestBallot ballot = TestBallot.of(1);
        String path = path(ballot, MailKind.REMINDER);
        given().head(path).then().statusCode(200);
        for (int i = 0; i < 3; i++) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType(ContentType.HTML)
                    .body(not(containsString("<script")))
                    .body(not(containsString("checked")));
        }
        given().contentType(ContentType.URLENC).body("").post(path).then().statusCode(400);
        given().contentType(ContentType.URLENC)
                .formParam("choice", "")
                .post(path)
                .then()
                .statusCode(400)
                .body(containsString("Nothing has changed"));

        assertThat(declined(ballot)).isZero();
    }

    @Test
    void oneClickOfAMailProgramDeclinesInEitherEncodingAndOnlyOnce() {
        TestBallot form = TestBallot.of(1);
        given().contentType(ContentType.URLENC)
                .formParam("List-Unsubscribe", "One-Click")
                .post(path(form, MailKind.REMINDER))
                .then()
                .statusCode(200);
        given().contentType(ContentType.URLENC)
                .formParam("List-Unsubscribe", "One-Click")
                .post(path(form, MailKind.REMINDER))
                .then()
                .statusCode(200);
        TestBallot parts = TestBallot.of(1);
        given().multiPart("List-Unsubscribe", "One-Click")
                .post(path(parts, MailKind.REMINDER))
                .then()
                .statusCode(200);

        assertThat(declined(form)).isEqualTo(1);
        assertThat(declined(parts)).isEqualTo(1);
    }

    @Test
    void aMemberChoosesAndMayChangeTheirMind() {
        TestBallot ballot = TestBallot.of(1);
        String path = path(ballot, MailKind.REMINDER);
        given().contentType(ContentType.URLENC)
                .formParam("choice", "stop")
                .post(path)
                .then()
                .statusCode(200)
                .body(containsString("no more reminders"));
        assertThat(declined(ballot)).isEqualTo(1);
        given().contentType(ContentType.URLENC)
                .formParam("choice", "keep")
                .post(path)
                .then()
                .statusCode(200);
        assertThat(declined(ballot)).isZero();
    }

    @Test
    void whoDeclinedRemindersIsNoLongerInTheirAudienceAndStillInEveryOther() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        given().contentType(ContentType.URLENC)
                .formParam("choice", "stop")
                .post(path(ballot, MailKind.REMINDER))
                .then()
                .statusCode(200);

        assertThat(audience(ballot, "reminder")).isEqualTo(1);
        assertThat(audience(ballot, "invitation")).isEqualTo(2);
        assertThat(audience(ballot, "result")).isEqualTo(2);
    }

    @Test
    void thePageIsInTheLanguageOfTheMail() {
        TestBallot ballot = TestBallot.of(1);
        String path = relative(links.link(
                MailKind.CAMPAIGN, ballot.uuid, ballot.members.getFirst().memberId(), Language.WELSH));
        given().get(path)
                .then()
                .statusCode(200)
                .body(containsString("<html lang=\"cy\">"))
                .body(containsString("negeseuon ymgyrchu"));
    }

    @Test
    void aTokenThatIsNotOursIsRefusedAndNamesNobody() {
        TestBallot ballot = TestBallot.of(1);
        UUID member = ballot.members.getFirst().memberId();
        String path = path(ballot, MailKind.REMINDER);
        assertThat(path).doesNotContain(member.toString(), ballot.uuid);
        char last = path.charAt(path.length() - 2);
        String changed =
                path.substring(0, path.length() - 2) + (last == 'A' ? 'B' : 'A') + path.charAt(path.length() - 1);
        for (String wrong : new String[] {changed, OptOutLinks.SAMPLE, OptOutLinks.PATH + "AA"}) {
            given().urlEncodingEnabled(false).get(wrong).then().statusCode(404);
            given().urlEncodingEnabled(false)
                    .contentType(ContentType.URLENC)
                    .formParam("choice", "stop")
                    .post(wrong)
                    .then()
                    .statusCode(404);
        }
    }

    private String path(TestBallot ballot, MailKind kind) {
        return relative(links.link(kind, ballot.uuid, ballot.members.getFirst().memberId(), Language.ENGLISH));
    }

    private static String relative(String link) {
        assertThat(link).startsWith("https://vote.example/");
        return link.substring("https://vote.example".length());
    }

    private static long declined(TestBallot ballot) {
        return ballot.count("select count(*) from opt_out where ballot = ? and kind = 'reminder'");
    }

    private static int audience(TestBallot ballot, String kind) {
        return given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/ballots/" + ballot.uuid + "/messages/audience?kind=" + kind)
                .then()
                .statusCode(200)
                .extract()
                .path("recipients");
    }
}
