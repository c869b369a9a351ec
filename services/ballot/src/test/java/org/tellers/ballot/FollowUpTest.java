package org.tellers.ballot;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.followup.FollowUps;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

/** Trigger dates (rule R16, story H13). */
@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
class FollowUpTest {

    private static final LocalDate CLOSE = LondonTime.at(Hq.CLOSES).toLocalDate();

    @Inject
    MutableClock clock;

    @Inject
    FollowUps followUps;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void onTheDayHeadquartersGetsATaskOnceHoweverManyReplicasLookAndSaysWhatBecameOfIt() throws Exception {
        LocalDate day = CLOSE.plusDays(10);
        String uuid = approved("Trigger", day, day.plusYears(1));
        Instant begins = day.atStartOfDay(LondonTime.LONDON).toInstant();
        clock.set(begins.minusMillis(1));
        openAtOnce(uuid);
        mine("open").body(hits(uuid), hasSize(0));
        done(uuid, 1, "Too early").statusCode(409).body("type", equalTo("urn:tellers:problem:follow-up-waiting"));
        clock.set(begins);
        openAtOnce(uuid);
        mine("open")
                .body(hits(uuid) + ".number", contains(1))
                .body(hits(uuid) + ".on", contains(day.toString()))
                .body(hits(uuid) + "[0].nextSteps", hasItem(containsString("there is no result yet")));
        mine("waiting").body(hits(uuid) + ".number", contains(2));
        Hq.see(uuid)
                .body("followUps.state", contains("open", "waiting"))
                .body("warnings", hasItem(containsString("Trigger date 1 has come")));
        log(uuid).body("items.findAll { it.action == 'trigger-date-came' }.why", contains("trigger date 1, " + day));
        done(uuid, 1, " ").statusCode(400).body("type", equalTo("urn:tellers:problem:note-unfit"));
        done(uuid, 1, "No progress; A. N. Other asks the NEC for a postal ballot")
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("doneBy", equalTo("approver"))
                .body("nextSteps", hasSize(0));
        done(uuid, 1, "Again").statusCode(409).body("type", equalTo("urn:tellers:problem:follow-up-done"));
        done(uuid, 7, "Which").statusCode(404);
        mine("open").body(hits(uuid), hasSize(0));
        mine("done").body(hits(uuid) + ".note", contains(containsString("postal ballot")));
        log(uuid)
                .body("items.action", hasItem("trigger-date-done"))
                .body("items.findAll { it.why }.why", everyItem(not(containsString("Other"))));
    }

