package org.tellers.notification.helpdesk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.notification.delivery.DeliveryReport;
import org.tellers.notification.delivery.ReportBook;
import org.tellers.notification.delivery.ReportKind;
import org.tellers.notification.delivery.ReturnPath;
import org.tellers.notification.delivery.Verdict;
import org.tellers.service.Roles;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class HelpdeskTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Inbox inbox;

    @Inject
    MutableClock clock;

    @Inject
    ReportBook reports;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @AfterEach
    void follow() {
        clock.follow();
    }

    @Test
    void aMemberIsFoundByNumberNameOrAddressOnTheRollOfTheBallotOnly() {
        TestBallot ballot = TestBallot.open(inbox, 3);
        TestBallot other = TestBallot.of(1);
        String surname = "Llŷn" + ballot.uuid.substring(6);
        TestBallot.Member member = ballot.members.getFirst();
        for (TestBallot.Member each : List.of(member, ballot.members.get(1), other.members.getFirst())) {
            ballot.deliver(
                    inbox,
                    new MemberContactChanged(
                            each.memberId(),
                            each.number(),
                            "Ms",
                            "Siân",
                            surname,
                            "personal",
                            each.address(),
                            null,
                            null,
                            "cy",
                            null,
                            null,
                            null));
        }
        find(ballot, member.number())
                .body("items.entryId", contains(member.entryId().toString()))
                .body("items[0].name", is("Siân " + surname))
                .body("items[0].address", is(member.address()))
                .body("items[0].voted", is(false))
                .body("items[0].lastMail", nullValue());
        find(ballot, member.number().replaceFirst("^0+", "")).body("items", hasSize(1));
        find(ballot, member.address())
                .body("items.entryId", contains(member.entryId().toString()));
        find(ballot, "sian " + surname.replace('ŷ', 'y').toUpperCase(Locale.ROOT))
                .body("items", hasSize(2));
        find(ballot, "nobody" + surname).body("items", hasSize(0));
        find(ballot, "%' or 1=1").body("items", hasSize(0));

        String next = find(ballot, Map.of("text", "member", "limit", 1))
                .body("items", hasSize(1))
                .extract()
                .path("next");
        assertThat(next).isNull();
        next = find(ballot, Map.of("text", surname, "limit", 1))
                .body("items", hasSize(1))
                .extract()
                .path("next");
        find(ballot, Map.of("text", surname, "limit", 1, "after", next))
                .body("items", hasSize(1))
                .body("items[0].membershipNumber", not(is(next)))
                .body("next", nullValue());
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(), Map.of("text", "x"), Map.of("text", "xx", "limit", 0), Map.of("text", "x".repeat(101)))) {
            search(ballot.uuid, wrong).statusCode(400);
        }
    }

    @Test
    void theTimelineTellsMailsAndActsAndThatAVoteWasRecordedButNeverWhen() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        RELAY.answer(member.address(), "550 5.1.1 No such user");
        resend(ballot, "a", member, null).statusCode(202);
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'failed'") == 1);
        Instant correctedAt = Instant.now();
        resend(ballot, "b", member, correctedAt)
                .statusCode(409)
                .body("type", is("urn:tellers:problem:correction-not-here-yet"));
        ballot.deliver(inbox, TestBallot.moved(member, "new." + member.address(), "staff", correctedAt));
        resend(ballot, "b", member, correctedAt).statusCode(202);
        await().atMost(SOON)
                .until(() ->
                        ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'") == 1);

        timeline(ballot, member)
                .body("member.voted", is(false))
                .body("member.address", is("new." + member.address()))
                .body("secondPerson", is("address-changed-by-staff"))
                .body("timeline.what", hasItems("queued", "failed", "accepted", "resent", "address-changed"))
                .body("timeline.find { it.what == 'resent' }.by", is("helper"))
                .body("timeline.find { it.what == 'address-changed' }.by", is("staff"))
                .body("timeline.find { it.what == 'failed' }.reason", is("address-unknown"))
                .body("timeline.find { it.what == 'reported-bounced' }.reason", is("address-unknown"))
                .body("timeline.find { it.what == 'reported-bounced' }.by", is("relay"));

        RELAY.goDown();
        resend(ballot, "c", member, null).statusCode(202);
        List<Map<String, Object>> before = timeline(ballot, member).extract().path("timeline");
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(member))));
        ballot.change("update dispatch set settled_at = now() where ballot = ? and reason = 'voted'");
        List<Map<String, Object>> after = timeline(ballot, member)
                .body("member.voted", is(true))
                .extract()
                .path("timeline");
        assertThat(after).as("the vote adds nothing that has a time").isEqualTo(before);
    }

    @Test
    void theTimelineTellsEachReportByTheClassOfItsReasonButNoneOfTheConfirmation() {
        TestBallot ballot = TestBallot.open(inbox, 2);
        TestBallot.Member member = ballot.members.getFirst();
        resend(ballot, "a", member, null).statusCode(202);
        await().atMost(SOON)
                .until(() ->
                        ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'") == 1);
        Verdict delayed = new Verdict(ReportKind.DELAYED, "unreachable", false);
        report(member, delayed, "4.4.1");
        report(member, Verdict.ofFailure("4.2.2"), "4.2.2");
        ballot.change("update dispatch set state = 'accepted' where ballot = ?");
        report(member, Verdict.ofFailure("5.7.1"), "5.7.1");
        report(member, new Verdict(ReportKind.COMPLAINT, "complaint", false), "");
        timeline(ballot, member)
                .body(
                        "timeline.findAll { it.what.startsWith('reported-') }.what",
                        contains(
                                "reported-deferred",
                                "reported-bounced-for-now",
                                "reported-blocked",
                                "reported-complaint"))
                .body(
                        "timeline.findAll { it.what.startsWith('reported-') }.reason",
                        contains("unreachable", "mailbox-full", "policy-block", "complaint"))
                .body("timeline.findAll { it.what.startsWith('reported-') }.kind", everyItem(is("resend")))
                .body("timeline.findAll { it.what.startsWith('reported-') }.by", everyItem(is("standard")));
        timeline(ballot, ballot.members.getLast()).body("timeline", hasSize(0));

        ballot.change("update dispatch set kind = 'confirmation' where ballot = ?");
        timeline(ballot, member).body("timeline.findAll { it.kind != null }", hasSize(0));
    }

    @Test
    void theAuditSaysWhoDidWhatAndGoesTwelveMonthsAfterTheClose() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        TestBallot.Member member = ballot.members.getFirst();
        find(ballot, member.number());
        timeline(ballot, member);
        resend(ballot, "a", member, null).statusCode(202);
        audit(ballot, "?limit=2").body("items.action", contains("searched", "viewed"));
        String next = audit(ballot, "?limit=2").extract().path("next");
        audit(ballot, "?limit=2&after=" + next)
                .body("items.action", contains("resent"))
                .body("items.by", everyItem(is("helper")))
                .body("next", nullValue());
        audit(ballot, "?entry=" + member.entryId()).body("items.action", contains("viewed", "resent"));
        String text = audit(ballot, "").extract().asString();
        assertThat(text).doesNotContain(member.number(), member.address(), "Test Member", ballot.credentialOf(member));

        clock.set(ballot.closesAt
                .atZone(ZoneId.of("Europe/London"))
                .plus(Period.ofMonths(12))
                .toInstant()
                .plusSeconds(1));
        given().header("Authorization", TestTokens.bearer("olga", Roles.OFFICER))
                .post("/api/notification/retention/runs")
                .then()
                .statusCode(200)
                .body("findAll { it.ballot == '" + ballot.uuid + "' }.rule", hasItem("helpdesk-audit"));
        assertThat(ballot.count("select count(*) from helpdesk_audit where ballot = ?"))
                .isZero();
    }

    @Test
    void badIdentifiersAreNotFoundOrNamed() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get(members(ballot) + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", is("urn:tellers:problem:entry-not-found"));
        given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get(members(ballot) + "/x")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        search("nothing", Map.of("text", "xx"))
                .statusCode(404)
                .body("type", is("urn:tellers:problem:ballot-not-found"));
    }

    /** A provider tells something of the mail that was offered last for the member's address. */
    private void report(TestBallot.Member member, Verdict verdict, String status) {
        String sender = RELAY.sender(member.address());
        String token = sender.substring(sender.indexOf('+') + 1, sender.indexOf('@'));
        QuarkusTransaction.requiringNew()
                .run(() -> reports.take(new DeliveryReport(
                        Optional.of(new ReturnPath.Token(token)),
                        Optional.empty(),
                        verdict,
                        status,
                        "standard",
                        UUID.randomUUID().toString())));
    }

    private static String members(TestBallot ballot) {
        return "/api/notification/ballots/" + ballot.uuid + "/members";
    }

    private static ValidatableResponse find(TestBallot ballot, String text) {
        return find(ballot, Map.of("text", text));
    }

    private static ValidatableResponse find(TestBallot ballot, Map<String, Object> wanted) {
        return search(ballot.uuid, wanted).statusCode(200);
    }

    private static ValidatableResponse search(String ballot, Map<String, Object> wanted) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .contentType(ContentType.JSON)
                .body(wanted)
                .post("/api/notification/ballots/" + ballot + "/members/search")
                .then();
    }

    private static ValidatableResponse timeline(TestBallot ballot, TestBallot.Member member) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get(members(ballot) + "/" + member.entryId())
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse audit(TestBallot ballot, String query) {
        return given().header("Authorization", TestTokens.bearer("anna", Roles.AUDITOR))
                .get("/api/notification/ballots/" + ballot.uuid + "/helpdesk/audit" + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse resend(
            TestBallot ballot, String key, TestBallot.Member member, Instant correctedAt) {
        String when = correctedAt == null ? "" : ",\"correctedAt\":\"" + correctedAt + "\"";
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"entryId\":\"" + member.entryId() + "\"" + when + "}")
                .post("/api/notification/ballots/" + ballot.uuid + "/resends")
                .then();
    }
}
