package org.tellers.notification.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class MessageTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Inbox inbox;

    @Inject
    MutableClock clock;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @AfterEach
    void followTheClock() {
        clock.follow();
    }

    @Test
    void aReminderGoesWithTheSameCodeToExactlyThoseWhoHaveNotVotedWhenItLeaves() throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 4);
        send(ballot, "{\"kind\":\"invitation\"}");
        awaitAccepted(ballot, "invitation", 4);
        votes(ballot, ballot.members.get(0));
        audience(ballot, "reminder").body("recipients", is(3)).body("withoutAddress", is(0));
        String id = send(
                ballot,
                "{\"kind\":\"reminder\",\"notBefore\":\"" + Instant.now().plus(1, ChronoUnit.HOURS) + "\"}");
        message(ballot, id).body("state", is("scheduled")).body("queued", is(3));
        votes(ballot, ballot.members.get(1));
        ballot.change("update dispatch_run set not_before = now() where ballot = ? and kind = 'reminder'");
        awaitAccepted(ballot, "reminder", 2);

        message(ballot, id).body("state", is("done")).body("accepted", is(2)).body("withdrawn", is(0));
        for (int i = 0; i < 4; i++) {
            List<MimeMessage> mails = RELAY.taken(ballot.members.get(i).address());
            assertThat(mails).hasSize(i < 2 ? 1 : 2);
            if (i >= 2) {
                assertThat(code(mails.get(1))).isEqualTo(code(mails.get(0)));
                assertThat(mails.get(1).getMessageID()).contains(".reminder.1@");
                assertThat(mails.get(1).getHeader("List-Unsubscribe-Post"))
                        .containsExactly("List-Unsubscribe=One-Click");
            }
            assertThat(mails.get(0).getHeader("List-Unsubscribe")).isNull();
        }

        votes(ballot, ballot.members.get(2));
        send(ballot, "{\"kind\":\"reminder\"}");
        awaitAccepted(ballot, "reminder", 3);
        assertThat(RELAY.taken(ballot.members.get(3).address())).hasSize(3);
        assertThat(RELAY.taken(ballot.members.get(2).address())).hasSize(2);
    }

    @Test
    void whoVotesWhileTheReminderWaitsIsNotReminded() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        RELAY.goDown();
        String id = send(ballot, "{\"kind\":\"reminder\"}");
        await().atMost(SOON).until(() -> queued(ballot, "reminder") == 2);
        votes(ballot, ballot.members.get(0));
        RELAY.heal();
        awaitAccepted(ballot, "reminder", 1);

        message(ballot, id).body("withdrawn", is(1));
        assertThat(RELAY.taken(ballot.members.get(0).address())).isEmpty();
    }

    @Test
    void aPausedMessageSendsNothingUntilItIsResumedAndAnEndedOneNothingEver() {
        TestBallot ballot = TestBallot.open(inbox, 3);
        RELAY.goDown();
        String id = send(ballot, "{\"kind\":\"reminder\"}");
        await().atMost(SOON).until(() -> queued(ballot, "reminder") == 3);
        act(ballot, id, "pause").statusCode(200).body("state", is("paused"));
        RELAY.heal();
        aRoundPasses();
        message(ballot, id).body("state", is("paused")).body("queued", is(3)).body("accepted", is(0));

        act(ballot, id, "resumption").statusCode(200);
        awaitAccepted(ballot, "reminder", 3);

        RELAY.goDown();
        String second = send(ballot, "{\"kind\":\"reminder\"}");
        await().atMost(SOON).until(() -> queued(ballot, "reminder") == 3);
        act(ballot, second, "cancellation").statusCode(200).body("state", is("cancelled"));
        RELAY.heal();
        aRoundPasses();
        message(ballot, second).body("accepted", is(0)).body("withdrawn", is(3));
        act(ballot, second, "resumption").statusCode(409).body("type", is("urn:tellers:problem:message-ended"));
    }

    @Test
    void sendingStopsBeforeTheCloseAndListsWhatWasNotSentUntilTheCloseIsExtended() {
        TestBallot ballot = TestBallot.open(inbox, 3);
        RELAY.goDown();
        String id = send(ballot, "{\"kind\":\"invitation\"}");
        await().atMost(SOON).until(() -> queued(ballot, "invitation") == 3);
        ballot.change("update ballot set closes_at = now() + interval '14 minutes' where uuid = ?");
        RELAY.heal();
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'unsent'") == 3);

        message(ballot, id).body("state", is("stopped")).body("unsent", is(3)).body("accepted", is(0));
        given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get("/api/notification/ballots/" + ballot.uuid + "/deliveries?state=unsent&message=" + id)
                .then()
                .statusCode(200)
                .body("items.size()", is(3))
                .body("items[0].reason", is("close-too-near"));
        order(ballot, UUID.randomUUID().toString(), "{\"kind\":\"reminder\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:close-too-near"));

        ballot.deliver(
                inbox,
                new CloseExtended(
                        ballot.uuid, Instant.now().plusSeconds(7200), ballot.closesAt, "Outage of a provider"));
        awaitAccepted(ballot, "invitation", 3);
        message(ballot, id).body("state", is("done")).body("unsent", is(0));
    }

    @Test
    void whatHadNotLeftAtTheCloseStaysListedAsUnsent() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        RELAY.goDown();
        String id = send(ballot, "{\"kind\":\"invitation\"}");
        await().atMost(SOON).until(() -> queued(ballot, "invitation") == 2);
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        RELAY.heal();

        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'unsent'") == 2);
        message(ballot, id).body("state", is("over")).body("unsent", is(2));
    }

    @Test
    void lateJoinersAndReissuesGoBeforeTheOrdinaryMails() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        RELAY.goDown();
        send(ballot, "{\"kind\":\"invitation\"}");
        await().atMost(SOON).until(() -> queued(ballot, "invitation") == 2);
        TestBallot.Member late =
                ballot.member("late." + ballot.members.getFirst().address());
        ballot.deliver(inbox, TestBallot.contact(late));
        ballot.deliver(inbox, ballot.added(late, 2));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 2, 3));
        await().atMost(SOON).until(() -> ballot.votingAgrees(inbox) == 1);
        await().atMost(SOON).until(() -> queued(ballot, "invitation") == 3);

        assertThat(ballot.rows("select entry_id from dispatch where ballot = ? and priority"))
                .singleElement()
                .satisfies(row -> assertThat(row[0]).isEqualTo(late.entryId()));
        RELAY.heal();
        awaitAccepted(ballot, "invitation", 3);
    }

    @Test
    void membersAreToldThatAVoteWasRecordedOnceADayAndOnlyOnce() {
        TestBallot ballot = TestBallot.open(inbox, 3);
        String id = send(ballot, "{\"kind\":\"confirmation\"}");
        votes(ballot, ballot.members.get(0));
        aRoundPasses();
        assertThat(RELAY.taken(ballot.members.get(0).address())).isEmpty();
        Instant round = Instant.parse(message(ballot, id).extract().path("askedAt"));
        assertThat(ballot.count("select count(*) from dispatch_run where ballot = ? and next_round > now()"))
                .isEqualTo(1);
        assertThat(round).isBefore(Instant.now());

        ballot.change("update dispatch_run set next_round = now() where ballot = ?");
        awaitAccepted(ballot, "confirmation", 1);
        ballot.change("update dispatch_run set next_round = now() where ballot = ?");
        aRoundPasses();

        assertThat(RELAY.taken(ballot.members.get(0).address())).hasSize(1);
        assertThat(RELAY.taken(ballot.members.get(1).address())).isEmpty();
    }

    @Test
    void afterTheCloseEachMemberIsToldYesOrNoButNotBeforeEveryVoteIsKnownHere() throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 3);
        votes(ballot, ballot.members.get(0));
        String id = send(ballot, "{\"kind\":\"recorded\"}");
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        ballot.deliver(inbox, boxClosed(ballot, 2));
        aRoundPasses();
        message(ballot, id).body("accepted", is(0)).body("queued", is(3));

        votes(ballot, ballot.members.get(2));
        awaitAccepted(ballot, "recorded", 3);
        assertThat(text(RELAY.taken(ballot.members.get(0).address()).getFirst()))
                .contains("Yes: a vote was recorded in your name.");
        assertThat(text(RELAY.taken(ballot.members.get(1).address()).getFirst()))
                .contains("No vote was recorded in your name.");
        assertThat(text(RELAY.taken(ballot.members.get(2).address()).getFirst()))
                .contains("Yes: a vote was recorded in your name.");
        order(ballot, UUID.randomUUID().toString(), "{\"kind\":\"recorded\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:message-sent-already"));
    }

    @Test
    void theResultIsToldWhenItIsDecidedInTheMembersLanguage() throws Exception {
        TestBallot ballot = TestBallot.of(2);
        ballot.deliver(inbox, ballot.upToRoll());
        ballot.deliver(inbox, TestBallot.contact(ballot.members.get(1), "cy", null));
        String id = send(ballot, "{\"kind\":\"result\"}");
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        message(ballot, id).body("state", is("waiting"));
        ballot.deliver(inbox, new ResultWithheld(ballot.uuid, "Talks go on", LocalDate.of(2026, 9, 1), null));
        awaitAccepted(ballot, "result", 2);
        assertThat(text(RELAY.taken(ballot.members.get(0).address()).getFirst()))
                .contains("Reason: Talks go on")
                .contains("Tuesday 1 September 2026");
        MimeMessage welsh = RELAY.taken(ballot.members.get(1).address()).getFirst();
        assertThat(welsh.getSubject()).contains("penderfyniad ynghylch y canlyniad");
        assertThat(text(welsh)).contains("ar ddydd Mawrth 1 Medi 2026");

        ballot.deliver(inbox, new ResultDeclared(ballot.uuid, List.of(), "{}", null, null, null));
        send(ballot, "{\"kind\":\"result\"}");
        awaitAccepted(ballot, "result", 4);
        assertThat(text(RELAY.taken(ballot.members.get(0).address()).get(1)))
                .contains("https://vote.example/api/reporting/ballots/" + ballot.uuid + "/report");
    }

    @Test
    void aCampaignMessageHasItsOwnSenderNeedsConsentAndCarriesNoCode() throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 3);
        ballot.deliver(inbox, TestBallot.contact(ballot.members.get(0), "cy", true));
        ballot.deliver(inbox, TestBallot.contact(ballot.members.get(1), "en", false));
        String texts = "\"texts\":[{\"language\":\"en\",\"subject\":\"Vote yes\",\"body\":\"Please\"},"
                + "{\"language\":\"cy\",\"subject\":\"Pleidleisiwch\",\"body\":\"Os gwelwch yn dda\"}]";
        audience(ballot, "campaign").body("recipients", is(1));
        order(ballot, "c", "{\"kind\":\"campaign\"}")
                .statusCode(400)
                .body("type", is("urn:tellers:problem:texts-missing"));
        order(ballot, "n", "{\"kind\":\"reminder\"," + texts + "}")
                .statusCode(400)
                .body("type", is("urn:tellers:problem:texts-not-expected"));
        send(ballot, "{\"kind\":\"campaign\"," + texts + "}");
        awaitAccepted(ballot, "campaign", 1);

        MimeMessage mail = RELAY.taken(ballot.members.get(0).address()).getFirst();
        assertThat(mail.getFrom()[0].toString()).contains("campaign@campaign.example");
        assertThat(mail.getSubject()).isEqualTo("Pleidleisiwch");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(text(mail)).contains("Os gwelwch yn dda").doesNotContain("/v/", "#");
        assertThat(RELAY.taken(ballot.members.get(1).address())).isEmpty();
        assertThat(RELAY.taken(ballot.members.get(2).address())).isEmpty();
    }

    @Test
    void aPreviewShowsTheNameOfAnEntryAndACodeThatCannotVote() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        String path = "/api/notification/ballots/" + ballot.uuid + "/messages/preview";
        String body = "{\"kind\":\"invitation\",\"language\":\"cy\",\"entryId\":\""
                + ballot.members.getFirst().entryId() + "\"}";
        String shown = officer()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .body("from", is("notices@ballots.example"))
                .body("subject", startsWith("[Prawf] "))
                .body("text", containsString("Annwyl Test Member"))
                .body("html", containsString("Neges brawf"))
                .extract()
                .path("text");
        String code = shown.substring(shown.indexOf('#') + 1, shown.indexOf('#') + 26);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isZero();
        assertThat(new org.tellers.crypto.election.ElectionUuid(ballot.uuid)).isNotNull();
        assertThat(org.tellers.crypto.credential.PrivateCredential.parse(code)
                        .publicCredential(new org.tellers.crypto.election.ElectionUuid(ballot.uuid))
                        .hex())
                .isNotEqualTo(ballot.credentialOf(ballot.members.getFirst()));
        officer()
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"recorded\",\"voted\":false}")
                .post(path)
                .then()
                .statusCode(200)
                .body("text", containsString("No vote was recorded"))
                .body("text", containsString("Alex Example"))
                .body("text", not(containsString("#")));
        officer()
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"invitation\",\"entryId\":\"" + UUID.randomUUID() + "\"}")
                .post(path)
                .then()
                .statusCode(404)
                .body("type", is("urn:tellers:problem:entry-not-found"));
    }

    @Test
    void aTestSendGoesToTheOfficersOwnAddressAndToNoOther() throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 1);
        String own = "officer." + ballot.uuid.toLowerCase(java.util.Locale.ROOT) + "@union.example";
        String path = "/api/notification/ballots/" + ballot.uuid + "/messages/trial";
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", TestTokens.bearerWithEmail("officer-1", own, Roles.OFFICER))
                    .header("Idempotency-Key", "t")
                    .contentType(ContentType.JSON)
                    .body("{\"kind\":\"reminder\"}")
                    .post(path)
                    .then()
                    .statusCode(202)
                    .body("state", is("accepted"));
        }
        assertThat(RELAY.taken(own)).hasSize(1);
        MimeMessage mail = RELAY.taken(own).getFirst();
        assertThat(mail.getSubject()).startsWith("[Test] ");
        assertThat(mail.getMessageID()).endsWith("@ballots.example>");
        assertThat(mail.getHeader("Cc")).isNull();
        assertThat(RELAY.greeting()).isEqualTo("EHLO ballots.example");
        assertThat(RELAY.taken(ballot.members.getFirst().address())).isEmpty();
        officer()
                .header("Idempotency-Key", "u")
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"reminder\"}")
                .post(path)
                .then()
                .statusCode(409)
                .body("type", is("urn:tellers:problem:own-address-missing"));
    }

    @Test
    void badInputNamesItsFaultAndStoresNothing() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        order(ballot, null, "{\"kind\":\"reminder\"}")
                .statusCode(400)
                .body("type", is("urn:tellers:problem:idempotency-key-missing"));
        for (String body : new String[] {
            "",
            "{}",
            "{",
            "{\"kind\":\"resend\"}",
            "{\"kind\":\"extension\"}",
            "{\"kind\":\"spam\"}",
            "{\"kind\":\"reminder\",\"to\":\"all\"}",
            "{\"kind\":\"reminder\",\"notBefore\":\"soon\"}",
            "{\"kind\":\"reminder\",\"notBefore\":\"" + ballot.closesAt + "\"}",
            "{\"kind\":\"campaign\",\"texts\":[{\"language\":\"fr\",\"subject\":\"x\",\"body\":\"y\"}]}",
            "{\"kind\":\"campaign\",\"texts\":[null]}"
        }) {
            order(ballot, UUID.randomUUID().toString(), body).statusCode(400);
        }
        for (String action : new String[] {"pause", "resumption", "cancellation"}) {
            act(ballot, UUID.randomUUID().toString(), action)
                    .statusCode(404)
                    .body("type", is("urn:tellers:problem:message-not-found"));
        }
        officer()
                .get("/api/notification/ballots/" + ballot.uuid + "/messages/audience?kind=resend")
                .then()
                .statusCode(400);
        assertThat(ballot.count("select count(*) from dispatch_run where ballot = ?"))
                .isZero();
    }

    private static BoxClosed boxClosed(TestBallot ballot, int cast) {
        return new BoxClosed(ballot.uuid, ballot.closesAt, "00", cast, "{}", "{}", null, null, null);
    }

    private void votes(TestBallot ballot, TestBallot.Member member) {
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(member))));
    }

    private static io.restassured.specification.RequestSpecification officer() {
        return given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER));
    }

    private static String send(TestBallot ballot, String body) {
        return order(ballot, UUID.randomUUID().toString(), body)
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static ValidatableResponse order(TestBallot ballot, String key, String body) {
        var request = officer().contentType(ContentType.JSON).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/notification/ballots/" + ballot.uuid + "/messages")
                .then();
    }

    private static ValidatableResponse audience(TestBallot ballot, String kind) {
        return officer()
                .get("/api/notification/ballots/" + ballot.uuid + "/messages/audience?kind=" + kind)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse message(TestBallot ballot, String id) {
        return officer()
                .get("/api/notification/ballots/" + ballot.uuid + "/messages/" + id)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse act(TestBallot ballot, String id, String action) {
        return officer()
                .post("/api/notification/ballots/" + ballot.uuid + "/messages/" + id + "/" + action)
                .then();
    }

    private static long queued(TestBallot ballot, String kind) {
        return ballot.count("select count(*) from dispatch where ballot = ? and state in ('queued', 'sending')"
                + " and kind = '" + kind + "'");
    }

    private static void awaitAccepted(TestBallot ballot, String kind, int mails) {
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'"
                                + " and kind = '" + kind + "'")
                        == mails);
    }

    /** Another ballot's message is queued and sent meanwhile: a whole round of the workers has passed for all. */
    private void aRoundPasses() {
        TestBallot other = TestBallot.open(inbox, 1);
        send(other, "{\"kind\":\"reminder\"}");
        awaitAccepted(other, "reminder", 1);
    }

    private static String text(MimeMessage mail) throws Exception {
        return (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static String code(MimeMessage mail) throws Exception {
        String text = text(mail);
        return text.substring(text.indexOf('#') + 1, text.indexOf('#') + 26);
    }
}