    @Test
    void theClockOpensItByItselfAndADateOfACancelledBallotLapses() {
        LocalDate day = CLOSE.plusDays(20);
        String kept = approved("Kept", day);
        String cancelled = approved("Cancelled", day);
        String cancellation = Hq.BALLOTS + "/" + cancelled + "/cancellation";
        Hq.officer().body("{\"reason\":\"Settled\"}").post(cancellation).then().statusCode(200);
        Hq.approver().post(cancellation + "/confirmation").then().statusCode(200);
        clock.set(day.atStartOfDay(LondonTime.LONDON).toInstant());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Hq.see(kept).body("followUps.state", contains("open"));
            Hq.see(cancelled).body("followUps.state", contains("lapsed"));
        });
        log(cancelled).body("items.action", not(hasItem("trigger-date-came")));
    }

    @Test
    void theNotesGoTwelveMonthsAfterTheLastDateWasDoneAndTheDatesStay() throws Exception {
        LocalDate day = CLOSE.plusYears(2);
        LocalDate second = day.plusMonths(6);
        String uuid = approved("Forgotten", day, second);
        clock.set(day.atStartOfDay(LondonTime.LONDON).toInstant());
        openAtOnce(uuid);
        done(uuid, 1, "A. N. Other spoke to the employer").statusCode(200);
        clock.set(second.atStartOfDay(LondonTime.LONDON).toInstant());
        openAtOnce(uuid);
        Instant done = day.plusYears(1).atStartOfDay(LondonTime.LONDON).toInstant();
        clock.set(done.plus(Duration.ofDays(1)));
        erase().body("findAll { it.ballot == '" + uuid + "' }.rule", not(hasItem("follow-up-notes")));
        clock.set(done);
        done(uuid, 2, "No ballot follows").statusCode(200);
        clock.set(day.plusYears(2).atStartOfDay(LondonTime.LONDON).toInstant());
        erase().body("findAll { it.ballot == '" + uuid + "' }.rule", not(hasItem("follow-up-notes")));
        mine("done").body(hits(uuid) + ".note", hasItem("A. N. Other spoke to the employer"));

        clock.advance(Duration.ofMillis(1));
        erase().body("find { it.ballot == '" + uuid + "' && it.rule == 'follow-up-notes' }.erased", equalTo(2));
        mine("done")
                .body(hits(uuid) + ".number", contains(1, 2))
                .body(hits(uuid) + ".text", everyItem(equalTo("Acceptable progress?")))
                .body(hits(uuid) + ".note", everyItem(nullValue()))
                .body(hits(uuid) + ".doneBy", everyItem(nullValue()));
        done(uuid, 1, "Again").statusCode(409).body("detail", containsString("erased"));
    }

    @Test
    void aDateThatNobodyFollowsUpLapsesAfterAYearAndTheNotesOfTheOthersDoNotStayForEver() throws Exception {
        LocalDate day = CLOSE.plusDays(30);
        String uuid = approved("Neglected", day, day.plusDays(1));
        clock.set(day.plusDays(1).atStartOfDay(LondonTime.LONDON).toInstant());
        openAtOnce(uuid);
        done(uuid, 1, "A. N. Other spoke to the employer").statusCode(200);
        Instant year =
                day.plusDays(1).plusYears(1).atStartOfDay(LondonTime.LONDON).toInstant();
        clock.set(year.minusMillis(1));
        openAtOnce(uuid);
        mine("open").body(hits(uuid) + ".number", contains(2));
        erase().body("findAll { it.ballot == '" + uuid + "' }.rule", not(hasItem("follow-up-notes")));

        clock.set(year);
        openAtOnce(uuid);
        mine("open").body(hits(uuid), hasSize(0));
        mine("lapsed").body(hits(uuid) + ".number", contains(2));
        log(uuid)
                .body(
                        "items.findAll { it.action == 'trigger-date-lapsed' }.why",
                        contains("trigger date 2, " + day.plusDays(1)));
        done(uuid, 2, "Too late")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:follow-up-lapsed"))
                .body("detail", containsString("twelve months"));
        clock.advance(Duration.ofMillis(1));
        erase().body("find { it.ballot == '" + uuid + "' && it.rule == 'follow-up-notes' }.erased", equalTo(1));
        mine("done").body(hits(uuid) + ".note", contains(nullValue()));
    }

    @Test
    void theListIsPagedAndItsWordsAreChecked() {
        approved("Paged", CLOSE, CLOSE.plusDays(1));
        String next = list("state=waiting&limit=1")
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("next");
        list("state=waiting&limit=1&after=" + next).statusCode(200).body("items", hasSize(1));
        list("state=overdue").statusCode(400).body("field", equalTo("state"));
        list("after=x").statusCode(400).body("field", equalTo("after"));
        list("limit=0").statusCode(400);
    }

    private void openAtOnce(String uuid) throws Exception {
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<?>> rounds = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                rounds.add(
                        replicas.submit(() -> QuarkusTransaction.requiringNew().run(() -> followUps.open(uuid))));
            }
            for (Future<?> round : rounds) {
                round.get();
            }
        }
    }

    private static String approved(String section, LocalDate... days) {
        List<String> triggers = new ArrayList<>();
        for (LocalDate day : days) {
            triggers.add("{\"on\":\"" + day + "\",\"text\":\"Acceptable progress?\",\"question\":1}");
        }
        String uuid = Hq.officer()
                .body(Hq.body(section).replaceFirst("\\{", "{\"triggers\":[" + String.join(",", triggers) + "],"))
                .post(Hq.BALLOTS)
                .then()
                .statusCode(201)
                .body("triggers", hasSize(days.length))
                .body("followUps", hasSize(0))
                .extract()
                .path("uuid");
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        return uuid;
    }

    private static ValidatableResponse done(String uuid, int number, String note) {
        return Hq.approver()
                .body("{\"note\":\"" + note + "\"}")
                .post(Hq.BALLOTS + "/" + uuid + "/follow-ups/" + number + "/completion")
                .then();
    }

    private static ValidatableResponse list(String query) {
        return Hq.officer().get("/api/ballot/follow-ups?" + query).then();
    }

    private static ValidatableResponse mine(String state) {
        return list("limit=500&state=" + state).statusCode(200);
    }

    private static ValidatableResponse erase() {
        return Hq.officer().post("/api/ballot/retention/runs").then().statusCode(200);
    }

    private static String hits(String uuid) {
        return "items.findAll { it.ballot == '" + uuid + "' }";
    }

    private static ValidatableResponse log(String uuid) {
        return Hq.officer().get(Hq.BALLOTS + "/" + uuid + "/log").then().statusCode(200);
    }
}
