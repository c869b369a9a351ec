package org.tellers.notification.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
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
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.membership.MemberContactErased;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.notification.DispatchQueued;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.ElectionUuid;
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
class InvitationMailTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern CODE = Pattern.compile("#([1-9A-HJ-NP-Za-km-z]{5}(?:-[1-9A-HJ-NP-Za-km-z]{5,6}){3})");

    @Inject
    Inbox inbox;

    @Inject
    MailSettings settings;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void everyRollEntryGetsExactlyOneInvitationWithItsOwnCodeAlsoWhenTheRequestIsRepeated() throws Exception {
        TestBallot ballot = ready(5);
        ballot.deliver(inbox, ballot.opened());
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            invite(ballot, key, "{}").statusCode(202).body("queued", is(5)).body("withoutAddress", is(0));
        }
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        awaitAccepted(ballot, 5);
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202).body("queued", is(0));

        Set<String> codes = new HashSet<>();
        for (TestBallot.Member member : ballot.members) {
            List<MimeMessage> mails = RELAY.taken(member.address());
            assertThat(mails).hasSize(1);
            MimeMessage mail = mails.getFirst();
            assertThat(mail.getMessageID())
                    .isEqualTo("<" + ballot.uuid + "." + member.entryId() + ".invitation.1@ballots.example>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getHeader("List-Unsubscribe")).isNull();
            assertThat(mail.getFrom()[0].toString()).contains("notices@ballots.example");
            assertThat(mail.getContentType()).startsWith("multipart/alternative");
            Multipart parts = (Multipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            String text = (String) parts.getBodyPart(0).getContent();
            String html = (String) parts.getBodyPart(1).getContent();
            String code = code(text);
            assertThat(text).contains("https://vote.example/v/" + ballot.uuid + "#" + code);
            assertThat(html).contains("href=\"https://vote.example/v/" + ballot.uuid + "#" + code + "\"");
            assertThat(PrivateCredential.parse(code)
                            .publicCredential(new ElectionUuid(ballot.uuid))
                            .hex())
                    .isEqualTo(ballot.credentialOf(member));
            codes.add(code);
        }
        assertThat(codes).hasSize(5);
        await().atMost(SOON)
                .until(() ->
                        Facts.announced(DispatchAccepted.class, ballot.uuid).size() == 5);
        assertThat(Facts.announced(DispatchQueued.class, ballot.uuid)).hasSize(5);
        assertThat(Facts.announced(DispatchFailed.class, ballot.uuid)).isEmpty();
        progress(ballot).body("state", is("done")).body("accepted", is(5)).body("queued", is(0));
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        TestBallot ballot = ready(1);
        String key = UUID.randomUUID().toString();
        invite(ballot, key, "{}").statusCode(202);
        invite(ballot, key, "{\"notBefore\":\"" + Instant.now().plusSeconds(60) + "\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:idempotency-key-reused"));
    }

    @Test
    void nothingIsSentBeforeTheBallotIsOpenAndBeforeTheInstantAsked() {
        TestBallot ballot = ready(2);
        String later = "{\"notBefore\":\"" + Instant.now().plus(1, ChronoUnit.HOURS) + "\"}";
        invite(ballot, UUID.randomUUID().toString(), later).statusCode(202);
        progress(ballot).body("state", is("scheduled")).body("queued", is(2));
        ballot.deliver(inbox, ballot.opened());
        aRoundPasses();

        progress(ballot).body("state", is("scheduled")).body("queued", is(2));
        assertThat(RELAY.taken(ballot.members.getFirst().address())).isEmpty();

        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        awaitAccepted(ballot, 2);
    }

    @Test
    void nothingIsSentAfterTheCloseByTheClockNorAfterItIsAnnounced() {
        TestBallot byTheClock = ready(1);
        invite(byTheClock, UUID.randomUUID().toString(), "{}").statusCode(202);
        progress(byTheClock).body("state", is("waiting"));
        byTheClock.change("update ballot set closes_at = now() - interval '1 second' where uuid = ?");
        byTheClock.deliver(inbox, byTheClock.opened());
        aRoundPasses();
        assertThat(RELAY.taken(byTheClock.members.getFirst().address())).isEmpty();
        invite(byTheClock, UUID.randomUUID().toString(), "{}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:ballot-closed"));

        byTheClock.deliver(
                inbox,
                new CloseExtended(
                        byTheClock.uuid,
                        Instant.now().plusSeconds(3600),
                        byTheClock.closesAt,
                        "Outage of an employer"));
        awaitAccepted(byTheClock, 1);

        TestBallot announced = ready(1);
        invite(announced, UUID.randomUUID().toString(), "{}").statusCode(202);
        announced.deliver(inbox, new BallotClosed(announced.uuid, announced.closesAt, "00"));
        announced.deliver(inbox, announced.opened());
        aRoundPasses();
        assertThat(RELAY.taken(announced.members.getFirst().address())).isEmpty();
        progress(announced).body("state", is("over")).body("queued", is(0));
    }

    @Test
    void whoIsExcludedWhileTheMailWaitsForASlowRelayGetsNone() {
        int waiting = 8;
        TestBallot ballot = ready(settings.senders() + waiting);
        ballot.deliver(inbox, ballot.opened());
        RELAY.stall();
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        await().atMost(SOON).until(() -> RELAY.offered() == settings.senders());
        Instant claimed = Instant.now();
        TestBallot.Member leaver = ballot.members.stream()
                .filter(member -> RELAY.sender(member.address()) == null)
                .findFirst()
                .orElseThrow();
        ballot.deliver(inbox, new RollEntryExcluded(ballot.uuid, leaver.entryId(), leaver.memberId(), "Left", 2));
        // Older than what is believed without a second look.
        await().atMost(SOON).until(() -> Instant.now().isAfter(claimed.plusMillis(1_100)));
        RELAY.heal();
        awaitAccepted(ballot, settings.senders() + waiting - 1);
        assertThat(RELAY.taken(leaver.address())).isEmpty();
    }

    @Test
    void theAudienceIsExactlyTheActiveEntries() {
        TestBallot ballot = TestBallot.of(4);
        ballot.deliver(inbox, ballot.upToRoll());
        await().atMost(SOON).until(() -> ballot.pending().size() == 4);
        invite(ballot, UUID.randomUUID().toString(), "{}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:credentials-not-ready"));
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
        ballot.votingAgrees(inbox);
        TestBallot.Member leaver = ballot.members.get(2);
        ballot.deliver(inbox, new RollEntryExcluded(ballot.uuid, leaver.entryId(), leaver.memberId(), "Left", 2));

        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202).body("queued", is(3));
        awaitAccepted(ballot, 3);
        assertThat(RELAY.taken(leaver.address())).isEmpty();

        // A late joiner is invited without anyone asking again.
        TestBallot.Member late =
                ballot.member("late-" + ballot.uuid.toLowerCase(java.util.Locale.ROOT) + "@example.org");
        ballot.deliver(inbox, TestBallot.contact(late));
        ballot.deliver(inbox, ballot.added(late, 3));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 3, 4));
        await().atMost(SOON)
                .until(() -> ballot.pending().stream()
                        .anyMatch(request -> request.kind().equals("activation")));
        assertThat(RELAY.taken(late.address())).isEmpty();
        ballot.votingAgrees(inbox);
        awaitAccepted(ballot, 4);
        assertThat(RELAY.taken(late.address())).hasSize(1);
    }

    @Test
    void aMailWhoseAcceptanceWasNeverHeardIsRepeatedWithTheSameMessageIdAndCode() throws Exception {
        TestBallot ballot = ready(1);
        String address = ballot.members.getFirst().address();
        RELAY.goSilent();
        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        await().atMost(SOON).until(() -> !RELAY.taken(address).isEmpty());
        await().atMost(SOON)
                .until(() -> progress(ballot).extract().path("state").equals("relay-down"));

        RELAY.heal();
        awaitAccepted(ballot, 1);

        assertAllTheSame(RELAY.taken(address));
    }

    @Test
    void aMailWhoseWorkerDiedIsSentAgainWhenTheLeaseRunsOutAndOthersAreNot() throws Exception {
        TestBallot ballot = ready(3);
        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        awaitAccepted(ballot, 3);
        TestBallot.Member inFlight = ballot.members.get(1);

        // As the row is when the process dies after the relay took the mail and before that was stored.
        ballot.change("update dispatch set state = 'sending', settled_at = null, in_flight = true,"
                + " leased_until = now() - interval '1 second' where ballot = ? and entry_id = '" + inFlight.entryId()
                + "'");
        awaitAccepted(ballot, 3);
        await().atMost(SOON).until(() -> RELAY.taken(inFlight.address()).size() == 2);

        assertAllTheSame(RELAY.taken(inFlight.address()));
        given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/ballots/" + ballot.uuid + "/messages")
                .then()
                .statusCode(200)
                .body("[0].repeated", is(1));
        assertThat(RELAY.taken(ballot.members.get(0).address())).hasSize(1);
        assertThat(RELAY.taken(ballot.members.get(2).address())).hasSize(1);
    }

    @Test
    void whileTheRelayIsDownSendingRestsAndAfterwardsNoneIsMissing() {
        TestBallot ballot = ready(20);
        RELAY.goDown();
        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        await().atMost(SOON)
                .until(() -> progress(ballot).extract().path("state").equals("relay-down"));
        progress(ballot).body("failed", is(0)).body("queued", is(20));

        RELAY.heal();
        awaitAccepted(ballot, 20);
        for (TestBallot.Member member : ballot.members) {
            assertThat(RELAY.taken(member.address())).hasSize(1);
        }
    }

    @Test
    void aRefusalForGoodIsStoredWithAStableReasonAndDeferralsAreTriedLater() {
        TestBallot ballot = ready(3);
        RELAY.answer(
                ballot.members.get(0).address(),
                "550 5.1.1 No such user " + ballot.members.get(0).address());
        RELAY.answer(ballot.members.get(1).address(), "451 4.7.1 Greylisted, try again");
        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        awaitAccepted(ballot, 1);
        awaitState(ballot, "failed", 1);
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = 'queued'"
                                + " and reason = 'deferred-451' and attempts = 1 and due_at > now()")
                        == 1);
        await().atMost(SOON)
                .until(() -> Facts.announced(DispatchFailed.class, ballot.uuid).size() == 1);
        assertThat(Facts.announced(DispatchFailed.class, ballot.uuid).getFirst().reason())
                .isEqualTo("address-unknown");
        given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get("/api/notification/ballots/" + ballot.uuid + "/deliveries?state=failed")
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].entryId", is(ballot.members.get(0).entryId().toString()))
                .body("items[0].reason", is("address-unknown"));

        RELAY.heal();
        ballot.change("update dispatch set due_at = now() where ballot = ? and state = 'queued'");
        awaitAccepted(ballot, 2);
    }

    @Test
    void aMemberWithoutAnAddressWaitsForOneAndIsThenInvited() {
        TestBallot ballot = TestBallot.of(2);
        TestBallot.Member mute = ballot.members.getFirst();
        ballot.deliver(inbox, ballot.upToRoll());
        ballot.deliver(inbox, new MemberContactErased(mute.memberId()));
        makeReady(ballot);
        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}")
                .statusCode(202)
                .body("queued", is(1))
                .body("withoutAddress", is(1));
        awaitAccepted(ballot, 1);
        progress(ballot).body("withoutAddress", is(1)).body("state", is("done"));

        ballot.deliver(inbox, TestBallot.contact(mute));
        awaitAccepted(ballot, 2);
        assertThat(RELAY.taken(mute.address())).hasSize(1);
    }

    @Test
    void theAddressIsTheOneAtTheTimeOfSending() {
        TestBallot ballot = ready(1);
        TestBallot.Member member = ballot.members.getFirst();
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        TestBallot.Member moved = new TestBallot.Member(
                member.memberId(), member.entryId(), member.admissionId(), member.number(), "new-" + member.address());
        ballot.deliver(inbox, TestBallot.contact(moved));
        ballot.deliver(inbox, ballot.opened());
        awaitAccepted(ballot, 1);

        assertThat(RELAY.taken(moved.address())).hasSize(1);
        assertThat(RELAY.taken(member.address())).isEmpty();
    }

    @Test
    void deliveriesComeInPages() {
        TestBallot ballot = ready(3);
        ballot.deliver(inbox, ballot.opened());
        invite(ballot, UUID.randomUUID().toString(), "{}").statusCode(202);
        awaitAccepted(ballot, 3);
        String url = "/api/notification/ballots/" + ballot.uuid + "/deliveries";
        String helper = TestTokens.bearer("helper", Roles.HELPDESK);
        String next = given().header("Authorization", helper)
                .get(url + "?limit=2")
                .then()
                .statusCode(200)
                .body("items.size()", is(2))
                .extract()
                .path("next");
        given().header("Authorization", helper)
                .get(url + "?limit=2&after=" + next)
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("next")));
    }

    @Test
    void badInputNamesItsFaultAndStoresNothing() {
        TestBallot ballot = ready(1);
        invite(ballot, null, "{}").statusCode(400).body("type", is("urn:tellers:problem:idempotency-key-missing"));
        invite(ballot, "x".repeat(201), "{}").statusCode(400);
        invite(ballot, "k1", "{\"notBefore\":\"tomorrow\"}").statusCode(400);
        invite(ballot, "k2", "{\"when\":\"2026-01-01T00:00:00Z\"}").statusCode(400);
        invite(ballot, "k3", "{").statusCode(400);
        invite(ballot, "k4", "{\"notBefore\":\"" + ballot.closesAt + "\"}")
                .statusCode(400)
                .body("field", is("notBefore"));
        String url = "/api/notification/ballots/" + ballot.uuid + "/deliveries";
        String helper = TestTokens.bearer("helper", Roles.HELPDESK);
        for (String query : new String[] {"?limit=0", "?limit=9999", "?state=lost", "?limit=x", "?after=x"}) {
            int status =
                    given().header("Authorization", helper).get(url + query).statusCode();
            assertThat(status).as(query).isIn(400, 404);
        }
        given().header("Authorization", helper)
                .get("/api/notification/ballots/unknown/deliveries")
                .then()
                .statusCode(404)
                .body("type", is("urn:tellers:problem:ballot-not-found"));
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isZero();
        assertThat(ballot.count("select count(*) from dispatch_run where ballot = ?"))
                .isZero();
    }

    private TestBallot ready(int members) {
        TestBallot ballot = TestBallot.of(members);
        ballot.deliver(inbox, ballot.upToRoll());
        makeReady(ballot);
        return ballot;
    }

    private void makeReady(TestBallot ballot) {
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
        assertThat(ballot.votingAgrees(inbox)).isEqualTo(ballot.members.size());
    }

    private static ValidatableResponse invite(TestBallot ballot, String key, String body) {
        var request = given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .contentType(ContentType.JSON)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/notification/ballots/" + ballot.uuid + "/invitations")
                .then();
    }

    private static ValidatableResponse progress(TestBallot ballot) {
        return given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .get("/api/notification/ballots/" + ballot.uuid + "/invitations")
                .then()
                .statusCode(200);
    }

    private static void awaitAccepted(TestBallot ballot, int mails) {
        awaitState(ballot, "accepted", mails);
    }

    private static void awaitState(TestBallot ballot, String state, int mails) {
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and state = '" + state + "'")
                        == mails);
    }

    /** Another ballot is invited and sent meanwhile: a whole round of the workers has passed for all of them. */
    private void aRoundPasses() {
        TestBallot other = ready(1);
        other.deliver(inbox, other.opened());
        invite(other, UUID.randomUUID().toString(), "{}").statusCode(202);
        awaitAccepted(other, 1);
    }

    private static void assertAllTheSame(List<MimeMessage> mails) throws Exception {
        assertThat(mails).hasSizeGreaterThanOrEqualTo(2);
        Set<String> ids = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (MimeMessage mail : mails) {
            ids.add(mail.getMessageID());
            codes.add(
                    code((String) ((Multipart) mail.getContent()).getBodyPart(0).getContent()));
        }
        assertThat(ids).hasSize(1);
        assertThat(codes).hasSize(1);
    }

    private static String code(String text) {
        Matcher found = CODE.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
