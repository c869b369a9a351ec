package org.tellers.notification.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.notification.mailtext.Language;
import org.tellers.service.LondonTime;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

/** The close is extended, and everyone who was invited is told (rule R8). */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class ExtensionNoticeTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Inbox inbox;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void everyoneWhoWasInvitedIsToldWhoHasVotedTooWithoutACode() throws Exception {
        TestBallot ballot = invited(4);
        TestBallot.Member voter = ballot.members.get(0);
        TestBallot.Member leaver = ballot.members.get(3);
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(voter))));
        ballot.deliver(inbox, TestBallot.contact(ballot.members.get(1), "cy", null));
        ballot.deliver(inbox, new RollEntryExcluded(ballot.uuid, leaver.entryId(), leaver.memberId(), "Left", 2));
        officer()
                .get(path(ballot) + "/audience?kind=extension")
                .then()
                .statusCode(200)
                .body("recipients", is(3))
                .body("withoutAddress", is(0));
        Instant later = ballot.closesAt.plus(7, ChronoUnit.DAYS);
        extend(ballot, later);
        awaitMails(ballot, "state = 'accepted'", 3);

        messages(ballot)
                .body("findAll { it.kind == 'extension' }", hasSize(1))
                .body("find { it.kind == 'extension' }.state", is("done"))
                .body("find { it.kind == 'extension' }.accepted", is(3))
                .body("find { it.kind == 'extension' }.askedBy", is("ballot"));
        for (TestBallot.Member member : ballot.members.subList(0, 3)) {
            List<MimeMessage> mails = RELAY.taken(member.address());
            assertThat(mails).hasSize(2);
            assertThat(mails.get(1).getMessageID()).contains(".extension.1@");
            assertThat(mails.get(1).getHeader("List-Unsubscribe")).isNull();
            for (int part = 0; part < 2; part++) {
                assertThat(part(mails.get(1), part)).doesNotContain("/v/", code(mails.get(0)));
            }
        }
        assertThat(part(RELAY.taken(voter.address()).get(1), 0))
                .contains("It was to close at " + LondonTime.inWords(ballot.closesAt, Language.ENGLISH.locale()) + ".")
                .contains("It now closes at " + LondonTime.inWords(later, Language.ENGLISH.locale()) + ".")
                .contains("Reason: Outage of a provider")
                .contains("If you have voted, you need do nothing");
        assertThat(part(RELAY.taken(ballot.members.get(1).address()).get(1), 0))
                .contains("Bydd nawr yn cau am " + LondonTime.inWords(later, Language.WELSH.locale()) + ".");
        assertThat(RELAY.taken(leaver.address())).hasSize(1);
    }

    @Test
    void theNoticeOfAnExtensionIsForEverybodyAndIsNotCancelled() {
        TestBallot ballot = invited(1);
        extend(ballot, ballot.closesAt.plus(1, ChronoUnit.DAYS));
        awaitMails(ballot, "state = 'accepted'", 1);
        String notice = messages(ballot).extract().path("find { it.kind == 'extension' }.id");
        officer()
                .post(path(ballot) + "/" + notice + "/cancellation")
                .then()
                .statusCode(409)
                .body("type", endsWith("extension-notice-cannot-be-cancelled"));
        messages(ballot).body("find { it.kind == 'extension' }.state", is("done"));
    }

    @Test
    void anExtensionHasOneRunHoweverOftenItIsDeliveredAndEachExtensionHasItsOwn() {
        Random random = new Random(8);
        TestBallot ballot = invited(1);
        List<CloseExtended> extensions = new ArrayList<>();
        List<UUID> events = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            extensions.add(new CloseExtended(
                    ballot.uuid,
                    ballot.closesAt.plus(number, ChronoUnit.DAYS),
                    ballot.closesAt.plus(number - 1, ChronoUnit.DAYS),
                    "Outage " + number));
            events.add(UUID.randomUUID());
            for (int again = random.nextInt(4); again >= 0; again--) {
                // Again as Kafka would, with the event's identifier, or as anything else, with another one.
                int which = again == 0 ? number - 1 : random.nextInt(number);
                UUID event = random.nextBoolean() ? events.get(which) : UUID.randomUUID();
                ballot.deliver(inbox, event, extensions.get(which));
                assertThat(runs(ballot)).as("after extension %d", number).isLessThanOrEqualTo(number);
            }
            assertThat(runs(ballot)).isEqualTo(number);
        }
        awaitMails(ballot, "issue = 4 and state = 'accepted'", 1);

        assertThat(ballot.rows("select issue from dispatch_run where ballot = ? and kind = 'extension' order by issue"))
                .extracting(row -> row[0])
                .containsExactly(1, 2, 3, 4);
        await().atMost(SOON).until(() -> mails(ballot, "state in ('accepted', 'withdrawn')") == 4);
        assertThat(mails(ballot, "true")).isEqualTo(4);
    }

    @Test
    void whoIsInvitedAfterwardsReadsTheNewCloseInTheInvitationAndGetsNoOtherMail() throws Exception {
        TestBallot ballot = invited(1);
        Instant later = ballot.closesAt.plus(7, ChronoUnit.DAYS);
        extend(ballot, later);
        awaitMails(ballot, "state = 'accepted'", 1);
        TestBallot.Member late =
                ballot.member("late." + ballot.members.getFirst().address());
        ballot.deliver(inbox, TestBallot.contact(late));
        ballot.deliver(inbox, ballot.added(late, 2));
        ballot.deliver(inbox, new RollFrozen(ballot.uuid, 2, 2));
        await().atMost(SOON).until(() -> ballot.votingAgrees(inbox) == 1);
        await().atMost(SOON).until(() -> RELAY.taken(late.address()).size() == 1);
        // As if the run had still been on its way through the roll.
        ballot.change("update dispatch_run set stage = 'queueing', after_lot = " + Long.MIN_VALUE + ", after_entry = '"
                + new UUID(0, 0) + "' where ballot = ? and kind = 'extension'");
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch_run where ballot = ? and kind = 'extension'"
                                + " and stage = 'queued'")
                        == 1);

        assertThat(mails(ballot, "true")).isEqualTo(1);
        assertThat(RELAY.taken(late.address())).hasSize(1);
        assertThat(part(RELAY.taken(late.address()).getFirst(), 0))
                .contains("Voting closes at " + LondonTime.inWords(later, Language.ENGLISH.locale()) + ".");
    }

    @Test
    void aCloseThatIsExtendedOnceMoreIsNotToldAnyLongerAndARunCanBePaused() throws Exception {
        TestBallot ballot = invited(2);
        RELAY.goDown();
        Instant first = ballot.closesAt.plus(1, ChronoUnit.DAYS);
        Instant second = ballot.closesAt.plus(2, ChronoUnit.DAYS);
        extend(ballot, first);
        awaitMails(ballot, "state in ('queued', 'sending')", 2);
        String run = messages(ballot).extract().path("find { it.kind == 'extension' }.id");
        act(ballot, run, "pause").body("state", is("paused"));
        awaitMails(ballot, "state = 'queued'", 2);
        ballot.deliver(inbox, new CloseExtended(ballot.uuid, second, first, "Outage of a provider"));
        RELAY.heal();
        awaitMails(ballot, "issue = 2 and state = 'accepted'", 2);
        messages(ballot)
                .body("find { it.id == '" + run + "' }.state", is("paused"))
                .body("find { it.id == '" + run + "' }.queued", is(2));

        act(ballot, run, "resumption");
        awaitMails(ballot, "issue = 1 and state = 'withdrawn' and reason = 'overtaken'", 2);
        messages(ballot)
                .body("find { it.id == '" + run + "' }.state", is("done"))
                .body("find { it.id == '" + run + "' }.withdrawn", is(2));
        for (TestBallot.Member member : ballot.members) {
            List<MimeMessage> mails = RELAY.taken(member.address());
            assertThat(mails).hasSize(2);
            assertThat(part(mails.get(1), 0))
                    .contains("It now closes at " + LondonTime.inWords(second, Language.ENGLISH.locale()) + ".");
        }
    }

    @Test
    void noneIsSentShortlyBeforeTheNewCloseNorWhenTheBallotIsOver() {
        TestBallot ballot = invited(1);
        ballot.change("update ballot set closes_at = now() + interval '5 minutes' where uuid = ?");
        extend(ballot, Instant.now().plus(10, ChronoUnit.MINUTES));
        messages(ballot)
                .body("find { it.kind == 'extension' }.state", is("stopped"))
                .body("find { it.kind == 'extension' }.queued", is(1));
        TestBallot other = invited(1);
        extend(other, other.closesAt.plus(1, ChronoUnit.DAYS));
        awaitMails(other, "state = 'accepted'", 1);
        assertThat(mails(ballot, "true")).isZero();

        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        messages(ballot).body("find { it.kind == 'extension' }.state", is("over"));
        ballot.deliver(
                inbox,
                new CloseExtended(
                        ballot.uuid, ballot.closesAt.plus(9, ChronoUnit.DAYS), ballot.closesAt, "Too late, too"));
        assertThat(runs(ballot)).isEqualTo(1);
    }

    @Test
    void aPreviewShowsAnExampleAndThenTheLatestExtension() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        preview(ballot)
                .body("subject", containsString("voting closes later"))
                .body("text", containsString("Reason: an example of a reason"))
                .body("text", not(containsString("/v/")));
        extend(ballot, ballot.closesAt.plus(1, ChronoUnit.DAYS));
        preview(ballot).body("text", containsString("Reason: Outage of a provider"));
    }

    private TestBallot invited(int members) {
        TestBallot ballot = TestBallot.open(inbox, members);
        officer()
                .header("Idempotency-Key", "i")
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"invitation\"}")
                .post(path(ballot))
                .then()
                .statusCode(202);
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from dispatch where ballot = ? and kind = 'invitation'"
                                + " and state = 'accepted'")
                        == members);
        return ballot;
    }

    private void extend(TestBallot ballot, Instant closesAt) {
        ballot.deliver(inbox, new CloseExtended(ballot.uuid, closesAt, ballot.closesAt, "Outage of a provider"));
    }

    private static long runs(TestBallot ballot) {
        return ballot.count("select count(*) from dispatch_run where ballot = ? and kind = 'extension'");
    }

    private static long mails(TestBallot ballot, String which) {
        return ballot.count(
                "select count(*) from dispatch where ballot = ? and kind = 'extension' and (" + which + ")");
    }

    private static void awaitMails(TestBallot ballot, String which, int mails) {
        await().atMost(SOON).until(() -> mails(ballot, which) == mails);
    }

    private static RequestSpecification officer() {
        return given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER));
    }

    private static String path(TestBallot ballot) {
        return "/api/notification/ballots/" + ballot.uuid + "/messages";
    }

    private static ValidatableResponse messages(TestBallot ballot) {
        return officer().get(path(ballot)).then().statusCode(200);
    }

    private static ValidatableResponse act(TestBallot ballot, String run, String action) {
        return officer().post(path(ballot) + "/" + run + "/" + action).then().statusCode(200);
    }

    private static ValidatableResponse preview(TestBallot ballot) {
        return officer()
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"extension\"}")
                .post(path(ballot) + "/preview")
                .then()
                .statusCode(200);
    }

    private static String part(MimeMessage mail, int part) throws Exception {
        return (String) ((Multipart) mail.getContent()).getBodyPart(part).getContent();
    }

    private static String code(MimeMessage invitation) throws Exception {
        String text = part(invitation, 0);
        return text.substring(text.indexOf('#') + 1, text.indexOf('#') + 26);
    }
}
