package org.tellers.notification.headnotice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class HeadNoticeTest {

    private static final String HEAD = "3f".repeat(32);
    /** One attempt may meet a machine that stands still for longer than the relay is waited for; the next follows in a minute. */
    private static final Duration SOON = Duration.ofSeconds(90);

    @Inject
    Inbox inbox;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void whoAskedIsMailedTheHeadOnceTheBoxIsClosedInTheirLanguageAndWhoAsksLaterAtOnce() throws Exception {
        TestBallot ballot = TestBallot.open(inbox, 1);
        String trustee = address("trustee", ballot);
        String auditor = address("auditor", ballot);
        ask(as("trustee-1", Roles.TRUSTEE), ballot, trustee, "cy", 200);
        as("trustee-1", Roles.TRUSTEE)
                .get(path(ballot) + "/mine")
                .then()
                .statusCode(200)
                .body("email", is(trustee), "language", is("cy"), "sentAt", nullValue());

        close(ballot);
        await().atMost(SOON).until(() -> RELAY.taken(trustee).size() == 1);
        ask(as("auditor-1", Roles.AUDITOR), ballot, auditor, "en", 200);
        await().atMost(SOON).until(() -> RELAY.taken(auditor).size() == 1);

        for (String address : List.of(trustee, auditor)) {
            assertThat(RELAY.taken(address).getFirst().getHeader("Cc")).isNull();
            Multipart parts = (Multipart) RELAY.taken(address).getFirst().getContent();
            assertThat((String) parts.getBodyPart(0).getContent()).contains(HEAD, ballot.uuid + "/archive");
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains(HEAD)
                    .hasSizeLessThan(20 * 1024)
                    .doesNotContain("<img");
        }
        assertThat(RELAY.taken(trustee).getFirst().getSubject()).contains("marc gwirio");
        assertThat(RELAY.taken(auditor).getFirst().getSubject()).contains("check mark");
        as("auditor-1", Roles.AUDITOR).get(path(ballot) + "/mine").then().body("sentAt", notNullValue());
        as("officer-1", Roles.OFFICER).get(path(ballot)).then().statusCode(200).body("asked", is(2), "sent", is(2));
    }

    @Test
    void aRelayThatRefusesIsTriedAgainAndAnotherAddressGetsItToo() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        String wrong = address("wrong", ballot);
        String right = address("right", ballot);
        RELAY.answer(wrong, "450 4.2.1 later");
        ask(as("trustee-2", Roles.TRUSTEE), ballot, wrong, "en", 200);
        close(ballot);
        await().atMost(SOON)
                .until(() -> ballot.count(
                                "select count(*) from head_notice where ballot = ? and attempts = 1 and sent_at is null"
                                        + " and due_at < now() + interval '90 seconds'")
                        == 1);
        ask(as("trustee-2", Roles.TRUSTEE), ballot, right, "en", 200);
        await().atMost(SOON).until(() -> RELAY.taken(right).size() == 1);
        assertThat(RELAY.taken(wrong)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndOneThatWasTakenBackGetsNothing() {
        TestBallot ballot = TestBallot.open(inbox, 1);
        ask(as("trustee-3", Roles.TRUSTEE), ballot, "no address", "en", 400);
        ask(as("trustee-3", Roles.TRUSTEE), ballot, address("t", ballot), "fr", 400);
        assertThat(ballot.count("select count(*) from head_notice where ballot = ?"))
                .isZero();
        as("trustee-3", Roles.TRUSTEE).get(path(ballot) + "/mine").then().statusCode(404);
        ask(as("trustee-3", Roles.TRUSTEE), ballot, address("t", ballot), "en", 200);
        as("trustee-3", Roles.TRUSTEE).delete(path(ballot) + "/mine").then().statusCode(204);
        as("trustee-3", Roles.TRUSTEE).delete(path(ballot) + "/mine").then().statusCode(404);
        assertThat(ballot.count("select count(*) from head_notice where ballot = ?"))
                .isZero();
        ask(as("trustee-3", Roles.TRUSTEE), TestBallot.of(0), address("t", ballot), "en", 404);
    }

    private void close(TestBallot ballot) {
        ballot.deliver(inbox, new BoxClosed(ballot.uuid, ballot.closesAt, HEAD, 7, "{}", "{}", null, null, null));
    }

    private static String address(String who, TestBallot ballot) {
        return who + "@" + ballot.uuid.toLowerCase(Locale.ROOT) + ".example";
    }

    private static String path(TestBallot ballot) {
        return "/api/notification/ballots/" + ballot.uuid + "/head-notices";
    }

    private static RequestSpecification as(String person, String role) {
        return given().header("Authorization", TestTokens.bearer(person, role));
    }

    private static void ask(RequestSpecification person, TestBallot ballot, String email, String language, int code) {
        person.contentType(ContentType.JSON)
                .body("{\"email\":\"" + email + "\",\"language\":\"" + language + "\"}")
                .put(path(ballot) + "/mine")
                .then()
                .statusCode(code);
    }
}
