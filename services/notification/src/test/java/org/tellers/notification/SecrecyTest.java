package org.tellers.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tellers.notification.TestRelay.RELAY;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotClosed;
import org.tellers.contracts.notification.DispatchAccepted;
import org.tellers.contracts.notification.DispatchFailed;
import org.tellers.contracts.voting.CredentialsUsed;
import org.tellers.events.Inbox;
import org.tellers.service.Roles;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SmtpPort.class)
class SecrecyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Inbox inbox;

    /** Everything that is logged while a ballot runs. */
    private static final class Log extends Handler {

        private final Formatter plain = new SimpleFormatter();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            String logger = String.valueOf(record.getLoggerName());
            // GreenMail, the other side of the wire, is no part of the service.
            if (!logger.startsWith("com.icegreen")) {
                lines.add(plain.format(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void noPrivateCredentialIsInAnyTableEventOrLogAndNoAddressInAnyEventOrLog() throws Exception {
        Log log = new Log();
        Logger.getLogger("").addHandler(log);
        TestBallot ballot = TestBallot.of(6);
        try {
            RELAY.heal();
            RELAY.answer(
                    ballot.members.get(0).address(),
                    "550 5.1.1 No such user " + ballot.members.get(0).address());
            RELAY.answer(
                    ballot.members.get(1).address(),
                    "451 4.2.1 Later, " + ballot.members.get(1).address());
            ballot.deliver(inbox, ballot.upToRoll());
            await().atMost(SOON)
                    .until(() -> ballot.count("select count(*) from ballot where uuid = ? and setup_complete") == 1);
            ballot.votingAgrees(inbox);
            ballot.deliver(inbox, ballot.opened());
            given().header("Authorization", TestTokens.bearer("officer-1", Roles.OFFICER))
                    .header("Idempotency-Key", "secrecy")
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post("/api/notification/ballots/" + ballot.uuid + "/invitations")
                    .then()
                    .statusCode(202);
            await().atMost(SOON)
                    .until(() ->
                            Facts.announced(DispatchAccepted.class, ballot.uuid).size() == 4
                                    && Facts.announced(DispatchFailed.class, ballot.uuid)
                                                    .size()
                                            == 1);
            RELAY.goDown();
            ballot.change("update dispatch set due_at = now() where ballot = ? and state = 'queued'");
            await().atMost(SOON).until(() -> log.lines.stream().anyMatch(line -> line.contains("sending rests")));
        } finally {
            RELAY.heal();
            Logger.getLogger("").removeHandler(log);
        }

        List<String> codes = new ArrayList<>();
        for (TestBallot.Member member : ballot.members) {
            for (var mail : RELAY.taken(member.address())) {
                String text =
                        (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
                int start = text.indexOf('#') + 1;
                codes.add(text.substring(start, start + 25));
            }
        }
        assertThat(codes).hasSize(4);
        String tables = tables();
        String events = events();
        String logged = String.join("\n", log.lines);
        for (String code : codes) {
            String hex = HexFormat.of().formatHex(code.getBytes(StandardCharsets.UTF_8));
            assertThat(tables.contains(code) || tables.contains(hex)).isFalse();
            assertThat(events.contains(code)).isFalse();
            assertThat(logged.contains(code)).isFalse();
        }
        for (TestBallot.Member member : ballot.members) {
            assertThat(events)
                    .doesNotContain(
                            member.address(), member.number(), member.memberId().toString());
            assertThat(logged).doesNotContain(member.address(), member.number());
        }

        String used = ballot.credentialOf(ballot.members.get(3));
        ballot.deliver(inbox, new CredentialsUsed(ballot.uuid, List.of(used)));
        assertThat(ballot.count(
                        "select count(*) from credential where ballot = ? and state = 'used' and sealed is not null"))
                .isZero();
        ballot.deliver(inbox, new BallotClosed(ballot.uuid, ballot.closesAt, "00"));
        assertThat(ballot.count("select count(*) from credential where ballot = ? and sealed is not null"))
                .isZero();
    }

    /** Every row of every table of the service as text. */
    private static String tables() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = RealParts.connection("notification");
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            assertThat(names).contains("credential", "dispatch", "outbox", "remembered_answer");
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery("select t::text from \"" + name + "\" t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    /** Every event of the service as text, headers included. */
    private static String events() {
        StringBuilder all = new StringBuilder();
        for (String topic : List.of("notification.credentials", "notification.deliveries")) {
            for (var record : Facts.records(topic)) {
                all.append(record.key()).append(' ').append(new String(record.value(), StandardCharsets.UTF_8));
                record.headers()
                        .forEach(header -> all.append(' ').append(new String(header.value(), StandardCharsets.UTF_8)));
                all.append('\n');
            }
        }
        return all.toString();
    }
}
