package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.membership.MemberEligibilityChanged;

/**
 * The rows of a run in the database: written while the file is read, compared with the register, applied to it. Works on
 * sets, so that a register of any size is compared and applied in a few statements, in the caller's transaction.
 */
@ApplicationScoped
class StagedRows {

    /** Faults kept for a run; a file with more has one cause that repeats. */
    static final int FAULTS_KEPT = 1_000;

    private static final int BATCH = 500;
    private static final int IMPORT_LOCK = 0x54454c50;
    private static final List<String> STORED =
            Arrays.stream(RegisterColumn.values()).flatMap(StagedRows::stored).toList();

    private final DataSource database;

    @Inject
    StagedRows(DataSource database) {
        this.database = database;
    }

    /** Whether this transaction is now the only one that reads or applies a register file. */
    boolean tryAlone() {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?, 0)")) {
                statement.setInt(1, IMPORT_LOCK);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() && result.getBoolean(1);
                }
            }
        });
    }

    /** Takes rows one by one and writes them in batches; close to write the rest. */
    Writer writer(UUID run) {
        return new Writer(run);
    }

    /**
     * A membership number that occurs in several rows makes each of them invalid: which one is right cannot be known.
     */
    void refuseRepeatedNumbers(UUID run) {
        // Fresh rows have no statistics; without them the database compares every row with every other.
        update("ANALYZE import_row");
        update("""
                WITH repeated AS (
                    SELECT line, min(line) OVER number AS first, count(*) OVER number AS times FROM import_row
                    WHERE run_id = ? AND membership_number IS NOT NULL
                    WINDOW number AS (PARTITION BY membership_number))
                INSERT INTO import_fault (run_id, line, column_name, code, detail)
                SELECT ?, line, 'membership_number', 'number-repeated',
                       'This membership number is on ' || times || ' rows, first on line ' || first
                       || '. Keep the right one and remove the others.'
                FROM repeated WHERE times > 1 ORDER BY line LIMIT\s""" + FAULTS_KEPT, run, run);
        update("""
                WITH repeated AS MATERIALIZED (
                    SELECT membership_number FROM import_row WHERE run_id = ?
                    GROUP BY membership_number HAVING count(*) > 1)
                UPDATE import_row SET valid = false
                WHERE run_id = ? AND membership_number IN (SELECT membership_number FROM repeated)""", run, run);
    }

    /** Invalid rows, and those of them without a readable membership number. */
    int[] countInvalid(UUID run) {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT count(*), count(*) FILTER (WHERE membership_number IS NULL)
                    FROM import_row WHERE run_id = ? AND NOT valid""");
                    ResultSet result = query(statement, run)) {
                result.next();
                return new int[] {result.getInt(1), result.getInt(2)};
            }
        });
    }

    /** The first faults, by line. */
    List<RowFault> faults(UUID run) {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT line, column_name, code, detail FROM import_fault WHERE run_id = ?
                    ORDER BY line, column_name NULLS FIRST LIMIT\s""" + FAULTS_KEPT);
                    ResultSet result = query(statement, run)) {
                List<RowFault> faults = new ArrayList<>();
                while (result.next()) {
                    faults.add(new RowFault(
                            result.getInt(1), result.getString(2), result.getString(3), result.getString(4)));
                }
                return faults;
            }
        });
    }

    /** Compares with the register as it is now, and notes at each row what it changes. */
    Comparison compare(UUID run, ImportMode mode, List<RegisterColumn> columns) {
        update(
                """
                UPDATE import_row s SET
                    change = CASE WHEN m.id IS NULL THEN 'new' WHEN %s THEN 'changed' ELSE 'unchanged' END,
                    eligibility_changed = m.id IS NULL OR %s,
                    contact_changed = m.id IS NULL OR %s
                FROM import_row k LEFT JOIN member m ON m.membership_number = k.membership_number
                WHERE k.run_id = ? AND k.valid AND s.run_id = k.run_id AND s.line = k.line""".formatted(
                                differs(columns.stream()),
                                differs(of(columns, RegisterColumn.Concern.ELIGIBILITY)),
                                differs(of(columns, RegisterColumn.Concern.CONTACT))),
                run);
        int left = mode == ImportMode.FULL
                ? count(
                        "SELECT count(*) FROM member m WHERE m.status <> 'left' AND NOT EXISTS ("
                                + "SELECT FROM import_row s WHERE s.run_id = ? AND s.membership_number = m.membership_number)",
                        run)
                : 0;
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT count(*) FILTER (WHERE change = 'new'), count(*) FILTER (WHERE change = 'changed'),
                           count(*) FILTER (WHERE change = 'unchanged'),
                           count(*) FILTER (WHERE coalesce(%s, %s) IS NULL)
                    FROM import_row s LEFT JOIN member m ON m.membership_number = s.membership_number
                    WHERE s.run_id = ? AND s.valid""".formatted(
                                    becomes(RegisterColumn.PERSONAL_EMAIL.header(), columns),
                                    becomes(RegisterColumn.WORK_EMAIL.header(), columns)));
                    ResultSet result = query(statement, run)) {
                result.next();
                return new Comparison(result.getInt(1), result.getInt(2), left, result.getInt(3), result.getInt(4));
            }
        });
    }

    /** Brings the register to what {@link #compare} found. */
    void apply(UUID run, ImportMode mode, List<RegisterColumn> columns, Instant now) {
        String names = String.join(", ", STORED);
        update(
                "INSERT INTO member (id, " + names + ") SELECT uuidv7(), "
                        + names.replace("language", "coalesce(language, 'en')")
                        + " FROM import_row WHERE run_id = ? AND valid AND change = 'new'",
                run);
        update(
                "UPDATE member m SET "
                        + columns.stream()
                                .filter(column -> column.concern() != RegisterColumn.Concern.IDENTITY)
                                .flatMap(StagedRows::stored)
                                .filter(name -> !name.equals("left_at"))
                                .map(name -> name + " = s." + name)
                                .collect(Collectors.joining(", "))
                        + ", left_at = " + becomes("left_at", columns)
                        + " FROM import_row s WHERE s.run_id = ? AND s.valid AND s.change = 'changed'"
                        + " AND s.membership_number = m.membership_number",
                run);
        if (mode == ImportMode.FULL) {
            update("""
                    INSERT INTO import_row (run_id, line, valid, change, eligibility_changed, membership_number)
                    SELECT ?, -row_number() OVER (ORDER BY m.membership_number), true, 'left', true, m.membership_number
                    FROM member m WHERE m.status <> 'left' AND NOT EXISTS (
                        SELECT FROM import_row s WHERE s.run_id = ? AND s.membership_number = m.membership_number)""", run, run);
            update("""
                    UPDATE member m SET status = 'left', left_at = least(coalesce(m.left_at, ?), ?) FROM import_row s
                    WHERE s.run_id = ? AND s.change = 'left' AND s.membership_number = m.membership_number""", now, now, run);
        }
    }

    /** Hands over, in portions, what {@link #apply} changed of entitlement, as facts of the members as they are now. */
    void eachEligibilityChange(UUID run, Consumer<List<MemberEligibilityChanged>> reader) {
        eachChange(run, "eligibility_changed", StagedRows::eligibility, reader);
    }

    /** Hands over, in portions, what {@link #apply} changed of names and contact data. */
    void eachContactChange(UUID run, Consumer<List<MemberContactChanged>> reader) {
        eachChange(run, "contact_changed", StagedRows::contact, reader);
    }

    /** Forgets the rows of every run; nobody's data stays where nobody confirmed it. */
    void forgetAll() {
        update("DELETE FROM import_row");
    }

    private <F> void eachChange(UUID run, String which, RowReader<F> read, Consumer<List<F>> reader) {
        String sql = "SELECT m.* FROM member m JOIN import_row s ON s.membership_number = m.membership_number"
                + " WHERE s.run_id = ? AND s.valid AND s." + which;
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(BATCH);
                List<F> facts = new ArrayList<>(BATCH);
                try (ResultSet result = query(statement, run)) {
                    while (result.next()) {
                        facts.add(read.read(result));
                        if (facts.size() == BATCH) {
                            reader.accept(List.copyOf(facts));
                            facts.clear();
                        }
                    }
                }
                reader.accept(List.copyOf(facts));
                return facts.size();
            }
        });
    }

    private static MemberEligibilityChanged eligibility(ResultSet row) throws SQLException {
        return new MemberEligibilityChanged(
                row.getObject("id", UUID.class),
                row.getString("section"),
                row.getString("branch"),
                row.getString("employer"),
                row.getString("region"),
                row.getString("pdu"),
                row.getString("workplace"),
                row.getString("membership_class"),
                row.getString("status"),
                instant(row, "joined_at"),
                row.getBoolean("joined_at_day_only"),
                instant(row, "left_at"));
    }

    private static MemberContactChanged contact(ResultSet row) throws SQLException {
        return new MemberContactChanged(
                row.getObject("id", UUID.class),
                row.getString("membership_number"),
                row.getString("title"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("preferred_email_type"),
                row.getString("personal_email"),
                row.getString("work_email"),
                row.getString("mobile"),
                row.getString("language"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        java.time.OffsetDateTime at = row.getObject(column, java.time.OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Stream<RegisterColumn> of(List<RegisterColumn> columns, RegisterColumn.Concern concern) {
        return columns.stream().filter(column -> column.concern() == concern);
    }

    /** A column of the file as the table has it: a date also says whether only its day is known. */
    private static Stream<String> stored(RegisterColumn column) {
        return column == RegisterColumn.JOINED_AT
                ? Stream.of(column.header(), "joined_at_day_only")
                : Stream.of(column.header());
    }

    private static String differs(Stream<RegisterColumn> columns) {
        List<RegisterColumn> compared = columns.toList();
        String was = compared.stream()
                .flatMap(StagedRows::stored)
                .filter(name -> !name.equals("left_at"))
                .map("m."::concat)
                .collect(Collectors.joining(", "));
        String is = was.replace("m.", "s.");
        // Leaving follows from the status too, which every file has.
        boolean leaving = compared.contains(RegisterColumn.STATUS);
        String differs = was.isEmpty() ? "false" : "ROW(" + was + ") IS DISTINCT FROM ROW(" + is + ")";
        return leaving
                ? "(" + differs + " OR m.left_at IS DISTINCT FROM " + becomes("left_at", compared) + ")"
                : differs;
    }

    /**
     * What a column of a member becomes: a file without the column says nothing about it. Who has left keeps the instant
     * of it when the file gives none, and who comes back loses it.
     */
    private static String becomes(String name, List<RegisterColumn> columns) {
        boolean given = columns.stream().flatMap(StagedRows::stored).anyMatch(name::equals);
        if (name.equals("left_at")) {
            return given
                    ? "CASE WHEN s.left_at IS NULL AND s.status = 'left' THEN m.left_at ELSE s.left_at END"
                    : "CASE WHEN s.status = 'left' OR m.status <> 'left' THEN m.left_at END";
        }
        return given ? "s." + name : "m." + name;
    }

    private int count(String sql, @Nullable Object... parameters) {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet result = query(statement, parameters)) {
                result.next();
                return result.getInt(1);
            }
        });
    }

    private void update(String sql, @Nullable Object... parameters) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                return statement.executeUpdate();
            }
        });
    }

    private static ResultSet query(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        set(statement, parameters);
        return statement.executeQuery();
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(
                    i + 1, parameters[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : parameters[i]);
        }
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            // The driver's message may quote a row; its state says enough.
            throw new IllegalStateException("the database refused a step of the import: SQL state " + e.getSQLState());
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface RowReader<F> {
        F read(ResultSet row) throws SQLException;
    }

    /** Writes the rows of one run. */
    final class Writer {

        private static final String ROW = "INSERT INTO import_row (run_id, line, valid, " + String.join(", ", STORED)
                + ") VALUES (?, ?, ?" + ", ?".repeat(STORED.size()) + ")";
        private static final String FAULT =
                "INSERT INTO import_fault (run_id, line, column_name, code, detail) VALUES (?, ?, ?, ?, ?)";

        private final UUID run;
        private final List<RegisterRow> waiting = new ArrayList<>(BATCH);
        private int rows;
        private int faults;

        private Writer(UUID run) {
            this.run = run;
        }

        int rows() {
            return rows;
        }

        void add(RegisterRow row) {
            rows++;
            waiting.add(row);
            if (waiting.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            run(connection -> {
                try (PreparedStatement staged = connection.prepareStatement(ROW);
                        PreparedStatement faulty = connection.prepareStatement(FAULT)) {
                    for (RegisterRow row : waiting) {
                        fill(staged, row);
                        staged.addBatch();
                        for (RowFault fault : row.faults()) {
                            if (++faults <= FAULTS_KEPT) {
                                set(faulty, run, fault.line(), fault.column(), fault.code(), fault.detail());
                                faulty.addBatch();
                            }
                        }
                    }
                    staged.executeBatch();
                    return faulty.executeBatch();
                }
            });
            waiting.clear();
        }

        private void fill(PreparedStatement staged, RegisterRow row) throws SQLException {
            staged.setObject(1, run);
            staged.setInt(2, row.line());
            staged.setBoolean(3, row.valid());
            int place = 4;
            for (RegisterColumn column : RegisterColumn.values()) {
                Object value = row.values().get(column);
                switch (column.content()) {
                    case INSTANT -> {
                        RegisterInstant at = (RegisterInstant) value;
                        staged.setObject(
                                place++,
                                at == null ? null : at.at().atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE);
                        if (column == RegisterColumn.JOINED_AT) {
                            staged.setBoolean(place++, at != null && at.dayOnly());
                        }
                    }
                    case YES_NO -> staged.setObject(place++, value, Types.BOOLEAN);
                    default -> staged.setObject(place++, value, Types.VARCHAR);
                }
            }
        }
    }
}
