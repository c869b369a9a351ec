package org.tellers.notification.resend;

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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class ResendTest {

    @Inject
    Inbox inbox;

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
        await().atMost(Duration.ofSeconds(20))
                .until(() -> RELAY.taken(member.address()).size() == 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        ballot.count("select count(*) from dispatch where ballot = ? and state = 'accepted'") == 1);
        resend(ballot, "l", "{\"entryId\":\"" + member.entryId() + "\"}").statusCode(202);
        await().atMost(Duration.ofSeconds(20))
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

    private static ValidatableResponse resend(TestBallot ballot, String key, String body) {
        var request = given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .contentType(ContentType.JSON)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/notification/ballots/" + ballot.uuid + "/resends")
                .then();
    }
}
