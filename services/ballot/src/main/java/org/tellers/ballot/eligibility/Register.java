package org.tellers.ballot.eligibility;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.membership.MemberEligibilityChanged;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Inbox;

/** The register of members as far as eligibility needs it: a projection of what membership announces. */
@ApplicationScoped
public class Register implements FactReader {

    private static final String TOPIC = "membership.eligibility";
    private static final int FETCH = 2_000;
    private static final String COLUMNS = "m.member_id, m.section, m.branch, m.employer, m.region, m.workplace,"
            + " m.membership_class, m.status, m.joined_at, m.joined_at_day_only, m.left_at";

    private final DataSource database;
    private final Inbox inbox;

    @Inject
    Register(DataSource database, Inbox inbox) {
        this.database = database;
        this.inbox = inbox;
    }

    @Incoming("membership-eligibility")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record);
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(MemberEligibilityChanged.class, this::changed).onTombstone(TOPIC, this::gone);
    }

    /** Shows every member, in the order of their ids; in a transaction, so that they stream. */
    public void forEach(Consumer<Member> consumer) {
        stream(
                "SELECT " + COLUMNS + " FROM member m ORDER BY m.member_id",
                List.of(),
                row -> consumer.accept(member(row)));
    }

    /** Shows every member who never was on the roll of the ballot, or whom no credential could be found for. */
    public void forEachBeside(String ballot, Consumer<Member> consumer) {
        stream(
                "SELECT " + COLUMNS + " FROM member m WHERE NOT EXISTS (SELECT 1 FROM roll_entry e WHERE e.ballot = ?"
                        + " AND e.member_id = m.member_id AND e.state <> 'REFUSED') ORDER BY m.member_id",
                List.of(ballot),
                row -> consumer.accept(member(row)));
    }

    /** Shows every member on the roll of the ballot; without what is known of them if the register has forgotten them. */
    public void forEachEntitled(String ballot, BiConsumer<UUID, Optional<Member>> consumer) {
        stream(
                "SELECT " + COLUMNS + ", e.member_id FROM roll_entry e LEFT JOIN member m ON m.member_id = e.member_id"
                        + " WHERE e.ballot = ? AND e.state = 'ENTITLED' ORDER BY e.member_id",
                List.of(ballot),
                row -> consumer.accept(
                        row.getObject(12, UUID.class),
                        row.getObject(1) == null ? Optional.empty() : Optional.of(member(row))));
    }

    private void stream(String select, List<String> parameters, Rows rows) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setFetchSize(FETCH);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.accept(row);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the register's projection", e);
        }
    }

    @FunctionalInterface
    private interface Rows {
        void accept(ResultSet row) throws SQLException;
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                instant(row, 9),
                row.getBoolean(10),
                instant(row, 11));
    }

    private void changed(MemberEligibilityChanged fact) {
        String sql = """
            INSERT INTO member (member_id, section, branch, employer, region, workplace, membership_class, status,
                                joined_at, joined_at_day_only, left_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (member_id) DO UPDATE SET section = EXCLUDED.section, branch = EXCLUDED.branch,
                employer = EXCLUDED.employer, region = EXCLUDED.region, workplace = EXCLUDED.workplace,
                membership_class = EXCLUDED.membership_class, status = EXCLUDED.status,
                joined_at = EXCLUDED.joined_at, joined_at_day_only = EXCLUDED.joined_at_day_only,
                left_at = EXCLUDED.left_at
            """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, fact.memberId());
            statement.setString(2, fact.section());
            statement.setString(3, fact.branch());
            statement.setString(4, fact.employer());
            statement.setString(5, fact.region());
            statement.setString(6, fact.workplace());
            statement.setString(7, fact.membershipClass());
            statement.setString(8, fact.status());
            setInstant(statement, 9, fact.joinedAt());
            statement.setBoolean(10, fact.joinedAtDayOnly());
            setInstant(statement, 11, fact.leftAt());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store a member's eligibility", e);
        }
    }

    private void gone(String key) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("DELETE FROM member WHERE member_id = ?")) {
            statement.setObject(1, UUID.fromString(key));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot forget a member", e);
        }
    }

    private static void setInstant(PreparedStatement statement, int column, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(column, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            // The driver would round what the database cannot keep, and 09:59:59.9999999 is not 10:00.
            statement.setObject(column, instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
