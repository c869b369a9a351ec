package org.tellers.voting.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.notification.ReplacementRequested;
import org.tellers.contracts.voting.CredentialReplaced;
import org.tellers.contracts.voting.RequestRefused;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.voting.Announced;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

/** Notification asks on what it last heard, and voting decides on what is in the box (protocol.md, What we add, 1). */
@QuarkusTest
@WithTestResource(RealParts.class)
class CutOffTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    private SampleBallot ballot;

    @BeforeEach
    void openABox() {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        ballot = new SampleBallot(4, 2);
        facts.deliver(ballot.setup());
    }

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    private Response cast(Ballot made) {
        return given().contentType("application/json")
                .body(made.bytes())
                .post("/api/voting/ballots/" + ballot.uuid() + "/box");
    }

    private void refused(Ballot made, String code) {
        cast(made).then().statusCode(409).body("type", equalTo("urn:tellers:problem:" + code));
    }

    private String votes() {
        return Facts.column("SELECT votes FROM ballot WHERE uuid = ?", ballot.uuid())
                .getFirst();
    }

    @Test
    void whileNotificationIsCutOffNoReplacementLeavesTwoVotesOrNone() throws Exception {
        ReplacementRequested tooLate =
                new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(0), ballot.reserve(0));
        ReplacementRequested inTime =
                new ReplacementRequested(ballot.uuid(), UUID.randomUUID(), ballot.credential(1), ballot.reserve(1));
        RealParts.kafka().stop();
        try {
            // The old code votes, and notification cannot hear of it.
            cast(ballot.vote(0, 0)).then().statusCode(201);
            // This request was read just before the cut, and its answer cannot leave.
            facts.deliver(inTime);
            refused(ballot.vote(1, 0), "credential-revoked");
            cast(ballot.vote(ballot.reserve(1), 1)).then().statusCode(201);
        } finally {
            RealParts.kafka().start();
        }
        // Notification still believes the first code unused.
        org.tellers.testing.Facts.send(ballot.uuid(), tooLate);
        try (Announced announced = new Announced()) {
            assertThat(announced.await(ballot.uuid(), RequestRefused.class, 1))
                    .containsExactly(new RequestRefused(ballot.uuid(), tooLate.requestId(), "already-used"));
            assertThat(announced.await(ballot.uuid(), CredentialReplaced.class, 1))
                    .containsExactly(new CredentialReplaced(
                            ballot.uuid(), inTime.requestId(), ballot.credential(1), ballot.reserve(1)));
        }
        refused(ballot.vote(ballot.reserve(0), 0), "credential-not-active");
        refused(ballot.vote(0, 1), "already-recorded");
        refused(ballot.vote(1, 1), "credential-revoked");
        refused(ballot.vote(ballot.reserve(1), 0), "already-recorded");
        assertThat(votes()).isEqualTo("2");
    }
}
