package org.tellers.ballot.roll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.tellers.ballot.draft.Draft;
import org.tellers.ballot.eligibility.Register;
import org.tellers.ballot.policy.Policy;
import org.tellers.ballot.roll.Constituencies.Cell;
import org.tellers.ballot.roll.Constituencies.Merged;
import org.tellers.ballot.roll.Entitlement.Drawn;
import org.tellers.ballot.roll.Entitlement.Entitled;
import org.tellers.contracts.Fact;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.ConstituencyEntitlement;
import org.tellers.contracts.ballot.ConstituencyGroup;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollFrozen;
import org.tellers.events.Outbox;

/** Draws up rolls and keeps them. */
@ApplicationScoped
public class Rolls {

    private static final int BATCH = 1_000;

    private final DataSource database;
    private final Register register;
    private final Outbox outbox;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Rolls(DataSource database, Register register, Outbox outbox) {
        this.database = database;
        this.register = register;
        this.outbox = outbox;
    }

    /**
     * The roll as it would be frozen at this instant.
     *
     * @param policy as it stands, for the least size of a constituency
     */
    public Drawn draw(Draft draft, Policy policy, Instant at) {
        Entitlement entitlement = new Entitlement(draft.eligibility(), draft.levels(), at);
        register.forEach(entitlement::consider);
        return entitlement.drawn(policy.minima().entitled());
    }

    /**
     * Freezes them into a version of the roll and announces it. Each entry gets an admission, a random number without
     * the member: by it voting counts who may vote without learning who they are.
     */
    void freeze(String ballot, int version, Drawn drawn, Instant at) {
        List<RollEntryAdded> entries = new ArrayList<>();
        for (Entitled member : drawn.entitled()) {
            entries.add(new RollEntryAdded(
                    ballot,
                    UuidVersion7Strategy.INSTANCE.generateUuid(null),
                    member.memberId(),
                    UUID.randomUUID(),
                    member.constituency(),
                    version));
        }
        store(ballot, version, drawn.constituencies(), entries, at);
        announce(ballot, version, drawn.constituencies(), entries);
    }

    private void announce(String ballot, int version, Constituencies constituencies, List<RollEntryAdded> entries) {
        List<Fact> rolls = new ArrayList<>(entries);
        rolls.add(new RollFrozen(ballot, version, entries.size()));
        List<Fact> admissions = new ArrayList<>();
        for (RollEntryAdded entry : entries) {
            admissions.add(new AdmissionIssued(ballot, entry.admissionId(), entry.constituency(), version));
        }
        // The roll is in the order of members; the order of admissions must not repeat it.
        Collections.shuffle(admissions, random);
        admissions.add(new EntitlementCounted(
                ballot,
                version,
                entries.size(),
                constituencies.leaves().stream()
                        .map(leaf -> new ConstituencyEntitlement(
                                leaf.id(), leaf.place().leaf().name(), leaf.entitled()))
                        .toList(),
                constituencies.groups().stream()
                        .map(group -> new ConstituencyGroup(group.id(), group.name()))
                        .toList()));
        outbox.announceAll(ballot, admissions);
        outbox.announceAll(ballot, rolls);
    }

    private void store(
            String ballot, int version, Constituencies constituencies, List<RollEntryAdded> entries, Instant at) {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement roll = connection.prepareStatement(
                    "INSERT INTO roll (ballot, version, frozen_at, entitled) VALUES (?, ?, ?, ?)")) {
                roll.setString(1, ballot);
                roll.setInt(2, version);
                roll.setObject(3, at.atOffset(ZoneOffset.UTC));
                roll.setInt(4, entries.size());
                roll.executeUpdate();
            }
            store(connection, ballot, version, constituencies);
            try (PreparedStatement entry = connection.prepareStatement(
                    "INSERT INTO roll_entry (entry_id, ballot, member_id, admission_id, constituency, version)"
                            + " VALUES (?, ?, ?, ?, ?, ?)")) {
                int waiting = 0;
                for (RollEntryAdded added : entries) {
                    entry.setObject(1, added.entryId());
                    entry.setString(2, ballot);
                    entry.setObject(3, added.memberId());
                    entry.setObject(4, added.admissionId());
                    entry.setString(5, added.constituency());
                    entry.setInt(6, version);
                    entry.addBatch();
                    if (++waiting % BATCH == 0) {
                        entry.executeBatch();
                    }
                }
                entry.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the roll", e);
        }
    }

    private static void store(Connection connection, String ballot, int version, Constituencies constituencies)
            throws SQLException {
        try (PreparedStatement leaf =
                        connection.prepareStatement("INSERT INTO constituency (ballot, version, constituency, name,"
                                + " entitled) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement group = connection.prepareStatement(
                        "INSERT INTO constituency_group (ballot, version, constituency, name) VALUES (?, ?, ?, ?)");
                PreparedStatement merged = connection.prepareStatement("INSERT INTO merged_constituency (ballot,"
                        + " version, constituency, name, entitled, merged_into) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Cell cell : constituencies.leaves()) {
                begin(leaf, ballot, version, cell.place().leaf());
                leaf.setInt(5, cell.entitled());
                leaf.addBatch();
            }
            for (Constituency one : constituencies.groups()) {
                begin(group, ballot, version, one);
                group.addBatch();
            }
            for (Merged one : constituencies.merged()) {
                begin(merged, ballot, version, one.cell().place().leaf());
                merged.setInt(5, one.cell().entitled());
                merged.setString(6, one.into());
                merged.addBatch();
            }
            leaf.executeBatch();
            group.executeBatch();
            merged.executeBatch();
        }
    }

    private static void begin(PreparedStatement insert, String ballot, int version, Constituency constituency)
            throws SQLException {
        insert.setString(1, ballot);
        insert.setInt(2, version);
        insert.setString(3, constituency.id());
        insert.setString(4, constituency.name());
    }

    /** How many are entitled in the latest version; empty before the freeze. */
    public Optional<RollView> latest(String ballot) {
        try (Connection connection = database.getConnection();
                PreparedStatement roll = connection.prepareStatement("SELECT version, frozen_at, entitled FROM roll"
                        + " WHERE ballot = ? ORDER BY version DESC LIMIT 1")) {
            roll.setString(1, ballot);
            try (ResultSet found = roll.executeQuery()) {
                if (!found.next()) {
                    return Optional.empty();
                }
                int version = found.getInt(1);
                return Optional.of(new RollView(
                        version,
                        found.getObject(2, java.time.OffsetDateTime.class).toInstant(),
                        found.getInt(3),
                        rows(
                                connection,
                                "SELECT constituency, name, entitled FROM constituency",
                                ballot,
                                version,
                                row -> new RollView.Leaf(row.getString(1), row.getString(2), row.getInt(3))),
                        rows(
                                connection,
                                "SELECT constituency, name FROM constituency_group",
                                ballot,
                                version,
                                row -> new RollView.Group(row.getString(1), row.getString(2))),
                        rows(
                                connection,
                                "SELECT constituency, name, entitled, merged_into FROM merged_constituency",
                                ballot,
                                version,
                                row -> new RollView.Absorbed(
                                        row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the roll", e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(
            Connection connection, String select, String ballot, int version, Reading<T> reading) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                select + " WHERE ballot = ? AND version = ? ORDER BY constituency COLLATE \"C\"")) {
            statement.setString(1, ballot);
            statement.setInt(2, version);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
        }
        return rows;
    }
}
