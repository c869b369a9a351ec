package org.tellers.membership.selfservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.tellers.membership.Mailbox.awaitMail;
import static org.tellers.membership.RegisteredMember.sql;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.membership.MailPort;
import org.tellers.membership.Mailbox;
import org.tellers.membership.RegisteredMember;
import org.tellers.service.Roles;
import org.tellers.testing.Facts;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

/** Stories M9 and M10. */
@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailPort.class)
class SelfServiceTest {

    private static final String SELF_SERVICE = "/api/membership/self-service/";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MutableClock clock;

    @Inject
    SelfService service;

    @Inject
    LinkRequests requests;

    @AfterEach
    void now() {
        clock.follow();
    }

    @Test
    void theAnswerToWhoAsksForALinkDoesNotTellWhetherThereIsSuchAMember() {
        RegisteredMember member = RegisteredMember.add();
        RegisteredMember left = RegisteredMember.add();
        sql("update member set status = 'left' where id = ?", left.id());
        List<String> asked = List.of(
                member.number(),
                member.work().toUpperCase(java.util.Locale.ROOT),
                member.number().replaceFirst("^0+", ""),
                "no-such-number",
                "nobody@home.example",
                "' or 1=1 --",
                "@",
                left.number());
        List<Response> answers = asked.stream().map(SelfServiceTest::ask).toList();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.asString()).isEqualTo("{\"linkMinutes\":30}");
            assertThat(answer.headers().asList())
                    .extracting(io.restassured.http.Header::getName)
                    .containsExactlyElementsOf(answers.getFirst().headers().asList().stream()
                            .map(io.restassured.http.Header::getName)
                            .toList());
        });

        // By number, by number as people say it, and by either address; always at the one in force.
        Mailbox.Taken mail = awaitMail(member.personal(), 3);
        assertThat(mail.text()).contains("Dear Annwen Hillforth").contains("https://vote.example/details#");
        assertThat(Mailbox.of(member.work())).isEmpty();
        assertThat(Mailbox.of(left.personal())).isEmpty();
    }

    @Test
    void aRequestThatIsNoneIsRefusedWithItsFieldNamed() {
        post("links", "{\"member\":\" \"}").statusCode(400).contentType("application/problem+json");
        post("links", "{\"member\":\"" + "x".repeat(255) + "\"}").statusCode(400);
        post("links", "{\"number\":\"1\"}").statusCode(400).body("field", equalTo("number"));
        post("details", "{}").statusCode(400);
        for (String token : List.of("", "x".repeat(43), "x".repeat(200))) {
            post("details", "{\"token\":\"" + token + "\"}")
                    .statusCode(404)
                    .body("type", equalTo("urn:tellers:problem:link-not-valid"));
        }
    }

    @Test
    void aMemberGetsAFewLinksAnHourWhoeverAsks() {
        RegisteredMember member = RegisteredMember.add();
        for (int i = 0; i < 6; i++) {
            assertThat(ask(member.number()).statusCode()).isEqualTo(202);
        }
        awaitMail(member.personal(), 3);
        requests.round();
        assertThat(member.rows("member_mail")).isZero();
        assertThat(Mailbox.of(member.personal())).hasSize(3);
    }

    @Test
    void aRobotThatLooksAndSendsEveryFormUntouchedChangesNothingAndKillsNoLink() {
        RegisteredMember member = RegisteredMember.add();
        String link = link(member);
        change(link, "\"personalEmail\":\"new-" + member.personal() + "\"").statusCode(200);
        String confirm = awaitMail("new-" + member.personal(), 1).token();
        String second = link(member, 2);

        for (String path : List.of("details", "changes", "confirmations", "undoings", "links")) {
            given().head(SELF_SERVICE + path).then().statusCode(405);
            given().get(SELF_SERVICE + path + "?token=" + second).then().statusCode(405);
        }
        for (int i = 0; i < 3; i++) {
            post("details", token(second)).statusCode(200).body("personalEmail", equalTo(member.personal()));
            change(second, """
                            "preferredEmailType":"personal","personalEmail":"%s","workEmail":"%s",
                            "mobile":"07700 900001","address1":"1 High St","address2":"","town":"Leeds",
                            "postcode":"LS1 1AA","language":"en"\
                            """.formatted(member.personal(), member.work()))
                    .statusCode(200)
                    .body("changed", empty())
                    .body("toConfirm", empty());
            change(second, "").statusCode(200).body("changed", empty());
            for (String choice : List.of("", ",\"choice\":\"\"", ",\"choice\":\"on\"")) {
                post("confirmations", "{\"token\":\"" + confirm + "\"" + choice + "}")
                        .statusCode(400)
                        .body("type", equalTo("urn:tellers:problem:choice-missing"));
            }
        }
        assertThat(member.rows("contact_change")).isZero();
        assertThat(member.now("personal_email")).isEqualTo(member.personal());

        change(second, "\"mobile\":\"07700 900002\"").statusCode(200).body("changed", contains("mobile"));
        post("confirmations", choice(confirm, "confirm")).statusCode(200).body("changed", contains("personal-email"));
    }

    @Test
    void aNewAddressIsInForceOnlyOnceItWasConfirmedThroughItselfAndTheOldOneIsTold() throws MessagingException {
        RegisteredMember member = RegisteredMember.add();
        String fresh = "fresh-" + member.personal();
        String link = link(member);
        change(link, "\"personalEmail\":\"" + fresh + "\",\"mobile\":\"07700 900009\"")
                .statusCode(200)
                .body("changed", contains("mobile"))
                .body("toConfirm", contains("personal-email"));
        assertThat(member.now("personal_email")).isEqualTo(member.personal());
        change(link, "\"mobile\":\"07700 900003\"").statusCode(404);

        Mailbox.Taken question = awaitMail(fresh, 1);
        assertThat(question.text())
                .contains("https://vote.example/confirm-email#")
                .doesNotContain("Hillforth");
        assertThat(question.message().getHeader("From", null)).isEqualTo("Napo membership <membership@napo.example>");
        assertThat(question.message().getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(question.message().getHeader("Cc"))
                .as("no Cc without an address")
                .isNull();
        post("confirmations", choice(question.token(), "confirm"))
                .statusCode(200)
                .body("changed", contains("personal-email"));
        post("confirmations", choice(question.token(), "confirm")).statusCode(404);

        assertThat(member.now("personal_email")).isEqualTo(fresh);
        assertThat(awaitMail(fresh, 2).text()).contains("https://vote.example/send-again");
        Mailbox.Taken told = awaitMail(member.personal(), 3);
        assertThat(told.subject()).isEqualTo("Napo: your e-mail address was changed");
        assertThat(told.text()).contains("https://vote.example/undo-email#").doesNotContain(fresh);
        List<MemberContactChanged> facts = awaitFacts(member, 2);
        assertThat(facts.getFirst())
                .returns(member.personal(), MemberContactChanged::personalEmail)
                .returns("07700 900009", MemberContactChanged::mobile);
        assertThat(facts.getLast())
                .returns(fresh, MemberContactChanged::personalEmail)
                .returns("member", MemberContactChanged::changedBy);
        assertThat(facts.getLast().changedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        changes(member)
                .body("items.way", contains("confirmation", "self-service"))
                .body("items.changedBy", contains("member", "member"))
                .body("items.fields[0]", contains("personal-email"))
                .body("items.person", contains(nullValue(), nullValue()));
    }

    @Test
    void whoIsAskedMayDeclineAndTheLinkIsOver() {
        RegisteredMember member = RegisteredMember.add();
        String stranger = "stranger-" + member.personal();
        change(link(member), "\"workEmail\":\"" + stranger + "\"").statusCode(200);
        String token = awaitMail(stranger, 1).token();
        post("confirmations", choice(token, "decline")).statusCode(200).body("changed", empty());
        post("confirmations", choice(token, "confirm")).statusCode(404);
        assertThat(member.now("work_email")).isEqualTo(member.work());
        assertThat(member.rows("email_change")).isZero();
    }

    @Test
    void theOldAddressTakesAChangeBackAndThenChangesGoThroughTheUnion() {
        RegisteredMember member = RegisteredMember.add();
        String thief = "thief-" + member.personal();
        change(link(member), "\"personalEmail\":\"" + thief + "\"").statusCode(200);
        post("confirmations", choice(awaitMail(thief, 1).token(), "confirm")).statusCode(200);
        String undo = awaitMail(member.personal(), 2).token();
        // The thief changes more, of which the first owner hears nothing; it is taken back too.
        ask(member.number());
        String more = awaitMail(thief, 3).token();
        change(more, "\"preferredEmailType\":\"work\"").statusCode(200);

        post("undoings", "{\"token\":\"" + undo + "\"}").statusCode(400);
        post("undoings", choice(undo, "undo"))
                .statusCode(200)
                .body("changed", contains("preferred-email", "personal-email"));
        post("undoings", choice(undo, "undo")).statusCode(404);
        assertThat(member.now("personal_email")).isEqualTo(member.personal());
        assertThat(member.now("preferred_email_type")).isEqualTo("personal");

        String link = link(member, 2);
        post("details", token(link))
                .statusCode(200)
                .body("locked", equalTo(true))
                .body("helpLine", equalTo("the membership team of the union"));
        change(link, "\"mobile\":\"07700 900004\"")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:self-service-rests"))
                .body("helpLine", equalTo("the membership team of the union"));
        correct(member, "\"mobile\":\"07700 900005\"").statusCode(200);
        change(link, "\"mobile\":\"07700 900004\"").statusCode(200);
    }

    @Test
    void headquartersCorrectAtOnceWithAReasonAndTheMemberIsToldWithoutALinkToUndo() {
        RegisteredMember member = RegisteredMember.add();
        String right = "right-" + member.personal();
        helpdesk()
                .body("{\"contact\":{\"mobile\":\"07700 900005\"}}")
                .patch(contact(member))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        correct(member, "\"personalEmail\":\"nonsense\"").statusCode(400).body("field", equalTo("personalEmail"));
        helpdesk()
                .body("{\"reason\":\"r\",\"contact\":{}}")
                .patch("/api/membership/members/none/contact")
                .then()
                .statusCode(404);
        correct(member, "\"personalEmail\":\"" + right + "\"")
                .statusCode(200)
                .body("changed", contains("personal-email"));
        correct(member, "\"personalEmail\":\"" + right + "\"").statusCode(200).body("changed", empty());

        assertThat(member.now("personal_email")).isEqualTo(right);
        assertThat(awaitMail(right, 1).text()).contains("https://vote.example/send-again");
        assertThat(awaitMail(member.personal(), 1).text())
                .contains("tell us at once")
                .doesNotContain("undo-email", right);
        assertThat(awaitFacts(member, 1)).singleElement().returns("staff", MemberContactChanged::changedBy);
        changes(member)
                .body("items", hasSize(1))
                .body("items[0].person", equalTo("helga"))
                .body("items[0].reason", equalTo("rang and spelt it"))
                .body("items[0].way", equalTo("correction"));
    }

    @Test
    void aLinkIsGoodForAShortTimeOnlyAndWhatIsOverIsForgotten() {
        RegisteredMember member = RegisteredMember.add();
        String link = link(member);
        post("details", token(link)).statusCode(200);
        clock.set(Instant.now().plus(Duration.ofMinutes(31)));
        post("details", token(link)).statusCode(404);
        change(link, "\"mobile\":\"07700 900004\"").statusCode(404);
        service.forgetWhatIsOver();
        assertThat(member.rows("member_token")).isZero();
    }

    @Test
    void membersAreWrittenToInTheirLanguage() {
        RegisteredMember member = RegisteredMember.add();
        change(link(member), "\"language\":\"cy\"").statusCode(200).body("changed", contains("language"));
        assertThat(awaitMail(member.personal(), 2).text())
                .contains("Annwyl Annwen Hillforth")
                .contains("iaith");
        ask(member.number());
        assertThat(awaitMail(member.personal(), 3).text()).contains("https://vote.example/cy/details#");
    }

    @Test
    void aMailThatCouldNotLeaveOrWasLeftBehindByAProcessThatDiedIsSentOnceTheRelayIsThere() throws MessagingException {
        RegisteredMember member = RegisteredMember.add();
        Mailbox.stop();
        try {
            ask(member.number());
            await().atMost(SOON)
                    .until(() -> member.rows("(select member_id from member_mail where attempts > 0) as tried") == 1);
        } finally {
            Mailbox.start();
        }
        // As the end of its lease does, when a process died with it; again, as the try in flight sets a time too.
        await().atMost(SOON).until(() -> {
            sql("update member_mail set due_at = now() where member_id = ?", member.id());
            return !Mailbox.of(member.personal()).isEmpty();
        });
        Mailbox.Taken mail = awaitMail(member.personal(), 1);
        post("details", token(mail.token())).statusCode(200);
        await().atMost(SOON).until(() -> member.rows("member_mail") == 0);
        assertThat(Mailbox.of(member.personal())).hasSize(1);
        assertThat(mail.message().getHeader("Message-ID", null)).endsWith(".member@ballots.example>");
    }

    @Test
    void aRegisterFileDoesNotOverwriteWhatAMemberHasSetUnlessHeadquartersSaySo() {
        RegisteredMember member = RegisteredMember.add();
        String old = file(member, "07700 900001", "1 High St");
        change(link(member), "\"mobile\":\"07700 900777\"").statusCode(200);

        // The union's own system still has the old number, and a new postal address.
        String first = upload(file(member, "07700 900001", "9 Low St"))
                .body("conflicts", equalTo(1))
                .body("changed", equalTo(1))
                .body("warnings", equalTo(1))
                .body("errors[0].code", equalTo("set-by-member"))
                .body("errors[0].column", equalTo("mobile"))
                .body("errors[0].warning", equalTo(true))
                .extract()
                .path("id");
        confirm(first, "{}").body("state", equalTo("applied")).body("overwrite", equalTo(false));
        assertThat(member.now("mobile")).isEqualTo("07700 900777");
        assertThat(member.now("address_1")).isEqualTo("9 Low St");

        String second = upload(old).body("conflicts", equalTo(1)).extract().path("id");
        confirm(second, "{\"overwrite\":2}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:conflicts-not-confirmed"));
        confirm(second, "{\"overwrite\":1}").body("state", equalTo("applied")).body("overwrite", equalTo(true));
        assertThat(member.now("mobile")).isEqualTo("07700 900001");
        assertThat(member.now("held")).isNull();
        assertThat(awaitFacts(member, 2).getLast())
                .returns("import", MemberContactChanged::changedBy)
                .returns("07700 900001", MemberContactChanged::mobile);
        given().header("Authorization", TestTokens.bearer("ofelia", Roles.OFFICER))
                .post("/api/membership/imports/" + second + "/undo");
        settled(second).body("state", equalTo("undone"));
        assertThat(member.now("mobile")).isEqualTo("07700 900777");
        assertThat(member.now("held")).isEqualTo("{mobile}");
    }

    @Test
    void onceTheUnionsSystemKnowsWhatAMemberHasSetItsFilesAreFollowedAgain() {
        RegisteredMember member = RegisteredMember.add();
        change(link(member), "\"address1\":\"5 New Rd\",\"mobile\":\"07700 900777\"")
                .statusCode(200);
        assertThat(member.now("held")).isEqualTo("{mobile,postal-address}");

        String known = upload(file(member, "07700 900777", "1 High St"))
                .body("conflicts", equalTo(1))
                .body("changed", equalTo(0))
                .body("unchanged", equalTo(1))
                .extract()
                .path("id");
        confirm(known, "{}").body("state", equalTo("applied"));
        assertThat(member.now("held")).isEqualTo("{postal-address}");
        assertThat(member.now("address_1")).isEqualTo("5 New Rd");

        String later = upload(file(member, "07700 900888", "5 New Rd"))
                .body("conflicts", equalTo(0))
                .body("changed", equalTo(1))
                .extract()
                .path("id");
        confirm(later, "{}").body("state", equalTo("applied"));
        assertThat(member.now("mobile")).isEqualTo("07700 900888");
        assertThat(member.now("held")).isNull();
    }

    private static Response ask(String member) {
        return given().contentType(ContentType.JSON)
                .body("{\"member\":\"" + member + "\"}")
                .post(SELF_SERVICE + "links");
    }

    /** The token of the first link that a member asks for. */
    private static String link(RegisteredMember member) {
        return link(member, 1);
    }

    /** The token of a link that a member asks for, whose mail is the so-manieth with a link to the details. */
    private static String link(RegisteredMember member, int number) {
        ask(member.number());
        return await().atMost(SOON)
                .until(
                        () -> Mailbox.of(member.personal()).stream()
                                .filter(mail -> mail.text().contains("/details#"))
                                .toList(),
                        mails -> mails.size() >= number)
                .get(number - 1)
                .token();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(SELF_SERVICE + path)
                .then();
    }

    private static ValidatableResponse change(String token, String contact) {
        return post("changes", "{\"token\":\"" + token + "\",\"contact\":{" + contact + "}}");
    }

    private static String token(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    private static String choice(String token, String choice) {
        return "{\"token\":\"" + token + "\",\"choice\":\"" + choice + "\"}";
    }

    private static String contact(RegisteredMember member) {
        return "/api/membership/members/" + member.number() + "/contact";
    }

    private static ValidatableResponse correct(RegisteredMember member, String contact) {
        return helpdesk()
                .body("{\"reason\":\"rang and spelt it\",\"contact\":{" + contact + "}}")
                .patch(contact(member))
                .then();
    }

    private static ValidatableResponse changes(RegisteredMember member) {
        return helpdesk().get(contact(member) + "/changes").then().statusCode(200);
    }

    private static io.restassured.specification.RequestSpecification helpdesk() {
        return given().header("Authorization", TestTokens.bearer("helga", Roles.HELPDESK))
                .contentType(ContentType.JSON);
    }

    private static List<MemberContactChanged> awaitFacts(RegisteredMember member, int number) {
        return await().atMost(SOON)
                .until(
                        () -> Facts.announced(
                                MemberContactChanged.class, member.id().toString()),
                        facts -> facts.size() >= number);
    }

    private static String file(RegisteredMember member, String mobile, String address) {
        return "membership_number,last_name,section,status,personal_email,mobile,address_1,town,postcode\n"
                + member.number() + ",Hillforth,Probation,active," + member.personal() + "," + mobile + "," + address
                + ",Leeds,LS1 1AA\n";
    }

    private static ValidatableResponse upload(String file) {
        return settled(given().header("Authorization", TestTokens.bearer("ofelia", Roles.OFFICER))
                .contentType("text/csv; charset=UTF-8")
                .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/membership/imports")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id"));
    }

    private static ValidatableResponse confirm(String id, String body) {
        ValidatableResponse answer = given().header("Authorization", TestTokens.bearer("ofelia", Roles.OFFICER))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/membership/imports/" + id + "/confirmation")
                .then();
        return answer.extract().statusCode() == 202 ? settled(id) : answer;
    }

    private static ValidatableResponse settled(String id) {
        return await().atMost(SOON)
                .until(
                        () -> given().header("Authorization", TestTokens.bearer("ofelia", Roles.OFFICER))
                                .get("/api/membership/imports/" + id)
                                .then(),
                        answer -> !List.of("reading", "applying", "undoing")
                                .contains(answer.extract().<String>path("state")));
    }
}
