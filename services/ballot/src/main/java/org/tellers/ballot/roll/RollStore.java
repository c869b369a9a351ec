package org.tellers.ballot.roll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.ballot.RollEntryAdded;

/** The versions of the rolls as they are stored; nothing of a version ever changes. */
@ApplicationScoped
class RollStore {

    private static final int BATCH = 1_000;

    private final DataSource database;

    @Inject
    RollStore(DataSource database) {
        this.database = database;
    }

    /**
     * A version of a roll.
     *
     * @param version from 1
     * @param at when it came about
     * @param change how
     * @param entitled entitled by it
     * @param added entries that are new
     * @param excluded entries whose members were excluded
     * @param refused entries that got no credential
     * @param by sign-in name of whoever changed it, or several; {@code platform} for what the clock did
     * @param why in words without any member
     */
    record Version(
            int version,
            Instant at,
            RollChange change,
            int entitled,
            int added,
            int excluded,
            int refused,
            String by,
            @Nullable String why) {}

    /**
     * An entry that a correction takes off the roll.
     *
     * @param entryId it
     * @param memberId its member
     * @param constituency where its vote would have counted
     * @param reason why, one word
     * @param excluded whether HQ excluded the member; else there was no credential
     * @param askedBy sign-in name of who excluded the member
     */
    record Leaving(
            UUID entryId,
            UUID memberId,
            String constituency,
            String reason,
            boolean excluded,
            @Nullable String askedBy) {}

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Binding<T> {
        void to(PreparedStatement statement, T value) throws SQLException;
    }

    /** Adds a version with its denominators. */
    void add(String ballot, Version version, List<Leaves.Cell> leaves) {
        change(
                "INSERT INTO roll (ballot, version, frozen_at, change, entitled, added, excluded, refused, by_name,"
                        + " why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(version),
                (row, one) -> {
                    row.setString(1, ballot);
                    row.setInt(2, one.version());
                    row.setObject(3, one.at().atOffset(ZoneOffset.UTC));
                    row.setString(4, one.change().word());
                    row.setInt(5, one.entitled());
                    row.setInt(6, one.added());
                    row.setInt(7, one.excluded());
                    row.setInt(8, one.refused());
                    row.setString(9, one.by());
                    row.setString(10, one.why());
                });
        change(
                "INSERT INTO constituency (ballot, version, constituency, name, entitled) VALUES (?, ?, ?, ?, ?)",
                leaves,
                (row, cell) -> {
                    begin(row, ballot, version.version(), cell.leaf());
                    row.setInt(5, cell.entitled());
                });
    }

    /** Adds what the freeze decided for every version: the coarser cells, and what was merged into what. */
    void addShape(String ballot, int version, Constituencies constituencies) {
        change(
                "INSERT INTO constituency_group (ballot, version, constituency, name) VALUES (?, ?, ?, ?)",
                constituencies.groups(),
                (row, group) -> begin(row, ballot, version, group));
        change(
                "INSERT INTO merged_constituency (ballot, version, constituency, name, entitled, merged_into) VALUES"
                        + " (?, ?, ?, ?, ?, ?)",
                constituencies.merged(),
                (row, one) -> {
                    begin(row, ballot, version, one.cell().place().leaf());
                    row.setInt(5, one.cell().entitled());
                    row.setString(6, one.into());
                });
    }

    private static void begin(PreparedStatement insert, String ballot, int version, Constituency constituency)
            throws SQLException {
        insert.setString(1, ballot);
        insert.setInt(2, version);
        insert.setString(3, constituency.id());
        insert.setString(4, constituency.name());
    }

    /** Adds entries. */
    void addEntries(List<RollEntryAdded> entries) {
        change(
                "INSERT INTO roll_entry (entry_id, ballot, member_id, admission_id, constituency, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                entries,
                (row, entry) -> {
                    row.setObject(1, entry.entryId());
                    row.setString(2, entry.ballot());
                    row.setObject(3, entry.memberId());
                    row.setObject(4, entry.admissionId());
                    row.setString(5, entry.constituency());
                    row.setInt(6, entry.version());
                });
    }

    /** How many are entitled by entries that are still there. */
    int entitledNow(String ballot) {
        return rows(
                        "SELECT count(*) FROM roll_entry WHERE ballot = ? AND state = 'ENTITLED'",
                        row -> row.getInt(1),
                        ballot)
                .getFirst();
    }

