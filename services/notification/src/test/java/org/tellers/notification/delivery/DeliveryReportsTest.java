package org.tellers.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.notification.DispatchBounced;
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
class DeliveryReportsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Inbox inbox;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void anAddressNobodyKnowsIsLeftAloneFromThenOnUntilItIsCorrected() {
        TestBallot ballot = invited(3);
        TestBallot.Member gone = ballot.members.getFirst();
        String sender = RELAY.sender(gone.address());
        assertThat(sender).matches("bounces\\+[0-9a-f]{32}@ballots\\.example").doesNotContain(gone.number());

        MimeMessage dsn = Dsn.to(sender).mail();
        RELAY.returns(dsn);
        awaitState(ballot, "bounced", 1);
        RELAY.returns(dsn);
        aVisitPasses();

        assertThat(ballot.rows("select kind, status, diagnostic, source from delivery_report where ballot = ?"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly("hard", "5.1.1", "address-unknown", "mailbox"));
        await().atMost(SOON)
                .until(() -> Facts.announced(DispatchBounced.class, ballot.uuid).size() == 1);
        assertThat(Facts.announced(DispatchBounced.class, ballot.uuid)
                        .getFirst()
                        .reason())
                .isEqualTo("address-unknown");
        view(ballot, "deliveries?state=bounced")
                .body("items.entryId", contains(gone.entryId().toString()))
                .body("items.reason", contains("address-unknown"));
        view(ballot, "deliveries/reports")
                .body("items.entryId", contains(gone.entryId().toString()));
        view(ballot, "suppressions")
                .body("items.entryId", contains(gone.entryId().toString()))
                .body("items[0].classes.mailClass", contains("campaign", "notice", "reminder"));
        view(ballot, "deliveries/domains")
                .body("domains.size()", is(0))
                .body("other.recipients", is(3))
                .body("other.accepted", is(2))
                .body("other.bounced", is(1))
                .body("roll.entries", is(3))
                .body("roll.deliverable", is(2))
                .body("roll.suppressed", is(1));

        send(ballot, "{\"kind\":\"reminder\"}");
        awaitState(ballot, "suppressed", 1);
        assertThat(RELAY.taken(gone.address())).hasSize(1);

        TestBallot.Member corrected = new TestBallot.Member(
                gone.memberId(), gone.entryId(), gone.admissionId(), gone.number(), "right." + gone.address());
        ballot.deliver(inbox, TestBallot.contact(corrected));
        view(ballot, "suppressions").body("items.size()", is(0));
        view(ballot, "deliveries/domains").body("roll.deliverable", is(3));
    }

    @Test
    void liftingASuppressionIsAnsweredForAndSendsWhatWaitedForIt() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member member = ballot.members.getFirst();
        RELAY.answer(member.address(), "550 5.1.1 No such user " + member.address());
        send(ballot, "{\"kind\":\"invitation\"}");
        awaitState(ballot, "failed", 1);
        assertThat(ballot.rows("select kind, status, source from delivery_report where ballot = ?"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly("hard", "5.1.1", "relay"));
        RELAY.heal();
        String entry = "suppressions/" + member.entryId() + "/lifting";
        ballot.change("update dispatch set state = 'queued', settled_at = null where ballot = ? and state = 'failed'");
        awaitState(ballot, "suppressed", 1);

        lift(ballot, entry, "{\"reason\":\" \"}").statusCode(400);
        lift(ballot, "suppressions/" + UUID.randomUUID() + "/lifting", "{\"reason\":\"x\"}")
                .statusCode(404);
        lift(ballot, entry, "{\"reason\":\"The member says it works again\"}").statusCode(202);
        awaitState(ballot, "accepted", 2);
        lift(ballot, entry, "{\"reason\":\"Again\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:not-suppressed"));

        assertThat(ballot.rows("select done_by, reason from suppression_log where ballot = ? and action = 'lifted'"
                        + " order by mail_class"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsExactly("helper", "The member says it works again"));
        assertThat(RELAY.taken(member.address())).hasSize(1);
    }

    @Test
    void aComplaintIsNeverLiftedForTheMemberAndWhatCameBackFromTheSameAddressIs() {
        TestBallot ballot = invited(1);
        TestBallot.Member member = ballot.members.getFirst();
        String lifting = "suppressions/" + member.entryId() + "/lifting";
        reported(member, "\"event\":\"complained\"");
        view(ballot, "suppressions").body("items[0].classes.reason", contains("complaint"));
        lift(ballot, lifting, "{\"reason\":\"We want to remind everybody\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:complaint-stands"))
                .body("detail", containsString("send a letter"));
        view(ballot, "suppressions").body("items[0].classes.mailClass", contains("reminder"));

