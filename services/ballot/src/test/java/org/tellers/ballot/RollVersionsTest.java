package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.ballot.schedule.LondonTime;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.ExclusionRequested;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.notification.EntryRefused;
import org.tellers.contracts.notification.ExclusionSettled;
import org.tellers.contracts.notification.ReserveCounted;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;

/** Late joiners, leavers and denominators by version (rule R5, stories H8 and H9). */
@QuarkusTest
@WithTestResource(RealParts.class)
class RollVersionsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MutableClock clock;

    @AfterEach
    void letTheClockRun() {
        clock.follow();
    }

    @Test
    void whoJoinsBeforeTheCutOffComesOntoTheRollAtItByTheClock() throws Exception {
        String uuid = open("CutOff", 20);
        Instant cutOff = cutOff(uuid);
        UUID inTime = member("CutOff", cutOff.minusMillis(1), false);
        member("CutOff", cutOff, false);
        LocalDate day = LondonTime.at(cutOff).toLocalDate();
        member("CutOff", day.atStartOfDay(LondonTime.LONDON).toInstant(), true);
        UUID dayBefore = member(
                "CutOff", day.minusDays(1).atStartOfDay(LondonTime.LONDON).toInstant(), true);

        clock.set(cutOff.minusMillis(1));
        // Nothing happens by itself before the cut-off, though there are late joiners to see.
        Hq.officer().get(path(uuid, "/supplements")).then().statusCode(200).body("cutOff", equalTo(cutOff.toString()));
        clock.set(cutOff);
        List<JsonNode> added = Facts.about(uuid, RollEntryAdded.class, 22);
        assertThat(added.subList(20, 22))
                .extracting(entry -> entry.path("memberId").asText())
                .containsExactlyInAnyOrder(inTime.toString(), dayBefore.toString());
        assertThat(added.subList(20, 22))
                .allMatch(entry -> entry.path("version").asInt() == 2);
        assertThat(Facts.about(uuid, AdmissionIssued.class, 22)).hasSize(22);
        assertThat(Facts.about(uuid, RollFrozen.class, 2)
                        .getLast()
                        .path("entries")
                        .asInt())
                .isEqualTo(22);
        assertThat(Facts.about(uuid, EntitlementCounted.class, 2)
                        .getLast()
                        .path("entitled")
                        .asInt())
                .isEqualTo(22);
        versions(uuid)
                .body("version", contains(1, 2))
                .body("change", contains("freeze", "supplement"))
                .body("entitled", contains(20, 22))
                .body("added", contains(20, 2))
                .body("by", contains("officer", "platform"));
        // Whom the register learns of later in the day follows in the next quarter of an hour.
        UUID imported = member("CutOff", cutOff.minusSeconds(600), false);
        clock.set(cutOff.plus(Duration.ofMinutes(15)));
        assertThat(Facts.about(uuid, RollEntryAdded.class, 23)
                        .getLast()
                        .path("memberId")
                        .asText())
                .isEqualTo(imported.toString());
        Hq.officer()
                .get(path(uuid, "/supplements"))
                .then()
                .body("lateJoiners", equalTo(0))
                .body("toConfirm", hasSize(1))
                .body("tooLate", equalTo(1));
        log(uuid)
                .body("items.action", hasItem("roll-supplemented"))
                .body("items.why", hasItem(containsString("1 joined on that day without a time")));
    }

    @Test
    void anOfficerAddsLateJoinersAndConfirmsThoseOfTheDay() throws Exception {
        String uuid = open("Officer", 20);
        Instant cutOff = cutOff(uuid);
        member("Officer", cutOff.minusSeconds(60), false);
        UUID onTheDay = member(
                "Officer",
                LondonTime.at(cutOff)
                        .toLocalDate()
                        .atStartOfDay(LondonTime.LONDON)
                        .toInstant(),
                true);
        clock.set(cutOff.minusSeconds(1));
        String key = Hq.key();
        supplement(uuid, key, "{\"added\":1,\"confirmed\":[\"" + UUID.randomUUID() + "\"]}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:nothing-to-confirm"))
                .body("field", equalTo("confirmed"));
        supplement(uuid, key, "{\"added\":1,\"confirmed\":[\"" + onTheDay + "\"]}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:late-joiners-changed"));
        ValidatableResponse done = supplement(uuid, key, "{\"added\":2,\"confirmed\":[\"" + onTheDay + "\"]}")
                .statusCode(201)
                .body("version", equalTo(2))
                .body("entitled", equalTo(22));
        // The same key again gives the same answer and adds nobody.
        assertThat(supplement(uuid, key, "{\"added\":2}")
                        .statusCode(201)
                        .extract()
                        .asString())
                .isEqualTo(done.extract().asString());
        supplement(uuid, Hq.key(), "{\"added\":0}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:no-late-joiners"));
        supplement(uuid, Hq.key(), "{}").statusCode(400).body("field", equalTo("added"));
        assertThat(Facts.about(uuid, RollEntryAdded.class, 22)).hasSize(22);
        log(uuid).body("items.why", everyItem(not(containsString(onTheDay.toString()))));
    }

    @Test
    void aSupplementBeyondTheReserveAddsNobodyAndSaysSo() throws Exception {
        String uuid = open("Spare", 20);
        Instant cutOff = cutOff(uuid);
        Facts.announce(uuid, new ReserveCounted(uuid, 1, 5, 2));
        await().atMost(SOON).untilAsserted(() -> Hq.see(uuid).body("reserveLeft", equalTo(2)));
        for (int i = 0; i < 3; i++) {
            member("Spare", cutOff.minusSeconds(60), false);
        }
        clock.set(cutOff.minusSeconds(1));
        supplement(uuid, Hq.key(), "{\"added\":3}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:reserve-exhausted"));
        clock.set(cutOff);
        await().atMost(SOON).untilAsserted(() -> log(uuid).body("items.action", hasItem("supplement-refused")));
        versions(uuid).body("version", contains(1));
        assertThat(Facts.about(uuid, RollEntryAdded.class, 20)).hasSize(20);
        Facts.announce(uuid, new ReserveCounted(uuid, 1, 5, 1));
        await().atMost(SOON)
                .untilAsserted(() -> Hq.see(uuid)
                        .body("warnings", hasItem(containsString("1 of the 5 spare credentials are left"))));
    }

    @Test
    void lateJoinersWithoutACredentialAreNoLongerCounted() throws Exception {
        String uuid = open("Refused", 20);
        Instant cutOff = cutOff(uuid);
        member("Refused", cutOff.minusSeconds(60), false);
        member("Refused", cutOff.minusSeconds(60), false);
        clock.set(cutOff);
        List<JsonNode> added = Facts.about(uuid, RollEntryAdded.class, 22).subList(20, 22);
        for (JsonNode entry : added) {
            Facts.announce(uuid, new EntryRefused(uuid, id(entry, "entryId"), "reserve-exhausted"));
        }
        Facts.announce(uuid, new ReserveCounted(uuid, 2, 5, 1));
        await().atMost(SOON).untilAsserted(() -> versions(uuid).body("entitled.getLast()", equalTo(20)));
        versions(uuid).body("refused.sum()", equalTo(2)).body("change.getLast()", equalTo("correction"));
        assertThat(Facts.about(uuid, RollEntryExcluded.class, 2))
                .allMatch(fact -> fact.path("reason").asText().equals("reserve-exhausted"));
        // They are still waiting, should a place be found.
        Hq.officer()
                .get(path(uuid, "/supplements"))
                .then()
                .body("lateJoiners", equalTo(2))
                .body("reserveLeft", equalTo(1));
    }

    @Test
    void aLeaverIsNoLongerCountedOnceTheCredentialIsRevokedAndAVoterStays() throws Exception {
        String uuid = open("Leavers", 20);
        List<JsonNode> entries = Facts.about(uuid, RollEntryAdded.class, 20);
        JsonNode leaver = entries.getFirst();
        JsonNode voter = entries.getLast();
        exclude(uuid, Hq.key(), members("left", leaver, voter)).statusCode(202).body("asked", equalTo(2));
        exclude(uuid, Hq.key(), members("left", leaver))
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:exclusion-asked"))
                .body("field", equalTo("members[0]"));
        assertThat(Facts.about(uuid, ExclusionRequested.class, 2)).hasSize(2);
        // Nothing is decided yet: voting may still find a vote.
        versions(uuid).body("version", contains(1));
        Facts.announce(
                uuid,
                new ExclusionSettled(uuid, id(voter, "entryId"), false, "already-used"),
                new ExclusionSettled(uuid, id(leaver, "entryId"), true, null),
                new ExclusionSettled(uuid, id(leaver, "entryId"), true, null));
        await().atMost(SOON).untilAsserted(() -> versions(uuid).body("version", contains(1, 2)));
        versions(uuid)
                .body("entitled", contains(20, 19))
                .body("excluded", contains(0, 1))
                .body("by", contains("officer", "officer"))
                .body("why[1]", equalTo("1 excluded (left 1)"));
        assertThat(Facts.about(uuid, RollEntryExcluded.class, 1))
                .extracting(fact -> fact.path("entryId").asText())
                .containsExactly(leaver.path("entryId").asText());
        JsonNode counted = Facts.about(uuid, EntitlementCounted.class, 2).getLast();
        assertThat(counted.path("version").asInt()).isEqualTo(2);
        assertThat(counted.path("entitled").asInt()).isEqualTo(19);
        Hq.officer()
                .get(path(uuid, "/exclusions"))
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.entryId == '" + leaver.path("entryId").asText() + "' }.state",
                        equalTo("excluded"))
                .body("items.find { it.entryId == '" + voter.path("entryId").asText() + "' }.state", equalTo("refused"))
                .body(
                        "items.find { it.entryId == '" + voter.path("entryId").asText() + "' }.refusal",
                        equalTo("already-used"));
        exclude(uuid, Hq.key(), members("left", voter))
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:exclusion-refused"));
        log(uuid)
                .body("items.action", hasItem("exclusion-asked"))
                .body("items.action", hasItem("exclusion-refused"))
                .body(
                        "items.why",
                        everyItem(not(containsString(leaver.path("memberId").asText()))))
                .body(
                        "items.why",
                        everyItem(not(containsString(voter.path("memberId").asText()))));
        // Whoever was excluded does not come back by the clock.
        clock.set(cutOff(uuid));
        await().atMost(SOON).untilAsserted(() -> log(uuid).body("items.action", hasItem("late-joiners-sought")));
        versions(uuid).body("version", contains(1, 2));
    }

    @Test
    void anAnswerAfterTheCloseStillCorrectsTheDenominators() throws Exception {
        String uuid = open("Closing", 20);
        JsonNode leaver = Facts.about(uuid, RollEntryAdded.class, 20).getFirst();
        exclude(uuid, Hq.key(), members("suspended", leaver)).statusCode(202);
        Facts.announce(uuid, new BoxClosed(uuid, Hq.CLOSES, "a".repeat(64), 9, "[]", "{}", null, null, null));
        Hq.waitFor(uuid, "closed");
        exclude(
                        uuid,
                        Hq.key(),
                        members(
                                "left",
                                Facts.about(uuid, RollEntryAdded.class, 20).getLast()))
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:ballot-closed"));
        supplement(uuid, Hq.key(), "{\"added\":1}")
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:ballot-closed"));
        Facts.announce(uuid, new ExclusionSettled(uuid, id(leaver, "entryId"), true, null));
        await().atMost(SOON).untilAsserted(() -> versions(uuid).body("entitled", contains(20, 19)));
    }

    @Test
    void whoLeftSinceTheFreezeIsShownAndNobodyIsExcludedByItself() throws Exception {
        String uuid = open("Shown", 20);
        List<JsonNode> entries = Facts.about(uuid, RollEntryAdded.class, 20);
        sql("UPDATE member SET status = 'suspended' WHERE member_id = ?", id(entries.get(0), "memberId"));
        sql(
                "UPDATE member SET left_at = now() - interval '1 hour' WHERE member_id = ?",
                id(entries.get(1), "memberId"));
        sql("UPDATE member SET section = 'Elsewhere' WHERE member_id = ?", id(entries.get(2), "memberId"));
        sql("DELETE FROM member WHERE member_id = ?", id(entries.get(3), "memberId"));
        Hq.officer()
                .get(path(uuid, "/leavers"))
                .then()
                .statusCode(200)
                .body("count", equalTo(4))
                .body("items.reason.sort()", contains("left", "left", "not-eligible", "suspended"));
        versions(uuid).body("version", contains(1));
    }

    @Test
    void theSampleShowsMembersWithoutNamesBeforeTheFreeze() throws Exception {
        Hq.members("Sample", 30);
        String uuid = Hq.draft("Sample");
        Hq.officer()
                .get(path(uuid, "/preview/sample?limit=7"))
                .then()
                .statusCode(200)
                .body("size()", equalTo(7))
                .body("section", everyItem(equalTo("Sample")))
                .body("memberId.unique().size()", equalTo(7));
        Hq.officer().get(path(uuid, "/preview/sample?limit=0")).then().statusCode(400);
        Hq.officer()
                .get(path(uuid, "/supplements"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tellers:problem:roll-not-frozen"));
    }

    @Test
    void faultsOfAnExclusionAreNamedAndNothingIsStored() throws Exception {
        String uuid = open("Faults", 20);
        JsonNode entry = Facts.about(uuid, RollEntryAdded.class, 20).getFirst();
        exclude(uuid, Hq.key(), "{\"members\":[],\"reason\":\"left\"}")
                .statusCode(400)
                .body("field", equalTo("members"));
        exclude(uuid, Hq.key(), members("because", entry)).statusCode(400).body("field", equalTo("reason"));
        exclude(uuid, Hq.key(), members("left", entry, entry)).statusCode(400).body("field", equalTo("members[1]"));
        exclude(
                        uuid,
                        Hq.key(),
                        "{\"members\":[\"" + entry.path("memberId").asText() + "\",\"" + UUID.randomUUID()
                                + "\"],\"reason\":\"left\"}")
                .statusCode(400)
                .body("type", equalTo("urn:tellers:problem:member-not-on-roll"))
                .body("field", equalTo("members[1]"));
        Hq.officer().get(path(uuid, "/exclusions")).then().body("items", hasSize(0));
        log(uuid).body("items.action", not(hasItem("exclusion-asked")));
    }

    @Test
    void twoOfficersAtOnceAddALateJoinerOnce() throws Exception {
        String uuid = open("Twice", 20);
        Instant cutOff = cutOff(uuid);
        member("Twice", cutOff.minusSeconds(60), false);
        clock.set(cutOff.minusSeconds(1));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(both.submit(() ->
                        supplement(uuid, Hq.key(), "{\"added\":1}").extract().statusCode()));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
        versions(uuid).body("entitled", contains(20, 21));
    }

    @Test
    void whileKafkaIsAwayTheRollChangesAndTheOthersHearOfItOnceAndInOrderLater() throws Exception {
        String uuid = open("Away", 20);
        Instant cutOff = cutOff(uuid);
        member("Away", cutOff.minusSeconds(60), false);
        JsonNode leaver = Facts.about(uuid, RollEntryAdded.class, 20).getFirst();
        clock.set(cutOff.minusSeconds(1));
        RealParts.kafka().stop();
        try {
            supplement(uuid, Hq.key(), "{\"added\":1}").statusCode(201).body("version", equalTo(2));
            exclude(uuid, Hq.key(), members("died", leaver)).statusCode(202);
        } finally {
            RealParts.kafka().start();
        }
        assertThat(Facts.about(uuid, RollEntryAdded.class, 21)).hasSize(21);
        assertThat(Facts.about(uuid, ExclusionRequested.class, 1)).hasSize(1);
        assertThat(Facts.about(uuid, EntitlementCounted.class, 2))
                .extracting(fact -> fact.path("entitled").asInt())
                .containsExactly(20, 21);
        Facts.announce(uuid, new ExclusionSettled(uuid, id(leaver, "entryId"), true, null));
        await().atMost(SOON).untilAsserted(() -> versions(uuid).body("entitled", contains(20, 21, 20)));
    }

    private String open(String section, int members) throws Exception {
        Hq.members(section, members);
        String uuid = Hq.keyed(section);
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        String fingerprint = Hq.see(uuid).extract().path("fingerprint");
        Facts.announce(
                uuid,
                new SetupWritten(uuid, "b".repeat(64), fingerprint, members + 5, members, 1),
                new BoxOpened(uuid, Hq.OPENS));
        Hq.waitFor(uuid, "open");
        return uuid;
    }

    private static Instant cutOff(String uuid) {
        return Instant.parse(Hq.see(uuid).extract().path("lateJoinerCutOff"));
    }

    private static String path(String uuid, String rest) {
        return Hq.BALLOTS + "/" + uuid + "/roll" + rest;
    }

    private static ValidatableResponse versions(String uuid) {
        return Hq.officer().get(path(uuid, "/versions")).then().statusCode(200);
    }

    private static ValidatableResponse log(String uuid) {
        return Hq.officer().get(Hq.BALLOTS + "/" + uuid + "/log").then().statusCode(200);
    }

    private static ValidatableResponse supplement(String uuid, String key, String body) {
        return Hq.officer()
                .header("Idempotency-Key", key)
                .body(body)
                .post(path(uuid, "/supplements"))
                .then();
    }

    private static ValidatableResponse exclude(String uuid, String key, String body) {
        return Hq.officer()
                .header("Idempotency-Key", key)
                .body(body)
                .post(path(uuid, "/exclusions"))
                .then();
    }

    private static String members(String reason, JsonNode... entries) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : entries) {
            ids.add("\"" + entry.path("memberId").asText() + "\"");
        }
        return "{\"members\":[" + String.join(",", ids) + "],\"reason\":\"" + reason + "\"}";
    }

    private static UUID id(JsonNode fact, String field) {
        return UUID.fromString(fact.path(field).asText());
    }

    private static UUID member(String section, Instant joinedAt, boolean dayOnly) throws Exception {
        UUID id = UUID.randomUUID();
        try (Connection connection = RealParts.connection("ballot");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO member (member_id, section, region, status, joined_at, joined_at_day_only)"
                                + " VALUES (?, ?, 'Wales', 'active', ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, section);
            insert.setTimestamp(3, Timestamp.from(joinedAt));
            insert.setBoolean(4, dayOnly);
            insert.executeUpdate();
        }
        return id;
    }

    private static void sql(String change, UUID member) throws Exception {
        try (Connection connection = RealParts.connection("ballot");
                PreparedStatement statement = connection.prepareStatement(change)) {
            statement.setObject(1, member);
            statement.executeUpdate();
        }
    }
}
