package org.tellers.notification.replacement;

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
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.contracts.voting.RequestRefused;
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
class ReplacementTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Inbox inbox;

    @BeforeEach
    void healTheRelay() {
        RELAY.heal();
    }

    @Test
    void theNewCodeIsMailedOnlyAfterVotingAgreedAndTheOldOneIsErased() throws Exception {
        TestBallot ballot = open(2);
        TestBallot.Member member = ballot.members.getFirst();
        String old = ballot.credentialOf(member);
        String id = replace(ballot, "k", "{\"membershipNumber\":\"" + member.number() + "\",\"reason\":\"Forwarded\"}")
                .statusCode(202)
                .body("state", is("pending"))
                .extract()
                .path("id");
        replace(ballot, "k", "{\"membershipNumber\":\"" + member.number() + "\",\"reason\":\"Forwarded\"}")
                .statusCode(202)
                .body("id", is(id));
        replace(ballot, "k2", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"Forwarded\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:replacement-pending"));
        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ReplacementRequested.class, ballot.uuid).size() == 1);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isZero();

        ballot.votingAgrees(inbox);
        await().atMost(SOON).until(() -> RELAY.taken(member.address()).size() == 1);

        String current = ballot.credentialOf(member);
        assertThat(current).isNotEqualTo(old);
        assertThat(ballot.count("select count(*) from credential where ballot = ? and public_credential = '" + old
                        + "' and state = 'revoked' and sealed is null"))
                .isEqualTo(1);
        var mail = RELAY.taken(member.address()).getFirst();
        assertThat(mail.getMessageID())
                .isEqualTo("<" + ballot.uuid + "." + member.entryId() + ".replacement.1@ballots.example>");
        assertThat((String) ((Multipart) mail.getContent()).getBodyPart(0).getContent())
                .contains("It replaces the one you had before");
        state(ballot, id).statusCode(200).body("state", is("replaced"));
    }

    @Test
    void aRefusalOfVotingIsShownWithItsReasonAndTheSpareCredentialReturns() {
        TestBallot ballot = open(1);
        TestBallot.Member member = ballot.members.getFirst();
        long reserve = ballot.count("select count(*) from credential where ballot = ? and state = 'reserve'");
        String id = replace(ballot, "k", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"Lost phone\"}")
                .statusCode(202)
                .extract()
                .path("id");
        ballot.deliver(inbox, new RequestRefused(ballot.uuid, UUID.fromString(id), "already-used"));
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(member))));

        state(ballot, id).statusCode(200).body("state", is("refused")).body("reason", is("already-used"));
        assertThat(ballot.count("select count(*) from credential where ballot = ? and state = 'reserve'"))
                .isEqualTo(reserve);
        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isZero();
        replace(ballot, "again", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"Lost phone\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:already-voted"));
    }

    @Test
    void withoutAReserveTheMemberKeepsTheCode() {
        TestBallot ballot = open(4);
        for (int i = 0; i < 3; i++) {
            replace(ballot, "k" + i, "{\"entryId\":\"" + ballot.members.get(i).entryId() + "\",\"reason\":\"Exposed\"}")
                    .statusCode(202);
        }
        replace(ballot, "k3", "{\"entryId\":\"" + ballot.members.get(3).entryId() + "\",\"reason\":\"Exposed\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:reserve-exhausted"));
        assertThat(ballot.count("select count(*) from ballot where uuid = ? and reserve_warned"))
                .isEqualTo(1);
    }

    @Test
    void badInputNamesItsFault() {
        TestBallot ballot = open(1);
        String entry = "\"entryId\":\"" + ballot.members.getFirst().entryId() + "\"";
        replace(ballot, null, "{" + entry + ",\"reason\":\"x\"}")
                .statusCode(400)
                .body("type", is("urn:tellers:problem:idempotency-key-missing"));
        replace(ballot, "a", "{" + entry + "}").statusCode(400);
        replace(ballot, "b", "{\"reason\":\"x\"}").statusCode(400).body("field", is("entryId"));
        replace(ballot, "c", "{" + entry + ",\"membershipNumber\":\"1\",\"reason\":\"x\"}")
                .statusCode(400);
        replace(ballot, "d", "{\"entryId\":\"1\",\"reason\":\"x\"}").statusCode(400);
        replace(ballot, "e", "{" + entry + ",\"reason\":\"" + "x".repeat(501) + "\"}")
                .statusCode(400);
        replace(ballot, "f", "{\"membershipNumber\":\"nobody\",\"reason\":\"x\"}")
                .statusCode(404)
                .body("type", is("urn:tellers:problem:entry-not-found"));
        replace(ballot, "g", "").statusCode(400);
        state(ballot, UUID.randomUUID().toString()).statusCode(404);
        assertThat(ballot.count("select count(*) from credential_request where ballot = ? and kind = 'replacement'"))
                .isZero();
    }

    private TestBallot open(int members) {
        TestBallot ballot = TestBallot.of(members);
        ballot.deliver(inbox, ballot.upToRoll());
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
        ballot.votingAgrees(inbox);
        ballot.deliver(inbox, ballot.opened());
        return ballot;
    }

    private static ValidatableResponse replace(TestBallot ballot, String key, String body) {
        var request = given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .contentType(ContentType.JSON)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/notification/ballots/" + ballot.uuid + "/replacements")
                .then();
    }

    private static ValidatableResponse state(TestBallot ballot, String id) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get("/api/notification/ballots/" + ballot.uuid + "/replacements/" + id)
                .then();
    }
}
