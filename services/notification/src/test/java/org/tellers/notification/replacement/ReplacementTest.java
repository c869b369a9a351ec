package org.tellers.notification.replacement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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

    private static final Duration SOON = Duration.ofSeconds(60);

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
        String id = replace(ballot, "k", "{\"membershipNumber\":\"" + member.number() + "\",\"reason\":\"exposed\"}")
                .statusCode(202)
                .body("state", is("pending"))
                .extract()
                .path("id");
        replace(ballot, "k", "{\"membershipNumber\":\"" + member.number() + "\",\"reason\":\"exposed\"}")
                .statusCode(202)
                .body("id", is(id));
        replace(ballot, "k2", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"exposed\"}")
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
        String id = replace(ballot, "k", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"lost\"}")
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
        replace(ballot, "again", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"lost\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:already-voted"));
    }

    @Test
    void withoutAReserveTheMemberKeepsTheCode() {
        TestBallot ballot = open(4);
        for (int i = 0; i < 3; i++) {
            replace(ballot, "k" + i, "{\"entryId\":\"" + ballot.members.get(i).entryId() + "\",\"reason\":\"exposed\"}")
                    .statusCode(202);
        }
        replace(ballot, "k3", "{\"entryId\":\"" + ballot.members.get(3).entryId() + "\",\"reason\":\"exposed\"}")
                .statusCode(409)
                .body("type", is("urn:tellers:problem:reserve-exhausted"));
        assertThat(ballot.count("select count(*) from ballot where uuid = ? and reserve_warned"))
                .isEqualTo(1);
    }

    @Test
    void badInputNamesItsFault() {
        TestBallot ballot = open(1);
        String entry = "\"entryId\":\"" + ballot.members.getFirst().entryId() + "\"";
        replace(ballot, null, "{" + entry + ",\"reason\":\"lost\"}")
                .statusCode(400)
                .body("type", is("urn:tellers:problem:idempotency-key-missing"));
        replace(ballot, "a", "{" + entry + "}").statusCode(400);
        replace(ballot, "b", "{\"reason\":\"lost\"}").statusCode(400).body("field", is("entryId"));
        replace(ballot, "c", "{" + entry + ",\"membershipNumber\":\"1\",\"reason\":\"lost\"}")
                .statusCode(400);
        replace(ballot, "d", "{\"entryId\":\"1\",\"reason\":\"lost\"}").statusCode(400);
        replace(ballot, "e", "{" + entry + ",\"reason\":\"lost\",\"note\":\"" + "x".repeat(501) + "\"}")
                .statusCode(400);
        replace(ballot, "h", "{" + entry + ",\"reason\":\"bored\"}").statusCode(400);
        replace(ballot, "i", "{" + entry + ",\"reason\":\"other\",\"note\":\" \"}")
                .statusCode(400)
                .body("type", is("urn:tellers:problem:note-missing"))
                .body("field", is("note"));
        replace(ballot, "f", "{\"membershipNumber\":\"nobody\",\"reason\":\"lost\"}")
                .statusCode(404)
                .body("type", is("urn:tellers:problem:entry-not-found"));
        replace(ballot, "g", "").statusCode(400);
        state(ballot, UUID.randomUUID().toString()).statusCode(404);
        assertThat(ballot.count("select count(*) from credential_request where ballot = ? and kind = 'replacement'"))
                .isZero();
    }

    @Test
    void afterStaffChangedTheAddressVotingIsAskedWhenAnotherPersonHasConfirmed() throws Exception {
        TestBallot ballot = open(1);
        TestBallot.Member member = ballot.members.getFirst();
        String address = "moved@" + ballot.uuid.toLowerCase(Locale.ROOT) + ".example";
        ballot.deliver(inbox, TestBallot.moved(member, address, "staff", Instant.now()));
        // What the member confirms afterwards through the new address does not wash it clean.
        ballot.deliver(inbox, TestBallot.moved(member, "2" + address, "member", Instant.now()));

        String order = "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"exposed\"}";
        String id = replace(ballot, "k", order)
                .statusCode(202)
                .body("state", is("proposed"))
                .body("secondPerson", is("address-changed-by-staff"))
                .extract()
                .path("id");
        replace(ballot, "k2", order).statusCode(409).body("type", is("urn:tellers:problem:proposal-pending"));
        assertThat(ballot.pending()).isEmpty();
        confirm(ballot, id, "helper").statusCode(409).body("type", is("urn:tellers:problem:second-person-needed"));
        proposals(ballot, "approver-1").body("id", hasItem(id)).body("[0].askedBy", is("helper"));

        confirm(ballot, id, "approver-1").statusCode(200).body("state", is("pending"));
        assertThat(ballot.pending().stream().map(TestBallot.Pending::id)).containsExactly(UUID.fromString(id));
        proposals(ballot, "approver-1").body("$", hasSize(0));
        ballot.votingAgrees(inbox);
        state(ballot, id).body("state", is("replaced")).body("secondPerson", is("address-changed-by-staff"));
        await().atMost(SOON).until(() -> RELAY.taken("2" + address).size() == 1);
    }

    @Test
    void aChangeOfAddressByTheMemberAloneNeedsNoSecondPersonAndAnImportDoes() {
        TestBallot ballot = open(2);
        TestBallot.Member self = ballot.members.get(0);
        TestBallot.Member imported = ballot.members.get(1);
        ballot.deliver(inbox, TestBallot.moved(self, "n" + self.address(), "member", Instant.now()));
        ballot.deliver(inbox, TestBallot.moved(imported, "n" + imported.address(), "import", Instant.now()));
        replace(ballot, "a", "{\"entryId\":\"" + self.entryId() + "\",\"reason\":\"lost\"}")
                .statusCode(202)
                .body("state", is("pending"));
        String id = replace(ballot, "b", "{\"entryId\":\"" + imported.entryId() + "\",\"reason\":\"lost\"}")
                .statusCode(202)
                .body("state", is("proposed"))
                .extract()
                .path("id");

        withdraw(ballot, id).statusCode(200).body("state", is("withdrawn"));
        confirm(ballot, id, "approver-1").statusCode(409).body("type", is("urn:tellers:problem:not-proposed"));
        state(ballot, id).body("state", is("withdrawn"));
    }

    @Test
    void inTheLastTwoHoursNobodyActsAloneAndOfTwoConfirmationsAtOnceOneCounts() throws Exception {
        TestBallot ballot = TestBallot.of(1);
        ballot.closesAt = Instant.now().plus(Duration.ofMinutes(90)).truncatedTo(ChronoUnit.SECONDS);
        open(ballot);
        String id = replace(
                        ballot,
                        "k",
                        "{\"entryId\":\"" + ballot.members.getFirst().entryId() + "\",\"reason\":\"lost\"}")
                .statusCode(202)
                .body("secondPerson", is("close-near"))
                .extract()
                .path("id");
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> people.submit(() -> {
                        go.await();
                        return confirm(ballot, id, "second-" + i).extract().statusCode();
                    }))
                    .toList();
            go.countDown();
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                codes.add(answer.get());
            }
            assertThat(codes).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
        assertThat(ballot.pending()).hasSize(1);
        await().atMost(SOON)
                .until(() ->
                        Facts.announced(ReplacementRequested.class, ballot.uuid).size() == 1);
        assertThat(ballot.count("select count(*) from helpdesk_audit where ballot = ?"
                        + " and action = 'replacement-confirmed'"))
                .isEqualTo(1);
    }

    @Test
    void whoHasVotedMeanwhileKeepsTheCodeThoughASecondPersonConfirms() {
        TestBallot ballot = open(1);
        TestBallot.Member member = ballot.members.getFirst();
        ballot.deliver(inbox, TestBallot.moved(member, "n" + member.address(), "staff", Instant.now()));
        String id = replace(ballot, "k", "{\"entryId\":\"" + member.entryId() + "\",\"reason\":\"lost\"}")
                .statusCode(202)
                .extract()
                .path("id");
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(member))));
        confirm(ballot, id, "approver-1").statusCode(409).body("type", is("urn:tellers:problem:already-voted"));
        assertThat(ballot.pending()).isEmpty();
        state(ballot, id).body("state", is("proposed"));
    }

    @Test
    void anAgentsDayHasAnEndAndTheTotalsAreForEveryone() {
        TestBallot ballot = open(3);
        String agent = "busy-" + ballot.uuid;
        ballot.script("insert into helpdesk_audit (id, at, ballot, action, by_name, by_subject)"
                + " select gen_random_uuid(), now(), 'elsewhere', 'letter-ordered', 'b', '" + agent
                + "' from generate_series(1, 18)");
        for (int i = 0; i < 2; i++) {
            replace(ballot, agent, "k" + i, order(ballot, i, "exposed")).statusCode(202);
        }
        replace(ballot, agent, "k1", order(ballot, 1, "exposed")).statusCode(202);
        replace(ballot, agent, "k2", order(ballot, 2, "lost"))
                .statusCode(429)
                .contentType("application/problem+json")
                .body("type", is("urn:tellers:problem:quota-reached"))
                .body("detail", containsString("20 replacements and letters"));
        replace(ballot, "k3", order(ballot, 2, "lost")).statusCode(202);
        ballot.votingAgrees(inbox);

        given().get("/api/notification/ballots/" + ballot.uuid + "/replacements/totals")
                .then()
                .statusCode(200)
                .body("asked", is(3))
                .body("askedByReason.exposed", is(2))
                .body("askedByReason.lost", is(1))
                .body("replaced", is(3))
                .body("withSecondPerson", is(0))
                .body("letters", is(0));
    }

    @Test
    void theWordsToAReasonAreKeptInTheAuditAndNowhereElse() {
        TestBallot ballot = open(1);
        String words = "told-us-" + UUID.randomUUID();
        replace(
                        ballot,
                        "k",
                        "{\"entryId\":\"" + ballot.members.getFirst().entryId() + "\",\"reason\":\"other\",\"note\":\""
                                + words + "\"}")
                .statusCode(202);
        assertThat(ballot.count("select count(*) from helpdesk_audit where ballot = ? and note = '" + words + "'"))
                .isEqualTo(1);
        assertThat(ballot.count("select count(*) from credential_request r where ballot = ? and r::text like '%" + words
                        + "%'"))
                .isZero();
        assertThat(ballot.count(
                        "select count(*) from remembered_answer r where ? <> '' and r::text like '%" + words + "%'"))
                .isZero();
    }

    private static String order(TestBallot ballot, int member, String reason) {
        return "{\"entryId\":\"" + ballot.members.get(member).entryId() + "\",\"reason\":\"" + reason + "\"}";
    }

    private static ValidatableResponse confirm(TestBallot ballot, String id, String person) {
        return given().header("Authorization", TestTokens.bearer(person, Roles.APPROVER))
                .post("/api/notification/ballots/" + ballot.uuid + "/replacements/" + id + "/confirmation")
                .then();
    }

    private static ValidatableResponse withdraw(TestBallot ballot, String id) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .delete("/api/notification/ballots/" + ballot.uuid + "/replacements/" + id)
                .then();
    }

    private static ValidatableResponse proposals(TestBallot ballot, String person) {
        return given().header("Authorization", TestTokens.bearer(person, Roles.APPROVER))
                .get("/api/notification/ballots/" + ballot.uuid + "/helpdesk/proposals")
                .then()
                .statusCode(200);
    }

    private TestBallot open(int members) {
        return open(TestBallot.of(members));
    }

    private TestBallot open(TestBallot ballot) {
        ballot.deliver(inbox, ballot.upToRoll());
        await().atMost(SOON)
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
        ballot.votingAgrees(inbox);
        ballot.deliver(inbox, ballot.opened());
        return ballot;
    }

    private static ValidatableResponse replace(TestBallot ballot, String key, String body) {
        return replace(ballot, "helper", key, body);
    }

    private static ValidatableResponse replace(TestBallot ballot, String agent, String key, String body) {
        var request = given().header("Authorization", TestTokens.bearer(agent, Roles.HELPDESK))
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
