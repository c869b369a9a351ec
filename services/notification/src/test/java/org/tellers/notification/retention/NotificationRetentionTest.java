package org.tellers.notification.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.MutableClock;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class NotificationRetentionTest {

    private static final List<String> HOLDERS = List.of("credential", "credential_request", "roll_entry");

    @Inject
    Inbox inbox;

    @Inject
    MutableClock clock;

    @AfterEach
    void follow() {
        clock.follow();
    }

    @Test
    void sixMonthsAfterTheCloseNothingTellsWhoHeldWhichCredentialAndACertificateSaysSo() {
        TestBallot ballot = ended();
        TestBallot later = ended();
        later.change("update ballot set closes_at = closes_at + interval '1 day' where uuid = ?");

        clock.set(afterTheClose(ballot, Period.ofMonths(6)).minusSeconds(1));
        run();
        assertThat(held(ballot)).as("a second before the period has passed").isPositive();

        clock.set(afterTheClose(ballot, Period.ofMonths(6)).plusSeconds(1));
        run().body("findAll { it.ballot == '" + ballot.uuid + "' }.rule", hasItem("credential-holders"))
                .body("findAll { it.ballot == '" + ballot.uuid + "' }.runBy", hasItem("olga"))
                .body("findAll { it.ballot == '" + ballot.uuid + "' }.remaining", hasItem(0));
        assertThat(held(ballot)).isZero();
        assertThat(held(later)).as("a ballot whose period has not passed").isPositive();

        run().body("findAll { it.ballot == '" + ballot.uuid + "' }", hasSize(0));
        given().header("Authorization", TestTokens.bearer("anna", Roles.AUDITOR))
                .get("/api/notification/retention/certificates")
                .then()
                .statusCode(200)
                .body(
                        "findAll { it.ballot == '" + ballot.uuid + "' }.rule",
                        hasItems("credential-holders", "mail-events"));
    }

    @Test
    void mailEventsGoAfterNinetyDaysAndTheHoldersStay() {
        TestBallot ballot = ended();
        ballot.script(
                "insert into dispatch (id, ballot, entry_id, kind, issue, message_id, state, due_at, queued_at, priority)"
                        + " values (gen_random_uuid(), '" + ballot.uuid + "', '"
                        + ballot.members.getFirst().entryId() + "', 'invitation', 1, 'm-" + ballot.uuid
                        + "', 'accepted', now(), now(), true)");
        ballot.script("insert into extension_notice (run_id, ballot, previous_closes_at, closes_at, reason)"
                + " values (gen_random_uuid(), '" + ballot.uuid + "', now(), now(), 'Outage')");
        ballot.script("insert into remembered_answer (operation, key, request, body, made_at) values ('resends/"
                + ballot.uuid + "', 'k', '{\"membershipNumber\":\"0012\"}', '{}', now())");
        ballot.script("insert into send_again_limit (key, ballot, used_up_to) values ('\\x" + "07".repeat(32) + "', '"
                + ballot.uuid + "', now())");

        clock.set(afterTheClose(ballot, Period.ofDays(90)).plusSeconds(1));
        run().body("find { it.ballot == '" + ballot.uuid + "' }.rule", is("mail-events"))
                .body("find { it.ballot == '" + ballot.uuid + "' }.erased", is(4));

        assertThat(ballot.count("select count(*) from dispatch where ballot = ?"))
                .isZero();
        assertThat(ballot.count("select count(*) from extension_notice where ballot = ?"))
                .isZero();
        assertThat(ballot.count("select count(*) from remembered_answer where ballot = ?"))
                .isZero();
        assertThat(ballot.count("select count(*) from send_again_limit where ballot = ?"))
                .isZero();
        assertThat(held(ballot)).isPositive();
    }

    private static Instant afterTheClose(TestBallot ballot, Period period) {
        return ballot.closesAt.atZone(ZoneId.of("Europe/London")).plus(period).toInstant();
    }

    private static long held(TestBallot ballot) {
        return HOLDERS.stream()
                .mapToLong(table -> ballot.count("select count(*) from " + table + " where ballot = ?"))
                .sum();
    }

    private TestBallot ended() {
        TestBallot ballot = TestBallot.of(3);
        ballot.deliver(inbox, ballot.upToRoll());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
        ballot.votingAgrees(inbox);
        ballot.deliver(inbox, ballot.opened());
        ballot.deliver(
                inbox, new CredentialsUsed(ballot.uuid, List.of(ballot.credentialOf(ballot.members.getFirst()))));
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "ab".repeat(32)));
        return ballot;
    }

    private static ValidatableResponse run() {
        return given().header("Authorization", TestTokens.bearer("olga", Roles.OFFICER))
                .post("/api/notification/retention/runs")
                .then()
                .statusCode(200);
    }
}
