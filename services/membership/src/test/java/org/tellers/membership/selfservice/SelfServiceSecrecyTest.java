package org.tellers.membership.selfservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tellers.membership.Mailbox.awaitMail;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.membership.MailPort;
import org.tellers.membership.Mailbox;
import org.tellers.membership.RegisteredMember;
import org.tellers.service.Roles;
import org.tellers.testing.Facts;
import org.tellers.testing.RealParts;
import org.tellers.testing.TestTokens;

@NullUnmarked
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailPort.class)
class SelfServiceSecrecyTest {

    private static final String SELF_SERVICE = "/api/membership/self-service/";

    /** Everything that is logged meanwhile. */
    private static final class Log extends Handler {

        private final Formatter plain = new SimpleFormatter();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            // GreenMail, the other side of the wire, is no part of the service.
            if (!String.valueOf(record.getLoggerName()).startsWith("com.icegreen")) {
                lines.add(plain.format(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void noTokenIsInAnyTableFactOrLogAndNoMemberInAnyLog() throws Exception {
        Log log = new Log();
        Logger.getLogger("").addHandler(log);
        RegisteredMember member = RegisteredMember.add();
        String fresh = "fresh-" + member.personal();
        List<String> tokens = new ArrayList<>();
        try {
            post("links", "{\"member\":\"" + member.number() + "\"}");
            tokens.add(awaitMail(member.personal(), 1).token());
            post("changes", "{\"token\":\"" + tokens.getFirst() + "\",\"contact\":{\"personalEmail\":\"no address\"}}");
            post(
                    "changes",
                    "{\"token\":\"" + tokens.getFirst() + "\",\"contact\":{\"personalEmail\":\"" + fresh + "\"}}");
            tokens.add(awaitMail(fresh, 1).token());
            post("confirmations", "{\"token\":\"" + tokens.getLast() + "\",\"choice\":\"confirm\"}");
            tokens.add(awaitMail(member.personal(), 2).token());
            given().header("Authorization", TestTokens.bearer("helga", Roles.HELPDESK))
                    .contentType(ContentType.JSON)
                    .body("{\"reason\":\"spelt on the telephone\",\"contact\":{\"mobile\":\"07700 900123\"}}")
                    .patch("/api/membership/members/" + member.number() + "/contact")
                    .then()
                    .statusCode(200);
            Mailbox.stop();
            post("links", "{\"member\":\"" + member.number() + "\"}");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> member.rows("(select member_id from member_mail where attempts > 0) as tried") > 0);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Facts.announced(
                                            MemberContactChanged.class,
                                            member.id().toString())
                                    .size()
                            == 2);
        } finally {
            Mailbox.start();
            Logger.getLogger("").removeHandler(log);
        }

        String facts = facts();
        String logged = String.join("\n", log.lines);
        String tables = tables();
        for (String token : tokens) {
            assertThat(token).matches("[0-9A-Za-z_-]{43}");
            assertThat(facts.contains(token) || logged.contains(token) || tables.contains(token))
                    .isFalse();
        }
        assertThat(facts).contains(fresh).doesNotContain("High St", "spelt on the telephone", "helga");
        assertThat(logged)
                .doesNotContain(
                        member.personal(),
                        member.work(),
                        fresh,
                        member.number(),
                        "Hillforth",
                        "07700",
                        "High St",
                        "LS1");
    }

    private static void post(String path, String body) {
        given().contentType(ContentType.JSON).body(body).post(SELF_SERVICE + path);
    }

    /** Every row of every table of the service as text. */
    private static String tables() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = RealParts.connection("membership");
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            assertThat(names).contains("member", "member_mail", "member_token", "outbox", "link_request");
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

    /** Every fact of the service as text, headers included. */
    private static String facts() {
        StringBuilder all = new StringBuilder();
        for (String topic : List.of("membership.contacts", "membership.eligibility")) {
            for (var record : Facts.records(topic)) {
                if (record.value() != null) {
                    all.append(new String(record.value(), StandardCharsets.UTF_8))
                            .append('\n');
                }
                record.headers()
                        .forEach(header -> all.append(new String(header.value(), StandardCharsets.UTF_8))
                                .append('\n'));
            }
        }
        return all.toString();
    }
}
