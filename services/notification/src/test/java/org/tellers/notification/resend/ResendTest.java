package org.tellers.notification.resend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.notification.suppression.MailClass;
import org.tellers.notification.suppression.Suppressions;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class ResendTest {

    @Inject
    Inbox inbox;

    @Inject
    Suppressions suppressions;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void theSameCodeIsSentOnceMoreToTheAddressOfTheRegisterHoweverOftenTheRequestIsRepeated() throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        for (int i = 0; i < 2; i++) {
            resend(ballot, "k", "{\"membershipNumber\":\"" + member.number() + "\"}")
                    .statusCode(202);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RELAY.taken(member.address()).size() == 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'") == 1);
        resend(ballot, "l", "{\"entryId\":\"" + member.entryId() + "\"}").statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RELAY.taken(member.address()).size() == 2);

        Set<String> codes = RELAY.taken(member.address()).stream()
                .map(mail -> {
                    try {
                        String text = (String)
                                ((Multipart) mail.getContent()).getBodyPart(0).getContent();
                        return text.substring(text.indexOf('#') + 1, text.indexOf('#') + 26);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toSet());
        assertThat(codes).hasSize(1);
        assertThat(RELAY.taken(member.address()).get(1).getMessageID()).contains(".resend.2@");
        assertThat(RELAY.taken(member.address()).getFirst().getHeader("List-Unsubscribe"))
                .isNull();
    }

    @Test
    void nothingIsSentAgainToWhoHasVotedOrIsWaitingForAMailOrIsUnknown() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member member = ballot.members.getFirst();
        String entry = "{\"entryId\":\"" + member.entryId() + "\"}";
        RELAY.goDown();
        resend(ballot, "a", entry).statusCode(202);
        resend(ballot, "b", entry).statusCode(409).body("type", is("urn:tellers:problem:mail-under-way"));
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(member))));
        resend(ballot, "c", entry).statusCode(409).body("type", is("urn:tellers:problem:already-voted"));
        resend(ballot, "d", "{\"membershipNumber\":\"nobody\"}").statusCode(404);
        resend(ballot, "e", "{}").statusCode(400).body("field", is("entryId"));
        resend(ballot, "f", "{\"entryId\":\"" + UUID.randomUUID() + "\"}").statusCode(404);
        resend(ballot, null, entry).statusCode(400);
    }

    @Test
    void aBounceListIsSentOnceMoreToCorrectedAddressesOrNamedEntriesAndToExactlyAsManyAsExpected() {
        TestBallot ballot = TestBallot.open(inbox, 4);
        RELAY.answer(ballot.members.get(0).address(), "550 5.1.1 No such user");
        // No word about the address itself: it is not suppressed, and the agent may try it again.
        RELAY.answer(ballot.members.get(1).address(), "554 5.3.0 Trouble at the server");
        RELAY.answer(ballot.members.get(2).address(), "554 5.3.0 Trouble at the server");
        for (int i = 0; i < 4; i++) {
            resend(ballot, "k" + i, "{\"entryId\":\"" + ballot.members.get(i).entryId() + "\"}")
                    .statusCode(202);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'failed'") == 3
                        && ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'") == 1);
        TestBallot.Member corrected = ballot.members.get(0);
        TestBallot.Member named = ballot.members.get(1);
        ballot.deliver(inbox, TestBallot.moved(corrected, "n." + corrected.address(), "staff", Instant.now()));
        bounced(ballot)
                .body("unreached", is(3))
                .body("addressChanged", is(1))
                .body("items", hasSize(3))
                .body(
                        "items.find { it.addressChanged }.entryId",
                        is(corrected.entryId().toString()))
                .body("items.state", everyItem(is("failed")));

        RELAY.heal();
        resendBounced(ballot, "a", "{\"expected\":2}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:count-changed"));
        resendBounced(ballot, "b", "{\"expected\":0}").statusCode(400);
        resendBounced(ballot, null, "{\"expected\":1}").statusCode(400);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isEqualTo(4);
        for (int i = 0; i < 2; i++) {
            resendBounced(ballot, "c", "{\"expected\":1}").statusCode(202).body("queued", is(1));
        }
        String strangers = "{\"entries\":[\"" + named.entryId() + "\",\""
                + ballot.members.get(3).entryId() + "\"],\"expected\":";
        resendBounced(ballot, "d", strangers + "2}").statusCode(409);
        resendBounced(ballot, "e", strangers + "1}").statusCode(202).body("queued", is(1));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RELAY.taken("n." + corrected.address()).size() == 1
                        && RELAY.taken(named.address()).size() == 1);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ? and priority"))
                .isEqualTo(6);
        assertThat(ballot.count("select sum(amount) from helpdesk_audit where ballot = ? and action = 'resent-batch'"))
                .isEqualTo(2);
    }

    @Test
    void toASuppressedAddressOfABounceListNothingIsSentUnlessTheAgentSaysWhyAndAComplaintStaysEvenThen() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member dead = ballot.members.get(0);
        TestBallot.Member alive = ballot.members.get(1);
        RELAY.answer(dead.address(), "550 5.1.1 No such user");
        RELAY.answer(alive.address(), "554 5.3.0 Trouble at the server");
        resend(ballot, "a", entry(dead)).statusCode(202);
        resend(ballot, "b", entry(alive)).statusCode(202);
        awaitState(ballot, "failed", 2);
        Object[] bounce = ballot.rows("select s.hash, d.id from dispatch d join suppression s on s.dispatch_id = d.id"
                        + " where d.ballot = ? and s.mail_class = 'campaign'")
                .getFirst();
        QuarkusTransaction.requiringNew()
                .run(() -> suppressions.suppress(
                        (byte[]) bounce[0],
                        EnumSet.of(MailClass.CAMPAIGN),
                        Suppressions.COMPLAINT,
                        (UUID) bounce[1],
                        ballot.uuid,
                        dead.entryId()));
        RELAY.heal();
        bounced(ballot)
                .body("unreached", is(2))
                .body("suppressed", is(1))
                .body("items.find { it.suppressed == 'hard-bounce' }.entryId", is(named(dead)));

        String both = "{\"entries\":[\"" + named(dead) + "\",\"" + named(alive) + "\"],\"expected\":2";
        resendBounced(ballot, "c", both + ",\"liftSuppression\":{\"reason\":\" \"}}")
                .statusCode(400);
        for (int i = 0; i < 2; i++) {
            resendBounced(ballot, "d", both + "}")
                    .statusCode(202)
                    .body("queued", is(1))
                    .body("suppressed", hasSize(1))
                    .body("suppressed[0].entryId", is(named(dead)))
                    .body("suppressed[0].reason", is("hard-bounce"))
                    .body("suppressed[0].lifted", is(false));
        }
        awaitState(ballot, "accepted", 1);
        assertThat(RELAY.taken(alive.address())).hasSize(1);

        resendBounced(
                        ballot,
                        "e",
                        "{\"entries\":[\"" + named(dead) + "\"],\"expected\":1,"
                                + "\"liftSuppression\":{\"reason\":\"The hospital made new mailboxes\"}}")
                .statusCode(202)
                .body("queued", is(1))
                .body("suppressed[0].lifted", is(true));
        awaitState(ballot, "accepted", 2);
        assertThat(RELAY.taken(dead.address())).hasSize(1);
        assertThat(ballot.rows("select mail_class, reason from suppression where dispatch_id in"
                        + " (select id from dispatch where ballot = ?)"))
                .as("what the member complained of stays")
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly("campaign", "complaint"));
        assertThat(ballot.rows("select done_by, reason from suppression_log where ballot = ? and action = 'lifted'"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsExactly("helper", "The hospital made new mailboxes"));
        assertThat(ballot.count("select count(*) from helpdesk_audit where ballot = ? and action = 'resent'"
                        + " and reason = 'suppression-lifted' and note = 'The hospital made new mailboxes'"))
                .isEqualTo(1);
    }

    @Test
    void aMailThatWaitsForASuppressedAddressIsTheOneThatLeavesWhenThatIsLifted() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        RELAY.answer(member.address(), "550 5.1.1 No such user");
        resend(ballot, "a", entry(member)).statusCode(202);
        awaitState(ballot, "failed", 1);
        RELAY.heal();
        resend(ballot, "b", entry(member))
                .statusCode(409)
                .body("type", is("urn:tellers:problem:address-suppressed"))
                .body("detail", containsString("hard-bounce"));
        for (int i = 0; i < 2; i++) {
            again(ballot, "{\"member\":\"" + member.number() + "\"}");
            awaitState(ballot, "suppressed", 1);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ballot.count("select count(*) from send_again_limit where ballot = ?"
                                + " and used_up_to > now() + interval '15 hours'")
                        == 1);
        bounced(ballot).body("items.state", contains("suppressed")).body("suppressed", is(1));
        String waiting = ballot.rows("select id from dispatch where ballot = ? and state = 'suppressed'")
                .getFirst()[0]
                .toString();
        String lifting = ",\"liftSuppression\":{\"reason\":\"Rang: it works\"}}";
        for (int i = 0; i < 2; i++) {
            resend(ballot, "c", entry(member).replace("}", lifting))
                    .statusCode(202)
                    .body("dispatchId", is(waiting));
        }
        awaitState(ballot, "accepted", 1);
        bounced(ballot).body("unreached", is(0));
        assertThat(RELAY.taken(member.address())).hasSize(1);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isEqualTo(2);
    }

    @Test
    void sendItAgainAnswersKnownAndUnknownAlikeAndBeforeItHasLookedAndSendsTheSameCodeToTheRegisteredAddress()
            throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member member = ballot.members.getFirst();
        List<String> wishes =
                List.of(member.number(), "  " + member.address().toUpperCase(Locale.ROOT) + " ", "nobody");
        Set<String> answers = new HashSet<>();
        try (Connection database = RealParts.connection("notification")) {
            database.setAutoCommit(false);
            // Whoever reads the contacts now waits.
            database.createStatement().execute("lock table contact in access exclusive mode");
            for (String wish : wishes) {
                answers.add(again(ballot, "{\"member\":\"" + wish + "\"}"));
            }
            database.rollback();
        }
        assertThat(answers).hasSize(1).allMatch(answer -> answer.startsWith("202 {"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> !RELAY.taken(member.address()).isEmpty());
        assertThat(ballot.count("select count(*) from helpdesk_audit where ballot = ? and action = 'sent-again'"
                        + " and by_name = 'member'"))
                .isPositive();
        given().get("/api/notification/ballots/" + ballot.uuid + "/send-again")
                .then()
                .statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{\"member\":\"1\"}")
                .post("/api/notification/ballots/none/send-again")
                .then()
                .statusCode(404);
    }

    @Test
    void whoNamesNoBallotGetsTheCodeOfEachOpenOneThatHasThemOnItsRollWithTheSameLimitsAndTheSameAnswer() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member member = ballot.members.getFirst();
        TestBallot second = TestBallot.open(inbox, 1);
        TestBallot notOpen = TestBallot.open(inbox, 1);
        TestBallot closed = TestBallot.open(inbox, 1);
        closed.change("update ballot set ended = 'closed' where uuid = ?");
        notOpen.change("update ballot set opened = false where uuid = ?");
        // The same member on all four rolls.
        for (TestBallot other : List.of(second, notOpen, closed)) {
            other.change("update roll_entry set member_id = '" + member.memberId() + "' where ballot = ?");
        }
        String everywhere = "/api/notification/send-again";
        String answer = again(everywhere, "nobody");
        for (int i = 1; i <= 4; i++) {
            assertThat(again(everywhere, i % 2 == 0 ? member.number() : member.address()))
                    .isEqualTo(answer)
                    .isEqualTo(again(ballot, "{\"member\":\"nobody\"}"));
            int sent = Math.min(i, 3);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.of(ballot, second).stream()
                            .allMatch(one ->
                                    one.count("select count(*) from dispatch where ballot = ? and state = 'accepted'")
                                            == sent));
        }
        // Requests are handled in their order: when this one is through, the fourth is.
        again(ballot, "{\"member\":\"" + ballot.members.getLast().number() + "\"}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RELAY.taken(ballot.members.getLast().address()).size() == 1);
        assertThat(RELAY.taken(member.address())).hasSize(6);
        for (TestBallot other : List.of(notOpen, closed)) {
            assertThat(other.count("select count(*) from dispatch where ballot = ?"))
                    .isZero();
            assertThat(other.count("select count(*) from send_again_limit where ballot = ?"))
                    .isZero();
        }
        given().get(everywhere).then().statusCode(anyOf(is(404), is(405)));
        given().contentType(ContentType.JSON)
                .body("{\"member\":\" \"}")
                .post(everywhere)
                .then()
                .statusCode(400);
    }

    @Test
    void sendItAgainIsLimitedForEachMemberAndNotForTheirNetwork() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member often = ballot.members.get(0);
        TestBallot.Member once = ballot.members.get(1);
        for (int i = 1; i <= 3; i++) {
            again(ballot, "{\"member\":\"" + often.number() + "\"}");
            int sent = i;
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'")
                            == sent);
        }
        again(ballot, "{\"member\":\"" + often.number() + "\"}");
        // Requests are handled in their order: when this one is through, the fourth is.
        again(ballot, "{\"member\":\"" + once.number() + "\"}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RELAY.taken(once.address()).size() == 1);
        assertThat(RELAY.taken(often.address())).hasSize(3);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isEqualTo(4);
    }

    @Test
    void sendItAgainSendsNothingToWhoHasVotedAndTellsNobody() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member voted = ballot.members.get(0);
        TestBallot.Member other = ballot.members.get(1);
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(voted))));
        String answer = again(ballot, "{\"member\":\"" + voted.number() + "\"}");
        assertThat(again(ballot, "{\"member\":\"" + other.number() + "\"}")).isEqualTo(answer);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RELAY.taken(other.address()).size() == 1);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isEqualTo(1);
    }

    private static String named(TestBallot.Member member) {
        return member.entryId().toString();
    }

    private static String entry(TestBallot.Member member) {
        return "{\"entryId\":\"" + named(member) + "\"}";
    }

    private static void awaitState(TestBallot ballot, String state, int mails) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = '" + state + "'")
                        == mails);
    }

    private static String again(TestBallot ballot, String body) {
        var answer = given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/notification/ballots/" + ballot.uuid + "/send-again");
        return answer.statusCode() + " " + answer.asString();
    }

    private static String again(String path, String member) {
        var answer = given().contentType(ContentType.JSON)
                .body("{\"member\":\"" + member + "\"}")
                .post(path);
        return answer.statusCode() + " " + answer.asString();
    }

    private static ValidatableResponse bounced(TestBallot ballot) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get("/api/notification/ballots/" + ballot.uuid + "/resends/bounced")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse resendBounced(TestBallot ballot, String key, String body) {
        var request = given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .contentType(ContentType.JSON)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/notification/ballots/" + ballot.uuid + "/resends/bounced")
                .then();
    }

    private static ValidatableResponse resend(TestBallot ballot, String key, String body) {
        var request = given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .contentType(ContentType.JSON)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/notification/ballots/" + ballot.uuid + "/resends")
                .then();
    }
}
