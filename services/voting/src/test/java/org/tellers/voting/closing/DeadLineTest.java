package org.tellers.voting.closing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.ballot.Ballot;
import org.tellers.testing.MutableClock;
import org.tellers.voting.Facts;
import org.tellers.voting.SampleBallot;

/** Connections to PostgreSQL that are never answered again hold nothing up for longer than the time-out. */
@QuarkusTest
@WithTestResource(FallibleLine.class)
class DeadLineTest {
    @Inject
    MutableClock clock;

    @Inject
    Facts facts;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void aBoxClosesAlthoughConnectionsWentDeadWhileBallotsWereWritten() throws Exception {
        clock.set(SampleBallot.OPENS.plusSeconds(3600));
        SampleBallot open = new SampleBallot(8, 3);
        facts.deliver(open.setup());
        cast(open.uuid(), open.vote(0, 0)).then().statusCode(201);
        clock.set(SampleBallot.CLOSES.minusSeconds(1));
        FallibleLine.goDead();
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int voter = 1; voter < 8; voter++) {
                Ballot ballot = open.vote(voter, 0);
                answers.add(threads.submit(() -> cast(open.uuid(), ballot).statusCode()));
            }
            clock.set(SampleBallot.CLOSES);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20 * FallibleLine.PATIENCE))
                    .until(() -> Facts.column("SELECT state FROM ballot WHERE uuid = ?", open.uuid())
                            .equals(List.of("CLOSED")));
        }
        int acknowledged = 1;
        boolean cutOff = false;
        for (Future<Integer> answer : answers) {
            // Received in time and written over a new line, or told that it was not: never silence.
            assertThat(answer.get()).isIn(201, 409, 503);
            acknowledged += answer.get() == 201 ? 1 : 0;
            cutOff |= answer.get() == 503;
        }
        assertThat(cutOff).as("a ballot met a dead connection").isTrue();
        assertThat(Facts.column("SELECT votes::text FROM ballot WHERE uuid = ?", open.uuid()))
                .isEqualTo(List.of(Integer.toString(acknowledged)));
    }

    private static Response cast(String uuid, Ballot ballot) {
        return given().contentType("application/json")
                .body(ballot.bytes())
                .post("/api/voting/ballots/" + uuid + "/box");
    }
}