        reported(member, "\"event\":\"bounced\",\"status\":\"5.1.1\"");
        view(ballot, "suppressions")
                .body("items[0].classes.mailClass", contains("campaign", "notice", "reminder"))
                .body("items[0].classes.reason", contains("hard-bounce", "hard-bounce", "complaint"));
        lift(ballot, lifting, "{\"reason\":\"The hospital made new mailboxes\"}")
                .statusCode(202);
        view(ballot, "suppressions")
                .body("items[0].classes.mailClass", contains("reminder"))
                .body("items[0].classes.reason", contains("complaint"));
        lift(ballot, lifting, "{\"reason\":\"Once more\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:complaint-stands"));
        assertThat(ballot.rows("select mail_class from suppression_log where ballot = ? and action = 'lifted'"
                        + " order by mail_class"))
                .extracting(row -> row[0])
                .containsExactly("campaign", "notice");
    }

    @Test
    void aReportIsMatchedByTheReturnedMessageIdTooAndOtherwiseLiesAside() throws Exception {
        TestBallot ballot = invited(2);
        TestBallot.Member member = ballot.members.getFirst();
        int aside = RELAY.lying("Aside");
        RELAY.returns(Dsn.to("notices@ballots.example")
                .of(RELAY.taken(member.address()).getFirst().getMessageID())
                .says("failed", "5.7.1")
                .mail());
        awaitState(ballot, "blocked", 1);
        assertThat(ballot.rows("select hash from suppression where dispatch_id in"
                        + " (select id from dispatch where ballot = ?)"))
                .as("a policy says nothing of the address")
                .isEmpty();
        assertThat(RELAY.lying("Aside")).isEqualTo(aside);

        String before = lastUnmatched();
        RELAY.returns(Dsn.to("bounces+" + "0".repeat(32) + "@ballots.example")
                .of("<unheard@of.example>")
                .mail());
        RELAY.returns(Dsn.mail("""
                From: m0@members.example
                To: %s
                Subject: Out of office

                Back on Monday.
                """.formatted(RELAY.sender(ballot.members.get(1).address()))));
        await().atMost(SOON).until(() -> RELAY.lying("Aside") == aside + 2);
        await().atMost(SOON).until(() -> RELAY.lying("INBOX") == 0);
        given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/delivery-reports?after=" + before)
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].kind", is("hard"))
                .body("items[0].dispatchId", nullValue());
        awaitState(ballot, "accepted", 1);
    }

    @Test
    void aFullMailboxIsTriedAgainLaterWithTheSameMailAndGivenUpInTheEnd() throws Exception {
        TestBallot ballot = invited(1);
        TestBallot.Member member = ballot.members.getFirst();
        for (int time = 1; time <= 3; time++) {
            RELAY.returns(Dsn.to(RELAY.sender(member.address()))
                    .says("failed", "5.2.2")
                    .mail());
            awaitState(ballot, "queued", 1);
            assertThat(ballot.count("select count(*) from dispatch where ballot = ? and reason = 'mailbox-full'"
                            + " and due_at > now() + interval '50 minutes' and soft_bounces = " + time))
                    .isEqualTo(1);
            view(ballot, "deliveries/domains").body("other.deferred", is(1));
            ballot.change("update dispatch set due_at = now() where ballot = ?");
            awaitState(ballot, "accepted", 1);
        }
        List<MimeMessage> mails = RELAY.taken(member.address());
        assertThat(mails).hasSize(4);
        assertThat(mails.get(3).getMessageID()).isEqualTo(mails.getFirst().getMessageID());

        RELAY.returns(
                Dsn.to(RELAY.sender(member.address())).says("failed", "5.2.2").mail());
        awaitState(ballot, "bounced", 1);
        view(ballot, "deliveries/domains")
                .body("roll.deliverable", is(0))
                .body("roll.bounced", is(1))
                .body("roll.suppressed", is(0));
    }

    @Test
    void aDomainThatBlocksOrDefersMoreThanAFewOfManyIsInAlarm() {
        TestBallot ballot = invited(21);
        for (int i = 0; i < 2; i++) {
            Dsn dsn = Dsn.to(RELAY.sender(ballot.members.get(i).address()));
            RELAY.returns((i == 0 ? dsn.says("failed", "5.7.1") : dsn.says("delayed", "4.4.1")).mail());
        }
        awaitState(ballot, "blocked", 1);
        await().atMost(SOON)
                .until(() ->
                        ballot.count("select count(*) from dispatch where ballot = ? and delayed_at is not null") == 1);
        view(ballot, "deliveries/domains")
                .body("domains.size()", is(1))
                .body("domains[0].name", is(domain(ballot)))
                .body("domains[0].alarm", is(true))
                .body("domains[0].counts.sent", is(21))
                .body("domains[0].counts.deferred", is(1))
                .body("domains[0].counts.blocked", is(1))
                .body("other", nullValue());
    }

    @Test
    void aProviderTellsWithASignatureAndOnceOnly() {
        TestBallot ballot = invited(2);
        String complained = RELAY.sender(ballot.members.get(0).address());
        String bounced = RELAY.sender(ballot.members.get(1).address());
        String body = """
                {"reports":[
                 {"id":"c-%1$s","event":"complained","returnPath":"%2$s"},
                 {"id":"b-%1$s","event":"bounced","status":"5.1.1","returnPath":"%3$s"},
                 {"id":"u-%1$s","event":"delayed","status":"4.4.1","messageId":"<unheard@of.example>"}]}""".formatted(ballot.uuid, complained, bounced);
        signed(body)
                .statusCode(200)
                .body("taken", is(3))
                .body("repeated", is(0))
                .body("unmatched", is(1));
        signed(body)
                .statusCode(200)
                .body("taken", is(0))
                .body("repeated", is(3))
                .body("unmatched", is(1));

        view(ballot, "deliveries/reports")
                .body("items.kind", contains("complaint", "hard"))
                .body("items.source", hasItem("standard"));
        view(ballot, "suppressions")
                .body("items.size()", is(2))
                .body(
                        "items.find { it.entryId == '"
                                + ballot.members.getFirst().entryId() + "' }.classes.mailClass",
                        contains("reminder"));
        assertThat(ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'"))
                .as("who complained of an invitation keeps it")
                .isEqualTo(1);
    }

    @Test
    void whatIsNotSignedOrNotAsDescribedStoresNothing() {
        TestBallot ballot = invited(1);
        String sender = RELAY.sender(ballot.members.getFirst().address());
        String good = "{\"reports\":[{\"id\":\"x\",\"event\":\"bounced\",\"status\":\"5.1.1\",\"returnPath\":\""
                + sender + "\"}]}";
        post("standard", "m", Instant.now(), "v1,AAAA", good)
                .statusCode(403)
                .body("type", is("urn:tellers:problem:signature-invalid"));
        Instant old = Instant.now().minusSeconds(301);
        post("standard", "m", old, signature("m", old, good), good).statusCode(403);
        given().contentType(ContentType.JSON)
                .body(good)
                .post("/api/notification/delivery-reports/standard")
                .then()
                .statusCode(403);
        post("unknown", "m", Instant.now(), "v1,AAAA", good)
                .statusCode(404)
                .body("type", is("urn:tellers:problem:provider-not-found"));
        signed(good.replace("bounced", "vanished")).statusCode(400).body("field", is("reports[0].event"));
        signed(good.replace("5.1.1", "no such user")).statusCode(400).body("field", is("reports[0].status"));
        signed(good.replace("\"id\":\"x\"", "\"id\":\"\"")).statusCode(400).body("field", is("reports[0].id"));
        signed(good.replace("returnPath", "recipient"))
                .statusCode(400)
                .body("type", is("urn:tellers:problem:unknown-field"));
        signed("{\"reports\":[{\"id\":\"x\",\"event\":\"delayed\",\"status\":\"4.4.1\"}]}")
                .statusCode(400)
                .body("field", is("reports[0].returnPath"));
        signed("{\"reports\":[null]}").statusCode(400);
        signed("{\"reports\":[]}").statusCode(400);
        signed("{}").statusCode(400);
        signed("{").statusCode(400);
        assertThat(ballot.count("select count(*) from delivery_report where ballot = ?"))
                .isZero();
    }

    /** A provider tells what became of the mail to a member. */
    private static void reported(TestBallot.Member member, String event) {
        signed("{\"reports\":[{\"id\":\"" + UUID.randomUUID() + "\"," + event + ",\"returnPath\":\""
                        + RELAY.sender(member.address()) + "\"}]}")
                .statusCode(200)
                .body("taken", is(1));
    }

    private static ValidatableResponse signed(String body) {
        Instant now = Instant.now();
        return post("standard", "msg", now, signature("msg", now, body), body);
    }

    private static String signature(String id, Instant at, String body) {
        return WebhookSignature.withSecret(SmtpPort.WEBHOOK_SECRET)
                .sign(id, Long.toString(at.getEpochSecond()), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse post(String provider, String id, Instant at, String signature, String body) {
        return given().header("webhook-id", id)
                .header("webhook-timestamp", at.getEpochSecond())
                .header("webhook-signature", signature)
                .contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/notification/delivery-reports/" + provider)
                .then();
    }

    private static String domain(TestBallot ballot) {
        String address = ballot.members.getFirst().address();
        return address.substring(address.indexOf('@') + 1);
    }

    private TestBallot invited(int members) {
        TestBallot ballot = TestBallot.open(inbox, members);
        send(ballot, "{\"kind\":\"invitation\"}");
        awaitState(ballot, "accepted", members);
        return ballot;
    }

    private static void send(TestBallot ballot, String body) {
        given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/notification/ballots/" + ballot.uuid + "/messages")
                .then()
                .statusCode(202);
    }

    private static ValidatableResponse lift(TestBallot ballot, String path, String body) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/notification/ballots/" + ballot.uuid + "/" + path)
                .then();
    }

    private static ValidatableResponse view(TestBallot ballot, String path) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get("/api/notification/ballots/" + ballot.uuid + "/" + path)
                .then()
                .statusCode(200);
    }

    private static void awaitState(TestBallot ballot, String state, int mails) {
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = '" + state + "'")
                        == mails);
    }

    /** Everything that lay in the inbox of the bounce mailbox was read. */
    private static void aVisitPasses() {
        await().atMost(SOON).until(() -> RELAY.lying("INBOX") == 0);
    }

    private static String lastUnmatched() {
        List<String> ids = given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/delivery-reports?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        return ids.isEmpty() ? new UUID(0, 0).toString() : ids.getLast();
    }
}
