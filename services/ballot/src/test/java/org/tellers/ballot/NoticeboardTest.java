package org.tellers.ballot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

/** What everybody may know of a ballot (stories M12, H14 and H15, rules R5, R8 and R14). */
@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
class NoticeboardTest {

    private static final Instant STARTS = Hq.OPENS.plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);

    @Inject
    MutableClock clock;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void aBallotIsPublicFromItsApprovalOnInBothLanguagesAndNamesNobody() {
        String uuid = Hq.officer()
                .body(Hq.body("Notice").replaceFirst("\\{", """
                    {"welsh":{"name":"Pleidlais ddangosol","authority":"Cynnig 4",
                      "questions":[{"question":"A ydych yn barod?","answers":["Ydw","Nac ydw","Ymatal"]}]},"""))
                .post(Hq.BALLOTS)
                .then()
                .statusCode(201)
                .extract()
                .path("uuid");
        // Nobody learns that it is being drafted: the answer is that of a ballot that is not there.
        assertThat(see(uuid).statusCode(404).extract().asString().replace(uuid, "6KtJmwugEAEpW8"))
                .isEqualTo(see("6KtJmwugEAEpW8").statusCode(404).extract().asString());
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        ValidatableResponse seen = see(uuid)
                .statusCode(200)
                .header("Cache-Control", "public, no-cache")
                .body("state", equalTo("approved"))
                .body("name.en", equalTo("Workloads indicative ballot"))
                .body("name.cy", equalTo("Pleidlais ddangosol"))
                .body("authority.en", equalTo("NEC motion 4"))
                .body("questions[0].question.cy", equalTo("A ydych yn barod?"))
                .body("questions[0].answers.en", contains("Yes", "No", "Abstain"))
                .body("questions[0].answers.cy", contains("Ydw", "Nac ydw", "Ymatal"))
                .body("opensAt", equalTo(Hq.OPENS.toString()))
                .body("timeZone", equalTo("Europe/London"))
                .body("helpLine", equalTo("020 7223 4887"))
                .body("publication.turnout", equalTo("live"))
                .body("extensions", hasSize(0))
                .body("faq", hasSize(0));
        String text = seen.extract().asString();
        assertThat(text).doesNotContain("officer", "approver", "Subject", "memberId");
        given().header("If-None-Match", seen.extract().header("ETag"))
                .get(path(uuid))
                .then()
                .statusCode(304);
    }

    @Test
    void joiningForAVoteClosesItselfAtTheCutOffAlsoForWhoHasThePageInACache() {
        String uuid = Hq.approved("Join");
        Instant cutOff = Instant.parse(Hq.see(uuid).extract().path("lateJoinerCutOff"));
        clock.set(cutOff.minusMillis(1));
        String tag = see(uuid)
                .statusCode(200)
                .body("joinToVote.before", equalTo(cutOff.toString()))
                .body("joinToVote.open", equalTo(true))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get(path(uuid)).then().statusCode(304);
        clock.set(cutOff);
        given().header("If-None-Match", tag)
                .get(path(uuid))
                .then()
                .statusCode(200)
                .body("joinToVote.open", equalTo(false));
    }

    @Test
    void headquartersWritesQuestionsAndAnswersAndEachChangeIsRecorded() {
        String uuid = Hq.draft("Faq");
        faq(uuid, """
            {"version":0,"entries":[{"question":{"en":"Who can vote?","cy":"Pwy sy'n cael pleidleisio?"},
              "answer":{"en":"Every member\\nin Probation"}}]}""").statusCode(200).body("version", equalTo(1));
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        see(uuid)
                .body("faq[0].question.cy", equalTo("Pwy sy'n cael pleidleisio?"))
                .body("faq[0].answer.en", equalTo("Every member\nin Probation"))
                .body("faq[0].answer.cy", nullValue());
        faq(uuid, "{\"version\":0,\"entries\":[]}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:faq-changed"));
        faq(uuid, "{\"version\":1,\"entries\":[{\"question\":{\"cy\":\"x\"},\"answer\":null}]}")
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:faq-unfit"))
                .body("violations.field", contains("entries[0].question.en", "entries[0].answer.en"));
        faq(uuid, "{\"entries\":[]}").statusCode(400).body("field", equalTo("version"));
        see(uuid).body("faq", hasSize(1));
        faq(uuid, "{\"version\":1,\"entries\":[]}").statusCode(200).body("version", equalTo(2));
        see(uuid).body("faq", hasSize(0));
        log(uuid)
                .body(
                        "items.findAll { it.action == 'faq-changed' }.why",
                        contains("version 1, 1 questions", "version 2, 0 questions"))
                .body("items.why", everyItem(not(containsString("Probation"))));
    }

    @Test
    void aMeetingIsPublicAndInTheCalendarUntilItIsCalledOff() throws Exception {
        String uuid = Hq.draft("Meetings");
        String id = meeting(uuid, "Holi ac ateb").statusCode(201).extract().path("id");
        given().get(path(uuid) + "/meetings.ics").then().statusCode(404);
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        see(uuid)
                .body("meetings[0].id", equalTo(id))
                .body("meetings[0].cancelled", equalTo(false))
                .body("meetings[0].meeting.title.cy", equalTo("Holi ac ateb"))
                .body("meetings[0].meeting.startsAt", equalTo(STARTS.toString()));
        ValidatableResponse all = given().get(path(uuid) + "/meetings.ics?language=cy")
                .then()
                .statusCode(200)
                .contentType("text/calendar;charset=UTF-8");
        assertThat(all.extract().asString()).contains("UID:" + id, "SUMMARY;LANGUAGE=cy:Holi ac ateb", "SEQUENCE:0");
        given().header("If-None-Match", all.extract().header("ETag"))
                .get(path(uuid) + "/meetings.ics?language=cy")
                .then()
                .statusCode(304);
        Hq.officer()
                .body(meetingText("Q&A", STARTS.plusSeconds(3_600)))
                .put(Hq.BALLOTS + "/" + uuid + "/meetings/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        Hq.officer()
                .delete(Hq.BALLOTS + "/" + uuid + "/meetings/" + id)
                .then()
                .statusCode(200)
                .body("cancelled", equalTo(true));
        assertThat(given().get(path(uuid) + "/meetings/" + id + "/meeting.ics")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("STATUS:CANCELLED", "SEQUENCE:2");
        see(uuid).body("meetings[0].cancelled", equalTo(true));
        ValidatableResponse again =
                Hq.officer().delete(Hq.BALLOTS + "/" + uuid + "/meetings/" + id).then();
        assertThat(Hq.code(again.statusCode(409))).isEqualTo("meeting-called-off");
        given().get(path(uuid) + "/meetings.ics?language=de")
                .then()
                .statusCode(400)
                .body("field", equalTo("language"));
        given().get(path(uuid) + "/meetings/" + UUID.randomUUID() + "/meeting.ics")
                .then()
                .statusCode(404);
        given().get(path(Hq.approved("Meetings")) + "/meetings.ics").then().statusCode(404);
        log(uuid)
                .body("items.action", hasItems("meeting-added", "meeting-changed", "meeting-called-off"))
                .body("items.why", everyItem(not(containsString("Q&A"))));
    }

    @Test
    void aMeetingWithFaultsIsNotStored() {
        String uuid = Hq.draft("Faults");
        Hq.officer()
                .body("{\"title\":{\"en\":\"Q\"},\"startsAt\":\"" + STARTS + "\",\"endsAt\":\"" + STARTS + "\"}")
                .post(Hq.BALLOTS + "/" + uuid + "/meetings")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:meeting-unfit"))
                .body("violations.code", contains("place-missing", "times-reversed"));
        Hq.officer().get(Hq.BALLOTS + "/" + uuid + "/meetings").then().body("$", hasSize(0));
    }

    @Test
    void aLaterCloseIsAnnouncedToEverybodyAndAfterTheCloseNothingElseIs() throws Exception {
        Hq.members("Later", 20);
        String uuid = Hq.keyed("Later");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        String fingerprint = Hq.see(uuid).extract().path("fingerprint");
        Facts.announce(
                uuid, new SetupWritten(uuid, "b".repeat(64), fingerprint, 25, 20, 1), new BoxOpened(uuid, Hq.OPENS));
        Hq.waitFor(uuid, "open");
        Instant later = Hq.CLOSES.plus(Duration.ofDays(3));
        String extension = Hq.BALLOTS + "/" + uuid + "/extension";
        Hq.officer()
                .body("{\"closesAt\":\"" + later + "\",\"reason\":\"Mail outage\"}")
                .post(extension)
                .then()
                .statusCode(200);
        see(uuid).body("extensions", hasSize(0)).body("closesAt", equalTo(Hq.CLOSES.toString()));
        Hq.approver().post(extension + "/confirmation").then().statusCode(200);
        see(uuid)
                .body("fingerprint", equalTo(fingerprint))
                .body("closesAt", equalTo(later.toString()))
                .body("extensions.previousClosesAt", contains(Hq.CLOSES.toString()))
                .body("extensions.closesAt", contains(later.toString()))
                .body("extensions.reason", contains("Mail outage"));
        Facts.announce(uuid, new BoxClosed(uuid, later, "a".repeat(64), 9, "[]", "{}", null, null, null));
        Hq.waitFor(uuid, "closed");
        see(uuid).body("state", equalTo("closed")).body("joinToVote.open", equalTo(false));
        assertThat(Hq.code(faq(uuid, "{\"version\":0,\"entries\":[]}").statusCode(409)))
                .isEqualTo("ballot-closed");
        assertThat(Hq.code(meeting(uuid, "Rhy hwyr").statusCode(409))).isEqualTo("ballot-closed");
    }

    private static ValidatableResponse meeting(String uuid, String welsh) throws Exception {
        return Hq.officer()
                .body(meetingText(welsh, STARTS))
                .post(Hq.BALLOTS + "/" + uuid + "/meetings")
                .then();
    }

    private static String meetingText(String welsh, Instant starts) throws Exception {
        return """
            {"title":{"en":"Questions and answers","cy":%s},"startsAt":"%s","endsAt":"%s",
             "url":"https://example.org/meet"}""".formatted(new ObjectMapper().writeValueAsString(welsh), starts, starts.plusSeconds(5_400));
    }

    private static ValidatableResponse faq(String uuid, String body) {
        return Hq.officer().body(body).put(Hq.BALLOTS + "/" + uuid + "/faq").then();
    }

    private static ValidatableResponse log(String uuid) {
        return Hq.officer().get(Hq.BALLOTS + "/" + uuid + "/log").then().statusCode(200);
    }

    private static String path(String uuid) {
        return "/api/ballot/public/ballots/" + uuid;
    }

    private static ValidatableResponse see(String uuid) {
        return given().get(path(uuid)).then();
    }
}
