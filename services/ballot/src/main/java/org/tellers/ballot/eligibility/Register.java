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
import java.util.UUID;
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
        String sql = "SELECT member_id, section, branch, employer, region, membership_class, status, joined_at, left_at"
                + " FROM member ORDER BY member_id";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    consumer.accept(new Member(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            instant(row, 8),
                            instant(row, 9)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the register's projection", e);
        }
    }

    private void changed(MemberEligibilityChanged fact) {
        String sql = """
                INSERT INTO member (member_id, section, branch, employer, region, membership_class, status,
                                    joined_at, left_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (member_id) DO UPDATE SET section = EXCLUDED.section, branch = EXCLUDED.branch,
                    employer = EXCLUDED.employer, region = EXCLUDED.region,
                    membership_class = EXCLUDED.membership_class, status = EXCLUDED.status,
                    joined_at = EXCLUDED.joined_at, left_at = EXCLUDED.left_at
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, fact.memberId());
            statement.setString(2, fact.section());
            statement.setString(3, fact.branch());
            statement.setString(4, fact.employer());
            statement.setString(5, fact.region());
            statement.setString(6, fact.membershipClass());
            statement.setString(7, fact.status());
            setInstant(statement, 8, fact.joinedAt());
            setInstant(statement, 9, fact.leftAt());
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
            statement.setObject(column, instant.atOffset(ZoneOffset.UTC));
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
