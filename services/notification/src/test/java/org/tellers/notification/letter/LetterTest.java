package org.tellers.notification.letter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class LetterTest {

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{5,}(?:-[0-9A-Za-z]{5,}){3}");

    @Inject
    Inbox inbox;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void aLetterIsPrintedOnceInTheMembersLanguageByWhoOrderedItAndIsKeptNowhere() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        ballot.deliver(inbox, TestBallot.contact(member, "cy", null));
        String id = order(ballot, "k", member, "")
                .statusCode(202)
                .body("state", is("ready"))
                .extract()
                .path("id");
        order(ballot, "k", member, "").statusCode(202).body("id", is(id));
        print(ballot, id, "stranger", "html").statusCode(409).body("type", is("urn:tellers:problem:letter-of-another"));
        String page = print(ballot, id, "printer", "html")
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .body(containsString("lang=\"cy\""))
                .body(containsString("Annwyl Test Member"))
                .body(not(containsString("<a ")))
                .body(not(containsString("<script")))
                .extract()
                .asString();
        assertThat(page).contains("https://vote.example/cy/v/" + ballot.uuid);
        PrivateCredential.parse(code(page));
        print(ballot, id, "printer", "html").statusCode(409).body("type", is("urn:tellers:problem:letter-not-ready"));

        String english =
                order(ballot, "l", member, ",\"language\":\"en\"").extract().path("id");
        String text = print(ballot, english, "printer", "text")
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("Dear Test Member"))
                .body(not(containsString("#")))
                .extract()
                .asString();
        assertThat(code(text)).isEqualTo(code(page));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(140));
        given().get("/api/notification/ballots/" + ballot.uuid + "/replacements/totals")
                .then()
                .body("letters", is(2))
                .body("lettersByReason.never-arrived", is(2));
    }

    @Test
    void afterStaffChangedTheAddressTheLetterWaitsForAnotherPerson() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member member = ballot.members.getFirst();
        String early = order(ballot, "e", member, "")
                .body("state", is("ready"))
                .extract()
                .path("id");
        ballot.deliver(inbox, TestBallot.moved(member, "n." + member.address(), "staff", Instant.now()));
        print(ballot, early, "printer", "text")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:second-person-needed"));
        String id = order(ballot, "k", member, "")
                .statusCode(202)
                .body("state", is("proposed"))
                .extract()
                .path("id");
        print(ballot, id, "printer", "text").statusCode(409).body("type", is("urn:tellers:problem:letter-not-ready"));
        confirm(ballot, id, "printer").statusCode(409).body("type", is("urn:tellers:problem:second-person-needed"));
        confirm(ballot, id, "approver-1").statusCode(200).body("state", is("ready"));
        confirm(ballot, id, "approver-2").statusCode(409).body("type", is("urn:tellers:problem:not-proposed"));
        print(ballot, id, "printer", "text").statusCode(200);
    }

    @Test
    void aLetterIsPrintedOnlyWhileTheCodeLives() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        String id = order(ballot, "k", member, "").extract().path("id");
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(member))));
        print(ballot, id, "printer", "text").statusCode(409).body("type", is("urn:tellers:problem:already-voted"));
        order(ballot, "l", member, "").statusCode(409).body("type", is("urn:tellers:problem:already-voted"));
        assertThat(ballot.count("select count(*) from helpdesk_audit where ballot = ? and action = 'letter-printed'"))
                .isZero();
    }

    /** Search, timeline, correction, replacement, letter and "send it again" leave nothing behind that names the member. */
    @Test
    void noNameAddressNumberOrCodeIsInAnyLogOrEventAndNoCodeInAnyTable() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler log = new Handler() {
            private final SimpleFormatter plain = new SimpleFormatter();

            @Override
            public void publish(LogRecord record) {
                if (!String.valueOf(record.getLoggerName()).startsWith("com.icegreen")) {
                    lines.add(plain.format(record));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(log);
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        String name = "Quillfeather" + ballot.uuid.substring(6);
        String address = "corrected." + member.address();
        String code;
        try {
            ballot.deliver(
                    inbox,
                    new MemberContactChanged(
                            member.memberId(),
                            member.number(),
                            null,
                            "Ann",
                            name,
                            "personal",
                            address,
                            null,
                            null,
                            "en",
                            null,
                            "staff",
                            Instant.now()));
            for (String text : List.of(name, address, member.number(), "'" + name + "\"")) {
                given().header("Authorization", TestTokens.bearer("printer", Roles.HELPDESK))
                        .contentType(ContentType.JSON)
                        .body(Map.of("text", text))
                        .post("/api/notification/ballots/" + ballot.uuid + "/members/search")
                        .then()
                        .statusCode(200);
                given().contentType(ContentType.JSON)
                        .body("{\"member\":\"" + text.replace("\"", "") + "\"}")
                        .post("/api/notification/ballots/" + ballot.uuid + "/send-again")
                        .then()
                        .statusCode(202);
            }
            for (String wrong : List.of(
                    "{\"member\":[\"" + name + "\"]}",
                    "{\"member\":\"" + name,
                    "{\"who\":\"" + name + "\"}",
                    "{\"member\":\"" + name.repeat(30) + "\"}")) {
                String answer = given().contentType(ContentType.JSON)
                        .body(wrong)
                        .post("/api/notification/ballots/" + ballot.uuid + "/send-again")
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString();
                assertThat(answer).doesNotContain(name);
            }
            String letter = order(ballot, "k", member, "").extract().path("id");
            confirm(ballot, letter, "approver-1").statusCode(200);
            code = code(print(ballot, letter, "printer", "text").extract().asString());
            given().header("Authorization", TestTokens.bearer("printer", Roles.HELPDESK))
                    .header("Idempotency-Key", "r")
                    .contentType(ContentType.JSON)
                    .body("{\"membershipNumber\":\"" + member.number() + "\",\"reason\":\"exposed\"}")
                    .post("/api/notification/ballots/" + ballot.uuid + "/replacements")
                    .then()
                    .statusCode(202);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ballot.count("select count(*) from dispatch where ballot = ?") == 1);
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        StringBuilder events = new StringBuilder();
        for (String topic : List.of("notification.credentials", "notification.deliveries", "notification.rolls")) {
            Facts.records(topic)
                    .forEach(record ->
                            events.append(record.key()).append(new String(record.value(), StandardCharsets.UTF_8)));
        }
        String logged = String.join("\n", lines);
        for (String secret : List.of(name, address, member.number(), code)) {
            assertThat(logged).doesNotContain(secret);
            assertThat(events).doesNotContain(secret);
        }
        for (String table : List.of("helpdesk_audit", "reissue", "credential_request", "dispatch")) {
            String rows = ballot.rows("select t::text from " + table + " t where ballot = ?").stream()
                    .map(row -> (String) row[0])
                    .reduce("", String::concat);
            assertThat(rows).as(table).isNotEmpty().doesNotContain(code, name, address, member.number());
        }
        assertThat(ballot.count(
                        "select count(*) from remembered_answer t where ? <> '' and t::text like '%" + code + "%'"))
                .isZero();
    }

    private static String code(String letter) {
        Matcher matcher = CODE.matcher(letter);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static ValidatableResponse order(TestBallot ballot, String key, TestBallot.Member member, String more) {
        return given().header("Authorization", TestTokens.bearer("printer", Roles.HELPDESK))
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"never-arrived\"" + more + "}")
                .post("/api/notification/ballots/" + ballot.uuid + "/letters")
                .then();
    }

    private static ValidatableResponse confirm(TestBallot ballot, String id, String person) {
        return given().header("Authorization", TestTokens.bearer(person, Roles.APPROVER))
                .post("/api/notification/ballots/" + ballot.uuid + "/letters/" + id + "/confirmation")
                .then();
    }

    private static ValidatableResponse print(TestBallot ballot, String id, String person, String form) {
        return given().header("Authorization", TestTokens.bearer(person, Roles.HELPDESK))
                .post("/api/notification/ballots/" + ballot.uuid + "/letters/" + id + "/printing?form=" + form)
                .then();
    }
}
