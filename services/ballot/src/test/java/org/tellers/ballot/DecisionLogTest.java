package org.tellers.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.DecisionRecorded;
import org.tellers.contracts.reporting.PlatformKeyMade;
import org.tellers.contracts.reporting.ResultViewed;
import org.tellers.crypto.additions.Charter;
import org.tellers.crypto.additions.DecisionLine;
import org.tellers.crypto.additions.Signature;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.fault.AdditionsFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.group.Point;
import org.tellers.local.Databases;
import org.tellers.local.Project;
import org.tellers.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@NullUnmarked
class DecisionLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    DataSource asTheService;

    @Test
    void everyLineIsChainedAndFromTheKeyedBallotOnSignedWithTheCharterKey() throws Exception {
        Hq.members("Chain", 30);
        String uuid = Hq.keyed("Chain");
        Hq.freeze(uuid, Hq.key()).statusCode(201);
        Facts.announce(
                uuid,
                new ResultViewed(uuid, "someone@hq.example", Instant.now()),
                new ResultViewed(uuid, "approver", Instant.now()),
                new ResultViewed(uuid, "another@hq.example", Instant.now()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> export(uuid).path("decisions").size() == 9);

        JsonNode keyed = Facts.about(uuid, BallotKeyed.class, 1).getFirst();
        Charter charter = Charter.parse(keyed.path("charter").asText());
        Charter.requireNamedBy(
                Election.parse(keyed.path("election").asText().getBytes(StandardCharsets.UTF_8)),
                keyed.path("charter").asText());
        JsonNode export = export(uuid);
        Point key = charter.logKey().orElseThrow();
        assertThat(export.path("logKey").asText()).isEqualTo(key.hex());
        List<DecisionLine.Entry> entries = entries(export);
        // keyed, roll-frozen, viewed by three
        assertThat(DecisionLine.check(uuid, entries, Optional.of(key))).isEqualTo(5);

        List<DecisionLine> lines =
                entries.stream().map(entry -> DecisionLine.parse(entry.entry())).toList();
        assertThat(lines)
                .extracting(line -> line.who() + " " + line.what())
                .containsExactly(
                        "officer drafted",
                        "approver approved",
                        "platform platform-key-registered",
                        "scrutineer scrutineer-key-registered",
                        "platform keyed",
                        "officer roll-frozen",
                        "headquarters viewed",
                        "approver viewed",
                        "headquarters 2 viewed");
        assertThat(lines.get(1).from()).contains("draft");
        assertThat(lines.get(1).to()).contains("approved");
        assertThat(lines.get(5).to()).isEmpty();
        assertThat(lines.get(5).why()).contains("version 1, 30 entitled in 1 constituencies");
        assertThat(export.toString()).doesNotContain("@");
    }

    @Test
    void thePublicHearsOfABallotWithItsApprovalAndThenOfEveryLineInOrder() throws Exception {
        String draft = Hq.draft("Announced");
        String uuid = Hq.draft("Announced");
        Hq.officer()
                .body(Hq.body("Announced"))
                .put(Hq.BALLOTS + "/" + uuid)
                .then()
                .statusCode(200);
        Hq.approve(Hq.approver(), uuid, Hq.key()).statusCode(200);
        Hq.register(Hq.scrutineer(), uuid, Hq.publicKey()).statusCode(201);
        Facts.announce(uuid, new PlatformKeyMade(uuid, Hq.publicKey()));
        List<JsonNode> announced = Facts.about(uuid, DecisionRecorded.class, 6);
        JsonNode decisions = export(uuid).path("decisions");
        assertThat(announced).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(announced.get(i).path("number").asInt()).isEqualTo(i + 1);
            assertThat(announced.get(i).path("entry"))
                    .isEqualTo(decisions.get(i).path("entry"));
            assertThat(announced.get(i).path("hash")).isEqualTo(decisions.get(i).path("hash"));
            assertThat(announced.get(i).has("signature")).isEqualTo(i == 5);
        }
        assertThat(JSON.readTree(announced.get(5).path("signature").asText()))
                .isEqualTo(decisions.get(5).path("signature"));
        assertThat(Facts.all("ballot.ballots")).noneMatch(record -> draft.equals(record.key()));
    }

    @Test
    void theServiceItselfCannotRewriteWhatWasDecided() {
        for (String table : List.of("decision", "decision_key", "ballot_documents", "policy_change")) {
            for (String statement : List.of("UPDATE " + table + " SET ballot = ballot", "DELETE FROM " + table)) {
                assertThatThrownBy(() -> {
                            try (Connection connection = asTheService.getConnection();
                                    Statement change = connection.createStatement()) {
                                change.executeUpdate(statement);
                            }
                        })
                        .isInstanceOf(SQLException.class)
                        .extracting(refused -> ((SQLException) refused).getSQLState())
                        .isEqualTo("42501");
            }
        }
    }

    @Test
    void aLineThatSomeoneAlteredInTheDatabaseIsFound() throws Exception {
        String uuid = Hq.keyed("Altered");
        Optional<Point> key = Charter.parse(Facts.about(uuid, BallotKeyed.class, 1)
                        .getFirst()
                        .path("charter")
                        .asText())
                .logKey();
        execute("UPDATE decision SET entry = replace(entry, 'approver', 'officer') WHERE number = 2 AND ballot = '"
                + uuid + "'");
        assertThat(fault(uuid, key)).isEqualTo(AdditionsFault.DECISION_HASH);
        // Whoever rewrites every hash after it too still lacks the key.
        String previous = DecisionLine.start(uuid);
        for (DecisionLine.Entry entry : entries(export(uuid))) {
            DecisionLine line = DecisionLine.parse(entry.entry());
            DecisionLine rewritten = new DecisionLine(
                    line.number(), previous, line.at(), line.who(), line.what(), line.from(), line.to(), line.why());
            execute("UPDATE decision SET entry = '" + rewritten.text() + "', hash = '" + rewritten.hash()
                    + "' WHERE number = " + line.number() + " AND ballot = '" + uuid + "'");
            previous = rewritten.hash();
        }
        assertThat(fault(uuid, key)).isEqualTo(AdditionsFault.SIGNATURE);
    }

    @Test
    void theKeyOfTheLogRestsSealed() throws Exception {
        String uuid = Hq.keyed("Sealed");
        try (Connection connection = RealParts.connection("ballot");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT sealed FROM decision_key WHERE ballot = '" + uuid + "'")) {
            row.next();
            // A plain private key is a JSON string of digits.
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).doesNotContainPattern("[0-9]{20}");
        }
    }

    @Test
    void linesWrittenBeforeTheChainExistedTakeTheirPlacesInIt() throws Exception {
        Flyway before = flyway("3");
        before.migrate();
        execute("SET search_path TO before_chain;"
                + " INSERT INTO ballot (uuid, state, revision, draft, opens_at, closes_at, edited_by_subject,"
                + " edited_by_name) VALUES ('A1', 'CANCELLED', 1, '{}', now(), now() + interval '1 day', 's', 'o'),"
                + " ('B1', 'DRAFT', 1, '{}', now(), now() + interval '1 day', 's', 'o');"
                + " INSERT INTO decision (ballot, at, who, who_subject, action, from_state, to_state, why) VALUES"
                + " ('A1', '2026-02-01T12:00:00Z', 'o', 's', 'drafted', NULL, 'draft', NULL),"
                + " ('B1', '2026-02-01T12:00:00.5Z', 'o', 's', 'drafted', NULL, 'draft', NULL),"
                + " ('A1', '2026-02-01T12:00:01.000001Z', 'p', 't', 'approved', 'draft', 'approved', NULL),"
                + " ('A1', '2026-07-01T12:00:01.12Z', 'p', 't', 'cancelled', 'approved', 'cancelled',"
                + " E'Said \"no\" \\\\ in\\na storm – Ynys Môn\\x1f\\x7f')");
        flyway("4").migrate();
        for (String ballot : List.of("A1", "B1")) {
            List<DecisionLine.Entry> entries = new ArrayList<>();
            try (Connection connection = RealParts.connection("ballot");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT entry, hash FROM before_chain.decision WHERE"
                            + " ballot = '" + ballot + "' ORDER BY number")) {
                while (row.next()) {
                    entries.add(new DecisionLine.Entry(row.getString(1), row.getString(2), Optional.empty()));
                }
            }
            assertThat(entries).hasSize(ballot.equals("A1") ? 3 : 1);
            assertThat(DecisionLine.check(ballot, entries, Optional.empty())).isZero();
        }
        execute("DROP SCHEMA before_chain CASCADE");
    }

    private static Flyway flyway(String target) {
        Databases.Role superuser = Project.find().databases().administrator();
        return Flyway.configure()
                .dataSource(RealParts.postgres().jdbcUrl("ballot"), superuser.role(), superuser.localPassword())
                .schemas("before_chain")
                .locations("db/migration")
                .target(target)
                .load();
    }

    private static JsonNode export(String uuid) throws Exception {
        return JSON.readTree(Hq.officer()
                .get(Hq.BALLOTS + "/" + uuid + "/log/export")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static List<DecisionLine.Entry> entries(JsonNode export) {
        List<DecisionLine.Entry> entries = new ArrayList<>();
        for (JsonNode line : export.path("decisions")) {
            entries.add(new DecisionLine.Entry(
                    line.path("entry").asText(),
                    line.path("hash").asText(),
                    line.has("signature")
                            ? Optional.of(Signature.parse(line.path("signature").toString()))
                            : Optional.empty()));
        }
        return entries;
    }

    private static Object fault(String uuid, Optional<Point> key) throws Exception {
        List<DecisionLine.Entry> entries = entries(export(uuid));
        return catchThrowableOfType(ProtocolViolation.class, () -> DecisionLine.check(uuid, entries, key))
                .fault();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = RealParts.connection("ballot");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
