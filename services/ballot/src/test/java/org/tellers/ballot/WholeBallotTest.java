package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.BallotApproved;
import org.tellers.contracts.ballot.BallotCancelled;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.BallotOpened;
import org.tellers.contracts.ballot.CloseExtended;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.PolicyChanged;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.contracts.membership.MemberEligibilityChanged;
import org.tellers.contracts.reporting.DeclarationProposed;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.contracts.reporting.ResultCounted;
import org.tellers.contracts.reporting.ResultDeclared;
import org.tellers.contracts.reporting.ResultWithheld;
import org.tellers.contracts.voting.BoxClosed;
import org.tellers.contracts.voting.BoxOpened;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.contracts.voting.VotesCounted;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class WholeBallotTest {

    private static final String HEAD = "a".repeat(64);

    @Test
    void aBallotGoesFromDraftToDeclaredAndEveryStepIsWrittenDown() throws Exception {
        Hq.members("Whole", 40);
        String uuid = Hq.draft("Whole");
        Hq.see(uuid)
                .body("state", equalTo("draft"))
                .body("next.who", equalTo("approver"))
                .body("warnings", hasSize(0))
                .body("revision", equalTo(1));
        Hq.officer().body(Hq.body("Whole")).put(Hq.BALLOTS + "/" + uuid).then().body("revision", equalTo(2));

        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200).body("state", equalTo("approved"));
        assertThat(Facts.about(uuid, BallotApproved.class, 1)
                        .getFirst()
                        .path("opensAt")
                        .asText())
                .isEqualTo(Hq.OPENS.toString());

        Hq.register(Hq.scrutineer(), uuid, Hq.publicKey())
                .statusCode(201)
                .body("state", equalTo("approved"))
                .body("next.what", equalTo("Waiting for the platform's key"));
        String platform = Hq.publicKey();
        String scrutineer = Hq.publicKey();
        Hq.register(Hq.scrutineer(), uuid, scrutineer).statusCode(201).body("trustees", hasSize(1));
        Facts.announce(uuid, new PlatformKeyMade(uuid, platform));
        Hq.waitFor(uuid, "keyed");
        JsonNode keyed = Facts.about(uuid, BallotKeyed.class, 1).getFirst();
        assertThat(keyed.path("trustees").asText())
                .isEqualTo("[[\"Single\"," + platform + "],[\"Single\"," + scrutineer + "]]");
        Election election = Election.parse(bytes(keyed.path("election")));
        assertThat(election.publicKey())
                .isEqualTo(Trustees.parse(bytes(keyed.path("trustees"))).publicKey());
        assertThat(keyed.path("fingerprint").asText()).isEqualTo(election.fingerprint());
        assertThat(keyed.path("reserveMinimum").asInt()).isEqualTo(5);
        assertThat(keyed.path("charter").asText()).startsWith("{\"version\":1,\"ballot\":\"" + uuid + "\"");

        Hq.freeze(uuid, Hq.key()).statusCode(201).body("entitled", equalTo(40)).body("version", equalTo(1));
        Facts.announce(
                uuid,
                new SetupWritten(uuid, "b".repeat(64), election.fingerprint(), 45, 40, 1),
                new BoxOpened(uuid, Hq.OPENS));
        Hq.waitFor(uuid, "open");
        assertThat(Facts.about(uuid, BallotOpened.class, 1)).hasSize(1);
        Facts.announce(uuid, new VotesCounted(uuid, 2, 7, List.of()), new VotesCounted(uuid, 1, 3, List.of()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Hq.see(uuid).body("cast", equalTo(7)));

        Facts.announce(uuid, new BoxClosed(uuid, Hq.CLOSES, HEAD, 9, "[]", "{}", null, null, null));
        Hq.waitFor(uuid, "closed");
        assertThat(Facts.about(uuid, BallotClosed.class, 1)
                        .getFirst()
                        .path("head")
                        .asText())
                .isEqualTo(HEAD);
        Facts.announce(
                uuid,
                new ResultCounted(uuid),
                new DeclarationProposed(uuid, "declare", null, null, "officer", Hq.CLOSES),
                new ResultDeclared(uuid, List.of(), "{}", null, null, "approver"));
        Hq.waitFor(uuid, "declared");
        Hq.see(uuid)
                .body("cast", equalTo(9))
                .body("entitled", equalTo(40))
                .body("head", equalTo(HEAD))
                .body("setupHash", notNullValue())
                .body("warnings", hasSize(0));

        Hq.as("auditor", Roles.AUDITOR)
                .get(Hq.BALLOTS + "/" + uuid + "/log")
                .then()
                .statusCode(200)
                .body(
                        "items.action",
                        contains(
                                "drafted",
                                "edited",
                                "approved",
                                "scrutineer-key-registered",
                                "scrutineer-key-registered",
                                "platform-key-registered",
                                "keyed",
                                "roll-frozen",
                                "ready",
                                "open",
                                "closed",
                                "counted",
                                "declaration-proposed",
                                "declared"))
                .body("items[12].who", equalTo("officer"))
                .body("items[13].who", equalTo("approver"))
                .body("items[2].who", equalTo("approver"))
                .body("items[2].from", equalTo("draft"))
                .body("items[2].to", equalTo("approved"))
                .body("items[2].number", equalTo(3))
                .body("items.hash", everyItem(matchesPattern("[0-9a-f]{64}")));
    }

    @Test
    void reportsThatOvertakeOthersWaitForThem() throws Exception {
        Hq.members("Early", 20);
        String uuid = Hq.approved("Early");
        // Of several topics and far ahead of the ballot.
        Facts.announce(uuid, new ResultWithheld(uuid, "Negotiations continue", null, null));
        Facts.announce(uuid, new ResultCounted(uuid));
        Facts.announce(
                uuid,
                new BoxOpened(uuid, Hq.OPENS),
                new BoxClosed(uuid, Hq.CLOSES, HEAD, 3, "[]", "{}", null, null, null));
        Facts.announce(uuid, new PlatformKeyMade(uuid, Hq.publicKey()));
        Hq.register(Hq.scrutineer(), uuid, Hq.publicKey()).statusCode(201);
        Hq.waitFor(uuid, "keyed");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        await().atMost(Duration.ofSeconds(60)).until(() -> parked(uuid) == 4);
        String fingerprint = Facts.about(uuid, BallotKeyed.class, 1)
                .getFirst()
                .path("fingerprint")
                .asText();
        Facts.announce(uuid, new SetupWritten(uuid, "b".repeat(64), fingerprint, 25, 20, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> parked(uuid) == 0);
        // Withheld came first of those that waited for the close; counted after it changes nothing.
        Hq.see(uuid).body("state", equalTo("withheld"));
        Facts.announce(uuid, new ResultDeclared(uuid, List.of(), "{}", null, null, null));
        Hq.waitFor(uuid, "declared");
    }

    @Test
    void aSetupOfAnotherElectionIsDeadLetteredAndTheBallotStays() throws Exception {
        Hq.members("Foreign", 20);
        String uuid = Hq.keyed("Foreign");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        Facts.announce(uuid, new SetupWritten(uuid, "b".repeat(64), "x".repeat(43), 25, 20, 1));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        Facts.all("ballot.voting.boxes.dlq").stream().anyMatch(record -> uuid.equals(record.key())));
        Hq.see(uuid).body("state", equalTo("keyed"));
    }

    @Test
    void aFactOfAnUnknownBallotChangesNothingAndIsNotDeadLettered() throws Exception {
        String unknown = "ZZZZZZZZZZZZZZ";
        String known = Hq.approved("Nobody");
        Facts.announce(unknown, new PlatformKeyMade(unknown, Hq.publicKey()), new ResultCounted(unknown));
        // The same partition of the same topic, so both are settled before it.
        Facts.announce(unknown, new PlatformKeyMade(known, Hq.publicKey()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Hq.see(known).body("trustees", hasSize(1)));
        assertThat(Facts.all("ballot.reporting.results.dlq")).noneMatch(record -> unknown.equals(record.key()));
    }

    @Test
    void theRollFollowsTheRegisterAndIsFrozenOnce() throws Exception {
        String section = "Register";
        UUID wales = UUID.randomUUID();
        UUID left = UUID.randomUUID();
        UUID gone = UUID.randomUUID();
        Facts.announce(wales.toString(), eligibility(wales, section, "Wales", "active", null));
        Facts.announce(
                left.toString(),
                eligibility(left, section, "Wales", "active", Instant.now().minusSeconds(60)));
        Facts.announce(gone.toString(), eligibility(gone, section, null, "active", null));
        String uuid = Hq.keyed(section);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> Hq.officer()
                        .get(Hq.BALLOTS + "/" + uuid + "/roll/preview")
                        .then()
                        .body("entitled", equalTo(2))
                        .body("constituencies.constituency", contains("all"))
                        .body("merged.constituency", contains("region/-", "region/wales"))
                        .body("merged.name", contains("Not stated", "Wales"))
                        .body("merged.into", contains("all", "all")));
        Facts.tombstone("membership.eligibility", gone.toString());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> Hq.officer()
                        .get(Hq.BALLOTS + "/" + uuid + "/roll/preview")
                        .then()
                        .body("entitled", equalTo(1)));

        Hq.officer().get(Hq.BALLOTS + "/" + uuid + "/roll").then().statusCode(404);
        assertThat(Hq.code(Hq.freeze(uuid, Hq.key(), "{\"entitled\":2}").statusCode(409)))
                .isEqualTo("roll-changed");
        for (String blind : List.of("", "{}", "{\"entitled\":null}")) {
            ValidatableResponse refused = Hq.freeze(uuid, Hq.key(), blind).statusCode(400);
            refused.body("field", equalTo("entitled")).body("detail", containsString("preview"));
            assertThat(Hq.code(refused)).isEqualTo("entitled-missing");
        }
        String key = Hq.key();
        String first = Hq.freeze(uuid, key).statusCode(201).extract().asString();
        assertThat(Hq.freeze(uuid, key).statusCode(201).extract().asString()).isEqualTo(first);
        assertThat(Hq.code(Hq.freeze(uuid, Hq.key()).statusCode(409))).isEqualTo("roll-frozen");
        Hq.officer()
                .get(Hq.BALLOTS + "/" + uuid + "/roll")
                .then()
                .statusCode(200)
                .body("entitled", equalTo(1));

        assertThat(Facts.about(uuid, RollFrozen.class, 1)).hasSize(1);
        JsonNode entry = Facts.about(uuid, RollEntryAdded.class, 1).getFirst();
        assertThat(entry.path("memberId").asText()).isEqualTo(wales.toString());
        JsonNode admission = Facts.about(uuid, AdmissionIssued.class, 1).getFirst();
        assertThat(admission.path("admissionId")).isEqualTo(entry.path("admissionId"));
        assertThat(admission.has("memberId") || admission.has("entryId")).isFalse();
        assertThat(Facts.about(uuid, EntitlementCounted.class, 1)
                        .getFirst()
                        .path("entitled")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void smallConstituenciesAreMergedWhenTheRollIsFrozen() throws Exception {
        Hq.members("Merging", 60);
        Hq.branch("Merging", "London", "Camden", 70);
        String uuid = Hq.draft("Merging");
        Hq.officer()
                .body(Hq.body("Merging")
                        .replace(
                                "\"constituencyLevel\":\"region\"",
                                "\"constituencyLevel\":\"branch\",\"constituencyGroupLevel\":\"region\""))
                .put(Hq.BALLOTS + "/" + uuid)
                .then()
                .statusCode(200);
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        Facts.announce(uuid, new PlatformKeyMade(uuid, Hq.publicKey()));
        Hq.register(Hq.scrutineer(), uuid, Hq.publicKey()).statusCode(201);
        Hq.waitFor(uuid, "keyed");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        // Each region has 15 without a branch; three regions are too small, and London's 15 take Camden's 70.
        Hq.officer()
                .get(Hq.BALLOTS + "/" + uuid + "/roll")
                .then()
                .body("constituencies.constituency", contains("region/london/~", "~"))
                .body("constituencies.name", contains("London", "Smaller regions"))
                .body("constituencies.entitled", contains(85, 45))
                .body("groups.constituency", contains("region/london"))
                .body("merged.into", hasItems("~", "region/london/~"));
        JsonNode counted = Facts.about(uuid, EntitlementCounted.class, 1).getFirst();
        assertThat(counted.path("groups").toString())
                .isEqualTo("[{\"constituency\":\"region/london\",\"name\":\"London\"}]");
        assertThat(Facts.about(uuid, AdmissionIssued.class, 130))
                .extracting(admission -> admission.path("constituency").asText())
                .containsOnly("region/london/~", "~");
    }

    @Test
    void aRollOfFiveThousandIsAnnouncedWholeAndItsAdmissionsInAnotherOrder() throws Exception {
        Hq.members("Large", 5_000);
        String uuid = Hq.keyed("Large");
        Hq.freeze(uuid, Hq.key()).statusCode(201).body("entitled", equalTo(5_000));
        List<String> entries = Facts.about(uuid, RollEntryAdded.class, 5_000).stream()
                .map(entry -> entry.path("admissionId").asText())
                .toList();
        List<String> admissions = Facts.about(uuid, AdmissionIssued.class, 5_000).stream()
                .map(admission -> admission.path("admissionId").asText())
                .toList();
        assertThat(new HashSet<>(admissions)).hasSize(5_000).isEqualTo(Set.copyOf(entries));
        assertThat(admissions).isNotEqualTo(entries);
        assertThat(admissions).allMatch(id -> UUID.fromString(id).version() == 4);
        JsonNode counted = Facts.about(uuid, EntitlementCounted.class, 1).getFirst();
        assertThat(counted.path("constituencies"))
                .hasSize(4)
                .allMatch(cell -> cell.path("entitled").asInt() == 1_250);
    }

    @Test
    void whoWroteTheDraftCannotApproveItWithASecondRole() throws Exception {
        String uuid = Hq.draft("Two people");
        var both = Hq.as("officer", Roles.OFFICER, Roles.APPROVER);
        assertThat(Hq.code(Hq.approve(both, uuid, Hq.key()).statusCode(409))).isEqualTo("second-person-needed");
        Hq.see(uuid).body("state", equalTo("draft"));
    }

    @Test
    void approvalIsDoneOnceAndAnsweredTheSameUnderItsKey() throws Exception {
        String uuid = Hq.draft("Idempotent");
        assertThat(Hq.code(Hq.approver()
                        .post(Hq.BALLOTS + "/" + uuid + "/approval")
                        .then()
                        .statusCode(400)))
                .isEqualTo("idempotency-key-missing");
        String key = Hq.key();
        String first =
                Hq.approve(Hq.approver(), uuid, key).statusCode(200).extract().asString();
        assertThat(Hq.approve(Hq.approver(), uuid, key)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        assertThat(Hq.code(Hq.approve(Hq.as("approver-2", Roles.APPROVER), uuid, key)
                        .statusCode(409)))
                .isEqualTo("idempotency-key-reused");
        assertThat(Hq.code(Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(409)))
                .isEqualTo("ballot-not-draft");
        assertThat(Facts.about(uuid, BallotApproved.class, 1)).hasSize(1);
        assertThat(Hq.code(Hq.officer()
                        .body(Hq.body("Idempotent"))
                        .put(Hq.BALLOTS + "/" + uuid)
                        .then()
                        .statusCode(409)))
                .isEqualTo("ballot-not-draft");
    }

    @Test
    void headquartersHoldsNoTrusteeKey() throws Exception {
        String uuid = Hq.approved("Keys");
        assertThat(Hq.code(Hq.register(Hq.as("both", Roles.SCRUTINEER, Roles.HELPDESK), uuid, Hq.publicKey())
                        .statusCode(403)))
                .isEqualTo("headquarters-role");
        assertThat(Hq.code(Hq.register(Hq.as("approver", Roles.SCRUTINEER), uuid, Hq.publicKey())
                        .statusCode(403)))
                .isEqualTo("headquarters-role");
        String broken = Hq.publicKey().replaceFirst("\"response\":\"[0-9]{3}", "\"response\":\"123");
        assertThat(Hq.code(Hq.register(Hq.scrutineer(), uuid, broken).statusCode(400)))
                .isEqualTo("proof-of-knowledge-invalid");
        Hq.see(uuid).body("trustees", hasSize(0));
        String draft = Hq.draft("Keys");
        assertThat(Hq.code(Hq.register(Hq.scrutineer(), draft, Hq.publicKey()).statusCode(409)))
                .isEqualTo("ballot-not-approved");
    }

    @Test
    void twoPeopleExtendAnOpenBallotAndAnnounceIt() throws Exception {
        String uuid = open("Extend");
        String path = Hq.BALLOTS + "/" + uuid + "/extension";
        Instant later = Hq.CLOSES.plus(Duration.ofDays(7));
        String body = "{\"closesAt\":\"%s\",\"reason\":\"Mail outage\"}";
        assertThat(Hq.code(Hq.officer()
                        .body(body.formatted(Hq.CLOSES))
                        .post(path)
                        .then()
                        .statusCode(400)))
                .isEqualTo("close-not-later");
        assertThat(Hq.code(Hq.approver().post(path + "/confirmation").then().statusCode(409)))
                .isEqualTo("nothing-proposed");
        Hq.officer()
                .body(body.formatted(later))
                .post(path)
                .then()
                .statusCode(200)
                .body("extension.reason", equalTo("Mail outage"))
                .body("warnings", hasItem("A later close waits for a second person"));
        assertThat(Hq.code(Hq.officer().post(path + "/confirmation").then().statusCode(409)))
                .isEqualTo("second-person-needed");
        assertThat(Hq.code(Hq.approver()
                        .body(body.formatted(later))
                        .post(path)
                        .then()
                        .statusCode(409)))
                .isEqualTo("proposal-pending");
        Hq.approver().delete(path).then().statusCode(200);
        Hq.officer().body(body.formatted(later)).post(path).then().statusCode(200);
        Hq.approver().post(path + "/confirmation").then().statusCode(200).body("closesAt", equalTo(later.toString()));
        JsonNode extended = Facts.about(uuid, CloseExtended.class, 1).getFirst();
        assertThat(extended.path("previousClosesAt").asText()).isEqualTo(Hq.CLOSES.toString());
        assertThat(extended.path("closesAt").asText()).isEqualTo(later.toString());
        assertThat(extended.path("reason").asText()).isEqualTo("Mail outage");
    }

    @Test
    void twoPeopleChangeThePolicyAndAfterTheOpeningOnlyToAStricterOne() throws Exception {
        Hq.members("Policy", 20);
        String uuid = Hq.approved("Policy");
        String path = Hq.BALLOTS + "/" + uuid + "/policy";
        assertThat(Hq.code(Hq.officer()
                        .body("{\"turnout\":\"weekly\",\"reason\":\"Why\"}")
                        .post(path)
                        .then()
                        .statusCode(400)
                        .body("field", equalTo("turnout"))))
                .isEqualTo("unknown-word");
        assertThat(Hq.code(Hq.officer()
                        .body("{\"breakdown\":\"branch\",\"reason\":\"Why\"}")
                        .post(path)
                        .then()
                        .statusCode(400)))
                .isEqualTo("breakdown-needs-level");
        Hq.officer()
                .body("{\"turnout\":\"daily\",\"minima\":{\"cast\":30},\"reason\":\"The committee asked\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("publication.turnout", equalTo("live"))
                .body("policy.publication.turnout", equalTo("daily"))
                .body("warnings", hasItem("A change of policy waits for a second person"));
        assertThat(Hq.code(Hq.officer().post(path + "/confirmation").then().statusCode(409)))
                .isEqualTo("second-person-needed");
        Hq.approver()
                .post(path + "/confirmation")
                .then()
                .statusCode(200)
                .body("publication.turnout", equalTo("daily"))
                .body("minima.cast", equalTo(30))
                .body("policy", nullValue())
                .body("policyChanges.reason", contains("The committee asked"));
        JsonNode changed = Facts.about(uuid, PolicyChanged.class, 1).getFirst();
        assertThat(changed.path("turnout").asText()).isEqualTo("daily");
        assertThat(changed.path("breakdown").asText()).isEqualTo("region");
        assertThat(changed.path("minimumCast").asInt()).isEqualTo(30);

        Facts.announce(uuid, new PlatformKeyMade(uuid, Hq.publicKey()));
        Hq.register(Hq.scrutineer(), uuid, Hq.publicKey()).statusCode(201);
        Hq.waitFor(uuid, "keyed");
        assertThat(Facts.about(uuid, BallotKeyed.class, 1)
                        .getFirst()
                        .path("charter")
                        .asText())
                .contains("\"turnout\":\"daily\"")
                .contains("\"minima\":{\"cast\":30,");
        openBox(uuid);
        ValidatableResponse looser = Hq.officer()
                .body("{\"minima\":{\"cast\":29},\"reason\":\"More detail\"}")
                .post(path)
                .then()
                .statusCode(409)
                .body("field", equalTo("minima.cast"));
        assertThat(Hq.code(looser)).isEqualTo("policy-looser");
        Hq.officer()
                .body("{\"breakdown\":\"none\",\"reason\":\"Small regions\"}")
                .post(path)
                .then()
                .statusCode(200);
        Hq.approver().delete(path).then().statusCode(200).body("policy", nullValue());
        Hq.officer()
                .get(Hq.BALLOTS + "/" + uuid + "/log")
                .then()
                .body(
                        "items.findAll { it.action == 'policy-changed' }.why",
                        contains("turnout from live to daily, minima.cast from 20 to 30. The committee asked"));
    }

    @Test
    void twoPeopleCancelABallotAndLaterReportsLeaveItCancelled() throws Exception {
        String uuid = open("Cancel");
        String path = Hq.BALLOTS + "/" + uuid + "/cancellation";
        assertThat(Hq.code(Hq.officer().body("{}").post(path).then().statusCode(400)))
                .isEqualTo("reason-missing");
        Hq.officer().body("{\"reason\":\"Dispute settled\"}").post(path).then().statusCode(200);
        assertThat(Hq.code(Hq.officer().post(path + "/confirmation").then().statusCode(409)))
                .isEqualTo("second-person-needed");
        Hq.approver().post(path + "/confirmation").then().statusCode(200).body("state", equalTo("cancelled"));
        assertThat(Facts.about(uuid, BallotCancelled.class, 1)
                        .getFirst()
                        .path("reason")
                        .asText())
                .isEqualTo("Dispute settled");
        Facts.announce(
                uuid,
                new BoxClosed(uuid, Hq.CLOSES, HEAD, 0, "[]", "{}", null, null, null),
                new BoxOpened(uuid, Hq.OPENS));
        // A later record of the same partition: when it is settled, so is the one before it.
        String other = Hq.approved("Cancel");
        Facts.announce(uuid, new ResultCounted(uuid), new PlatformKeyMade(other, Hq.publicKey()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Hq.see(other).body("trustees", hasSize(1)));
        Hq.see(uuid).body("state", equalTo("cancelled"));
        assertThat(parked(uuid)).isZero();
    }

    @Test
    void theListIsPagedNewestFirst() {
        String older = Hq.draft("List");
        String newer = Hq.draft("List");
        String next = Hq.officer()
                .get(Hq.BALLOTS + "?limit=1")
                .then()
                .statusCode(200)
                .body("items[0].uuid", equalTo(newer))
                .extract()
                .path("next");
        Hq.officer().get(Hq.BALLOTS + "?limit=1&after=" + next).then().body("items[0].uuid", equalTo(older));
        Hq.officer().get(Hq.BALLOTS + "?limit=0").then().statusCode(400).body("field", equalTo("limit"));
        Hq.officer().get(Hq.BALLOTS + "?after=x").then().statusCode(400).body("field", equalTo("after"));
        Hq.officer().get(Hq.BALLOTS + "/ZZZZZZZZZZZZZZ").then().statusCode(404);
    }

    @Test
    void noTableOrTopicHoldsNamesAddressesCredentialsOrVotes() throws Exception {
        Hq.members("Secret", 20);
        String uuid = Hq.keyed("Secret");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        Facts.about(uuid, RollFrozen.class, 1);
        try (Connection connection = RealParts.connection("ballot");
                Statement statement = connection.createStatement();
                ResultSet columns =
                        statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'")) {
            Set<String> people = Set.of("email", "mail", "first_name", "last_name", "title", "mobile", "address");
            Set<String> secrets = Set.of("credential", "choice", "answers", "vote", "private_key", "ip", "user_agent");
            while (columns.next()) {
                assertThat(people).doesNotContain(columns.getString(2));
                assertThat(secrets).doesNotContain(columns.getString(2));
            }
        }
        for (String topic : List.of("ballot.ballots", "ballot.rolls", "ballot.admissions")) {
            for (ConsumerRecord<String, String> record : Facts.all(topic)) {
                assertThat(record.value())
                        .doesNotContain("@")
                        .doesNotContain("lastName")
                        .doesNotContain("credential\"");
                if (topic.equals("ballot.admissions")) {
                    assertThat(record.value()).doesNotContain("memberId").doesNotContain("entryId");
                }
            }
        }
    }

    private static String open(String section) throws Exception {
        Hq.members(section, 20);
        String uuid = Hq.keyed(section);
        openBox(uuid);
        return uuid;
    }

    private static void openBox(String uuid) throws Exception {
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        String fingerprint = Facts.about(uuid, BallotKeyed.class, 1)
                .getFirst()
                .path("fingerprint")
                .asText();
        Facts.announce(
                uuid, new SetupWritten(uuid, "b".repeat(64), fingerprint, 25, 20, 1), new BoxOpened(uuid, Hq.OPENS));
        Hq.waitFor(uuid, "open");
    }

    private static MemberEligibilityChanged eligibility(
            UUID member, String section, String region, String status, Instant leftAt) {
        return new MemberEligibilityChanged(
                member, section, "Cymru", null, region, null, null, "full", status, null, false, leftAt);
    }

    private static int parked(String uuid) throws Exception {
        try (Connection connection = RealParts.connection("ballot");
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT count(*) FROM parked_fact WHERE record_key = '" + uuid + "'")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }
}
