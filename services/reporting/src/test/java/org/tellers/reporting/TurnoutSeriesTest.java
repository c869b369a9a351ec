package org.tellers.reporting;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.tellers.reporting.CountAndDeclareTest.officer;
import static org.tellers.reporting.Soon.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.voting.ConstituencyTurnout;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.testing.Facts;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

/** The turnout over time: what HQ sees, what everyone sees, and what no figure of it may tell. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TurnoutSeriesTest {

    @Inject
    MutableClock clock;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void anHourHasAPointOnlyWhenFiveVotesCameInSinceTheLast() {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).keyed();
        at(Duration.ZERO);
        entitle(ballot, 40);
        announce(ballot, Duration.ofMinutes(20), 1, 2);
        announce(ballot, Duration.ofMinutes(50), 2, 6);
        announce(ballot, Duration.ofMinutes(70), 3, 8);
        announce(ballot, Duration.ofMinutes(130), 4, 12);
        announce(ballot, Duration.ofMinutes(190), 5, 16);

        at(Duration.ofMinutes(245).plusSeconds(40));
        series(ballot)
                .body(
                        "points.at",
                        equalTo(List.of(
                                "2026-02-10T12:00:00Z",
                                "2026-02-10T13:00:00Z",
                                "2026-02-10T15:00:00Z",
                                "2026-02-10T16:05:00Z")),
                        "points.cast",
                        equalTo(List.of(0, 6, 12, 16)));
    }

    @Test
    void theFigureNowSaysToTheMinuteWhenItWasTakenAndWhatAStatutoryBallotWouldNeed() {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).turnout("none").keyed();
        at(Duration.ZERO);
        entitle(ballot, 41);
        announce(ballot, Duration.ofMinutes(10), 1, 9);

        at(Duration.ofMinutes(30).plusSeconds(59));
        series(ballot)
                .body(
                        "entitled", equalTo(41),
                        "cast", equalTo(9),
                        "percent", equalTo(22.0f),
                        "asAt", equalTo("2026-02-10T12:30:00Z"),
                        "publication", equalTo("none"),
                        "thresholds.kind", equalTo(List.of("turnout")),
                        "thresholds[0].measure.needed", equalTo(21),
                        "thresholds[0].measure.met", equalTo(false));
    }

    @Test
    void whatEveryoneSeesOfALiveTurnoutStandsStillForFiveMinutes() {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).turnout("live").keyed();
        at(Duration.ZERO);
        entitle(ballot, 40);
        announce(ballot, Duration.ofMinutes(12), 1, 9);
        published(ballot).body("cast", equalTo(0), "asAt", equalTo("2026-02-10T12:10:00Z"));

        at(Duration.ofMinutes(15));
        published(ballot).body("cast", equalTo(9), "asAt", equalTo("2026-02-10T12:15:00Z"));
        announce(ballot, Duration.ofMinutes(16), 2, 10);
        announce(ballot, Duration.ofMinutes(18), 3, 11);
        published(ballot).body("cast", equalTo(9), "asAt", equalTo("2026-02-10T12:15:00Z"));

        at(Duration.ofMinutes(50));
        published(ballot).body("cast", equalTo(11), "asAt", equalTo("2026-02-10T12:50:00Z"));
    }

    @Test
    void theTurnoutOfAConstituencyStandsStillForFiveMinutesToo() {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).turnout("live").keyed();
        at(Duration.ZERO);
        entitle(ballot, 40);
        announce(ballot, Duration.ofMinutes(12), 1, 9);
        constituencies(ballot).body("cast", equalTo(List.of(0)));

        at(Duration.ofMinutes(15));
        constituencies(ballot).body("cast", equalTo(List.of(9)), "percent", equalTo(List.of(22.5f)));
        announce(ballot, Duration.ofMinutes(16), 2, 10);
        announce(ballot, Duration.ofMinutes(18), 3, 11);
        constituencies(ballot).body("cast", equalTo(List.of(9)));

        at(Duration.ofMinutes(20));
        constituencies(ballot).body("cast", equalTo(List.of(11)));
    }

    @Test
    void whatEveryoneSeesOfAClosedBoxIsWhatItHoldsThoughTheLastAnnouncementIsMissing() {
        ClosedBallot ballot =
                ClosedBallot.of(3, 1, 0).turnout("live").announcedMissing(1).closed();
        published(ballot).body("cast", equalTo(4), "asAt", equalTo("2026-02-27T12:00:00Z"));
        given().get(ballot.path("/turnout/widget"))
                .then()
                .body("state", equalTo("closed"), "figure", equalTo("4 of 20 members voted (20.0%)"));
    }

    @Test
    void theCurveOfAClosedBoxHasNoPointLessThanFiveVotesBeforeItsEnd() {
        ClosedBallot ballot = ClosedBallot.of(8, 4, 0).keyed();
        at(Duration.ZERO);
        entitle(ballot, 40);
        announce(ballot, Duration.ofMinutes(20), 1, 5);
        announce(ballot, Duration.ofMinutes(80), 2, 10);
        at(Duration.ofMinutes(130));
        series(ballot).body("points.cast", equalTo(List.of(0, 5, 10, 10)));

        ballot.close();
        series(ballot).body("points.cast", equalTo(List.of(0, 5, 12)));
    }

    @Test
    void theCurveOfAClosedBoxEndsAtTheCloseWithItsVotes() {
        ClosedBallot ballot = ClosedBallot.of(3, 1, 0).announcedMissing(1).closed();
        series(ballot)
                .body(
                        "cast", equalTo(4),
                        "asAt", equalTo("2026-02-27T12:00:00Z"),
                        "points.cast", equalTo(List.of(0, 4)));
    }

    @Test
    void nothingIsToldOfFewerMembersThanTheMinimumNorBeforeTheRollIsFrozen() {
        ClosedBallot ballot = ClosedBallot.of(1, 0, 0).minimum(20).keyed();
        await().untilAsserted(() -> series(ballot).body("withheld", equalTo("roll-not-frozen")));
        Facts.send(ballot.uuid(), entitlement(ballot, 19));
        Facts.send(ballot.uuid(), new VotesCounted(ballot.uuid(), 1, 8, List.of(new ConstituencyTurnout("all", 8))));
        await().untilAsserted(() -> series(ballot).body("withheld", equalTo("under-minimum")));
        series(ballot)
                .body(
                        "entitled", nullValue(),
                        "cast", nullValue(),
                        "asAt", nullValue(),
                        "points", empty(),
                        "thresholds", empty());
    }

    private void at(Duration sinceOpening) {
        clock.set(ClosedBallot.OPENS.plus(sinceOpening));
    }

    private static void entitle(ClosedBallot ballot, int entitled) {
        Facts.send(ballot.uuid(), entitlement(ballot, entitled));
        await().untilAsserted(() -> series(ballot).body("entitled", equalTo(entitled)));
    }

    private static EntitlementCounted entitlement(ClosedBallot ballot, int entitled) {
        return new EntitlementCounted(
                ballot.uuid(), 1, entitled, List.of(new ConstituencyEntitlement("all", "All members", entitled)), null);
    }

    private void announce(ClosedBallot ballot, Duration sinceOpening, int batch, int cast) {
        at(sinceOpening);
        Facts.send(
                ballot.uuid(),
                new VotesCounted(ballot.uuid(), batch, cast, List.of(new ConstituencyTurnout("all", cast))));
        await().untilAsserted(() -> series(ballot).body("cast", equalTo(cast)));
    }

    private static ValidatableResponse published(ClosedBallot ballot) {
        return given().get(ballot.path("/turnout")).then().statusCode(200);
    }

    private static ValidatableResponse constituencies(ClosedBallot ballot) {
        return officer().get(ballot.path("/turnout/constituencies")).then().statusCode(200);
    }

    private static ValidatableResponse series(ClosedBallot ballot) {
        return officer().get(ballot.path("/turnout/series")).then().statusCode(200);
    }
}