    /** Shows everyone who is entitled, in the order of their ids; in a transaction, so that they stream. */
    void forEachEntitled(String ballot, BiConsumer<UUID, String> consumer) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT member_id, constituency FROM roll_entry WHERE ballot = ? AND state = 'ENTITLED'"
                                + " ORDER BY member_id")) {
            statement.setFetchSize(BATCH);
            statement.setString(1, ballot);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    consumer.accept(row.getObject(1, UUID.class), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the roll", e);
        }
    }

    /** Entries that no longer entitle anyone, and are still counted by the latest version. */
    List<Leaving> leaving(String ballot) {
        return rows(
                "SELECT e.entry_id, e.member_id, e.constituency, coalesce(x.reason, e.refusal), x.reason IS NOT NULL,"
                        + " x.asked_by_name FROM roll_entry e"
                        + " LEFT JOIN exclusion x ON x.entry_id = e.entry_id AND x.state = 'REVOKED'"
                        + " WHERE e.ballot = ? AND e.state = 'ENTITLED'"
                        + " AND (e.refusal IS NOT NULL OR x.entry_id IS NOT NULL) ORDER BY e.entry_id",
                row -> new Leaving(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6)),
                ballot);
    }

    /** Ballots with such entries. */
    List<String> ballotsToCorrect() {
        return rows(
                "SELECT x.ballot FROM exclusion x JOIN roll_entry e ON e.entry_id = x.entry_id AND e.state = 'ENTITLED'"
                        + " WHERE x.state = 'REVOKED' UNION"
                        + " SELECT ballot FROM roll_entry WHERE state = 'ENTITLED' AND refusal IS NOT NULL",
                row -> row.getString(1));
    }

    /** They are off the roll as of this version. */
    void takeOff(Collection<Leaving> leaving, int version) {
        change("UPDATE roll_entry SET state = ? WHERE entry_id = ?", leaving, (row, one) -> {
            row.setString(1, one.excluded() ? "EXCLUDED" : "REFUSED");
            row.setObject(2, one.entryId());
        });
        change(
                "UPDATE exclusion SET state = 'EXCLUDED', version = ? WHERE entry_id = ? AND state = 'REVOKED'",
                leaving,
                (row, one) -> {
                    row.setInt(1, version);
                    row.setObject(2, one.entryId());
                });
    }

    /** Every version, in order. */
    List<Version> versions(String ballot) {
        return rows(
                "SELECT version, frozen_at, change, entitled, added, excluded, refused, by_name, why FROM roll"
                        + " WHERE ballot = ? ORDER BY version",
                row -> new Version(
                        row.getInt(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        RollChange.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getString(8),
                        row.getString(9)),
                ballot);
    }

    /** The latest version; none before the freeze. */
    Optional<Version> latest(String ballot) {
        return versions(ballot).stream().reduce((_, later) -> later);
    }

    /** The denominators of a version. */
    Leaves leaves(String ballot, int version) {
        Map<String, String> merged = merged(ballot).stream()
                .collect(Collectors.toMap(RollView.Absorbed::constituency, RollView.Absorbed::into));
        return new Leaves(
                rows(
                        "SELECT constituency, name, entitled FROM constituency WHERE ballot = ? AND version = ?"
                                + " ORDER BY constituency COLLATE \"C\"",
                        row -> new Leaves.Cell(new Constituency(row.getString(1), row.getString(2)), row.getInt(3)),
                        ballot,
                        version),
                merged);
    }

    /** The coarser cells. */
    List<Constituency> groups(String ballot) {
        return rows(
                "SELECT constituency, name FROM constituency_group WHERE ballot = ? ORDER BY constituency COLLATE"
                        + " \"C\"",
                row -> new Constituency(row.getString(1), row.getString(2)),
                ballot);
    }

    /** What was merged at the freeze. */
    List<RollView.Absorbed> merged(String ballot) {
        return rows(
                "SELECT constituency, name, entitled, merged_into FROM merged_constituency WHERE ballot = ?"
                        + " ORDER BY constituency COLLATE \"C\"",
                row -> new RollView.Absorbed(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)),
                ballot);
    }

    private <T> List<T> rows(String select, Reading<T> reading, Object... parameters) {
        List<T> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the roll", e);
        }
        return rows;
    }

    private <T> void change(String change, Collection<T> values, Binding<T> binding) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(change)) {
            int waiting = 0;
            for (T value : values) {
                binding.to(statement, value);
                statement.addBatch();
                if (++waiting % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the roll", e);
        }
    }
}
