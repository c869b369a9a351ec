package org.tellers.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tellers.events.Inbox;
import org.tellers.local.Sockets;
import org.tellers.notification.SmtpPort;
import org.tellers.notification.TestBallot;
import org.tellers.service.Roles;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

/**
 * Mails through two real mail servers: the union's relay and that of the members' provider. What they return, in their
 * own words and on their own ways, ends in the bounce mailbox.
 */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class RealMailServersTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MAILBOX_LIMIT = 100_000;

    @Inject
    Inbox inbox;

    @AfterEach
    void backToTheRelayOfTheTests() {
        RELAY.heal();
    }

    @Test
    void unknownUserFullMailboxAndPolicyBlockAreToldApartByWhatRealServersReturn() throws Exception {
        assumeTrue(Postfix.missing().isEmpty(), () -> Postfix.missing().orElseThrow());
        List<Integer> ports = Sockets.free(2);
        TestBallot ballot = TestBallot.open(inbox, 5);
        String domain = ballot.uuid.toLowerCase(Locale.ROOT) + ".example";
        try (Postfix relay = new Postfix(ports.get(0));
                Postfix provider = new Postfix(ports.get(1))) {
            relay.start(relaySettings(domain, ports.get(1), RELAY.mailboxPort()));
            provider.mailbox("full", MAILBOX_LIMIT - 1_000);
            provider.start(providerSettings(domain, ports.get(0)));
            RELAY.passTo(ports.get(0));
            invite(ballot);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(fates(ballot))
                            .as(() -> relay.log() + provider.log())
                            .isEqualTo(Map.of(
                                    "m0", "accepted",
                                    "m1", "bounced hard 5.1.1 address-unknown mailbox",
                                    "m2", "queued again soft 5.2.2 mailbox-full mailbox",
                                    "m3", "blocked blocked 5.7.1 policy-block mailbox",
                                    "m4", "accepted")));
            for (String well : List.of("m0", "m4")) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(provider.mailbox(well))
                                .as(() -> relay.log() + provider.log())
                                .contains(
                                        "To: " + well + "@" + domain,
                                        "From: Ballot notices <notices@ballots.example>"));
            }
        }

        String unknown = ballot.members.get(1).entryId().toString();
        view(ballot, "deliveries?state=bounced").body("items.entryId", contains(unknown));
        view(ballot, "deliveries?state=blocked")
                .body("items.entryId", contains(ballot.members.get(3).entryId().toString()));
        view(ballot, "suppressions")
                .body("items.entryId", contains(unknown))
                .body("items[0].classes.mailClass", contains("campaign", "notice", "reminder"));
        view(ballot, "deliveries/domains")
                .body("domains.name", contains(domain))
                .body("domains[0].counts.sent", is(5))
                .body("domains[0].counts.accepted", is(2))
                .body("domains[0].counts.deferred", is(1))
                .body("domains[0].counts.bounced", is(1))
                .body("domains[0].counts.blocked", is(1))
                .body("domains[0].alarm", is(false))
                .body("roll.entries", is(5))
                .body("roll.deliverable", is(4))
                .body("roll.suppressed", is(1));
    }

    /** Takes what the union sends, and what comes back for it; returns headers only, as we advise. */
    private static String relaySettings(String members, int provider, int bounces) {
        return """
                myhostname = relay.ballots.example
                bounce_size_limit = 1
                relay_domains = %1$s, ballots.example
                transport_maps = inline:{ { %1$s = smtp:[127.0.0.1]:%2$d },
                  { ballots.example = smtp:[127.0.0.1]:%3$d } }
                virtual_alias_maps = inline:{ { bounces@ballots.example = bounces@ballots.example },
                  { @ballots.example = bounces@ballots.example } }
                """.formatted(members, provider, bounces);
    }

    /**
     * Has the members' mailboxes: knows none of the second member, has no room in that of the third, and refuses the
     * fourth by a policy. That one is full it finds out when it has taken the mail: that notification is its own, the
     * other two are the relay's.
     */
    private static String providerSettings(String members, int relay) {
        return """
                myhostname = mx.%1$s
                virtual_mailbox_domains = %1$s
                virtual_mailbox_maps = inline:{ { m0@%1$s = m0 }, { m2@%1$s = full }, { m3@%1$s = m3 },
                  { m4@%1$s = m4 } }
                virtual_mailbox_limit = %2$d
                message_size_limit = 90000
                smtpd_recipient_restrictions =
                  check_recipient_access inline:{ { m3@%1$s = REJECT 5.7.1 Refused by a policy } }
                transport_maps = inline:{ { ballots.example = smtp:[127.0.0.1]:%3$d } }
                """.formatted(members, MAILBOX_LIMIT, relay);
    }

    private static void invite(TestBallot ballot) {
        given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"invitation\"}")
                .post("/api/notification/ballots/" + ballot.uuid + "/messages")
                .then()
                .statusCode(202);
    }

    /** Of each member, before the @: what the mail came to, and what a report says. */
    private static Map<String, String> fates(TestBallot ballot) {
        return ballot.rows("""
                select distinct split_part(k.address, '@', 1),
                       concat_ws(' ', d.state, case when d.soft_bounces > 0 then 'again' end,
                                 r.kind, r.status, r.diagnostic, r.source)
                from dispatch d
                join roll_entry e on e.entry_id = d.entry_id
                join contact k on k.member_id = e.member_id
                left join delivery_report r on r.dispatch_id = d.id
                where d.ballot = ?""").stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1], (a, b) -> a + ", " + b));
    }

    private static ValidatableResponse view(TestBallot ballot, String path) {
        return given().header("Authorization", TestTokens.bearer("helper", Roles.HELPDESK))
                .get("/api/notification/ballots/" + ballot.uuid + "/" + path)
                .then()
                .statusCode(200);
    }
}
