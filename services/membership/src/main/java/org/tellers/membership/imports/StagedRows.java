package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the present import in the database: written in bulk while the file is read, then compared with the register.
 * Works on sets, so that a register of any size is compared in a few statements, in the caller's transaction.
 */
@ApplicationScoped
class StagedRows {

    /** Faults shown with an import; all that are kept can be downloaded. */
    static final int FAULTS_SHOWN = 1_000;

    /** Faults kept for a run; a file with more has one cause that repeats. */
    static final int FAULTS_KEPT = 100_000;

    private static final int IMPORT_LOCK = 0x54454c50;
    private static final int VALUES_KEPT = 2_000;
    private static final int COPY_CHARACTERS = 512 * 1024;
    private static final List<String> LEVELS = List.of("section", "branch", "employer", "region");

    private final Statements database;

    @Inject
    StagedRows(Statements database) {
        this.database = database;
    }

    /** Whether this transaction is now the only one that takes, reads or applies a register file. */
    boolean tryAlone() {
        return database.list("SELECT pg_try_advisory_xact_lock(?, 0)", row -> row.getBoolean(1), IMPORT_LOCK)
                .getFirst();
    }

    /** Takes rows one by one and writes them in bulk; finish it to write the rest. */
    Writer writer(UUID run) {
        return new Writer(run);
    }

    /** Forgets the rows; nobody's data stays where nobody confirmed it. */
    void forget() {
        database.update("TRUNCATE import_row");
    }

    /** Whether nothing is staged, as after a crash of the database: no file without rows gets as far as being applied. */
    boolean areLost() {
        return database.list("SELECT NOT EXISTS (SELECT FROM import_row)", row -> row.getBoolean(1))
                .getFirst();
    }

    /**
     * A membership number that occurs in several rows makes each of them invalid: which one is right cannot be known.
     *
     * @return how many rows that are
     */
    int refuseRepeatedNumbers(UUID run) {
        // Fresh rows have no statistics; without them the database compares every row with every other.
        database.update("ANALYZE import_row");
        database.update("""
            WITH repeated AS MATERIALIZED (
                SELECT membership_number, min(line) AS first, count(*) AS times FROM import_row
                WHERE membership_number IS NOT NULL GROUP BY membership_number HAVING count(*) > 1)
            INSERT INTO import_fault (run_id, line, column_name, code, detail)
            SELECT ?, line, 'membership_number', 'number-repeated',
                   'This membership number is on ' || times || ' rows, first on line ' || first
                   || '. Keep the right one and remove the others.'
            FROM import_row JOIN repeated USING (membership_number) ORDER BY line LIMIT %d\
            """.formatted(FAULTS_KEPT), run);
        return database.update("""
            WITH repeated AS MATERIALIZED (
                SELECT membership_number FROM import_row
                WHERE membership_number IS NOT NULL GROUP BY membership_number HAVING count(*) > 1)
            UPDATE import_row SET valid = false
            WHERE membership_number IN (SELECT membership_number FROM repeated)\
            """);
    }

    /** Invalid rows, and those of them without a readable membership number. */
    int[] countInvalid() {
        return database.list("""
            SELECT count(*), count(*) FILTER (WHERE membership_number IS NULL)
            FROM import_row WHERE NOT valid\
            """, row -> new int[] {row.getInt(1), row.getInt(2)})
                .getFirst();
    }

    /**
     * Compares with the register as it is now.
     *
     * @param totals takes the figures by section, branch, employer and region, of each the 2,000 largest values
     */
    Comparison compare(ImportMode mode, RegisterSql sql, List<ImportTotal> totals) {
        database.planForWholeTables();
        Comparison[] all = new Comparison[1];
        database.each(
                """
                SELECT * FROM (
                    SELECT *, row_number() OVER (PARTITION BY level ORDER BY rows DESC, value) AS place FROM (
                        SELECT grouping(section, branch, employer, region) AS level,
                               coalesce(section, branch, employer, region) AS value,
                               count(*) AS rows,
                               count(*) FILTER (WHERE added) AS added,
                               count(*) FILTER (WHERE NOT added AND changed) AS changed,
                               count(*) FILTER (WHERE unreachable) AS unreachable
                        FROM (
                            SELECT m.id IS NULL AS added, %s AS changed, coalesce(%s, %s) IS NULL AS unreachable,
                                   %s AS section, %s AS branch, %s AS employer, %s AS region
                            FROM import_row s LEFT JOIN member m ON m.membership_number = s.membership_number
                            WHERE s.valid) AS judged
                        GROUP BY GROUPING SETS ((section), (branch), (employer), (region), ())) AS grouped) AS ranked
                WHERE place <= %d\
                """.formatted(
                                sql.differs(),
                                sql.becomes("personal_email"),
                                sql.becomes("work_email"),
                                sql.becomes("section"),
                                sql.becomes("branch"),
                                sql.becomes("employer"),
                                sql.becomes("region"),
                                VALUES_KEPT),
                row -> {
                    int level = level(row.getInt("level"));
                    int rows = row.getInt("rows");
                    int added = row.getInt("added");
                    int changed = row.getInt("changed");
                    if (level < 0) {
                        all[0] = new Comparison(added, changed, 0, rows - added - changed, row.getInt("unreachable"));
                    } else {
                        totals.add(new ImportTotal(LEVELS.get(level), row.getString("value"), rows, added, changed, 0));
                    }
                });
        int left = mode == ImportMode.FULL ? leavers(totals) : 0;
        return new Comparison(all[0].added(), all[0].changed(), left, all[0].unchanged(), all[0].withoutEmail());
    }

    private int leavers(List<ImportTotal> totals) {
        int[] all = new int[1];
        database.each("""
            SELECT * FROM (
                SELECT *, row_number() OVER (PARTITION BY level ORDER BY rows DESC, value) AS place FROM (
                    SELECT grouping(section, branch, employer, region) AS level,
                           coalesce(section, branch, employer, region) AS value, count(*) AS rows
                    FROM member m WHERE m.status <> 'left' AND NOT EXISTS (
                        SELECT FROM import_row s WHERE s.membership_number = m.membership_number)
                    GROUP BY GROUPING SETS ((section), (branch), (employer), (region), ())) AS grouped) AS ranked
            WHERE place <= %d\
            """.formatted(VALUES_KEPT), row -> {
            int level = level(row.getInt("level"));
            int rows = row.getInt("rows");
            if (level < 0) {
                all[0] = rows;
            } else {
                add(totals, LEVELS.get(level), row.getString("value"), rows);
            }
        });
        return all[0];
    }

    private static void add(List<ImportTotal> totals, String level, @Nullable String value, int left) {
        for (int i = 0; i < totals.size(); i++) {
            ImportTotal total = totals.get(i);
            if (total.level().equals(level) && java.util.Objects.equals(total.value(), value)) {
                totals.set(i, total.withLeft(left));
                return;
            }
        }
        totals.add(new ImportTotal(level, value, 0, 0, 0, left));
    }

    /** PostgreSQL says by a bit for each column that the group is not of it; -1 is the group of all. */
    private static int level(int grouping) {
        return switch (grouping) {
            case 0b0111 -> 0;
            case 0b1011 -> 1;
            case 0b1101 -> 2;
            case 0b1110 -> 3;
            default -> -1;
        };
    }

    /** Writes the rows of one run. */
    final class Writer {

        private static final String INTO = "import_row (line, valid, " + String.join(", ", RegisterSql.STORED) + ")";

        private final UUID run;
        private final StringBuilder waiting = new StringBuilder(COPY_CHARACTERS + 16 * 1024);
        private final List<RowFault> faults = new ArrayList<>();
        private int rows;

        private Writer(UUID run) {
            this.run = run;
        }

        int rows() {
            return rows;
        }

        void add(RegisterRow row) {
            rows++;
            waiting.append(row.line()).append('\t').append(row.valid() ? 't' : 'f');
            for (RegisterColumn column : RegisterColumn.values()) {
                Object value = row.values().get(column);
                waiting.append('\t');
                if (value instanceof RegisterInstant at) {
                    waiting.append(at.at());
                } else if (value instanceof Boolean yes) {
                    waiting.append(yes ? 't' : 'f');
                } else if (value == null) {
                    waiting.append("\\N");
                } else {
                    escaped(value.toString());
                }
                if (column == RegisterColumn.JOINED_AT) {
                    waiting.append('\t').append(value instanceof RegisterInstant at && at.dayOnly() ? 't' : 'f');
                }
            }
            waiting.append('\n');
            if (faults.size() < FAULTS_KEPT) {
                faults.addAll(row.faults());
            }
            if (waiting.length() >= COPY_CHARACTERS) {
                flush();
            }
        }

        void finish() {
            flush();
            database.updateEach(
                    "INSERT INTO import_fault (run_id, line, column_name, code, detail) VALUES (?, ?, ?, ?, ?)",
                    faults.stream()
                            .map(fault -> new @Nullable Object[] {
                                run, fault.line(), fault.column(), fault.code(), fault.detail()
                            })
                            .toList());
        }

        private void flush() {
            database.copy(INTO, waiting.toString().getBytes(StandardCharsets.UTF_8));
            waiting.setLength(0);
        }

        /** Control characters were refused before; a backslash is what COPY would misread. */
        private void escaped(String text) {
            if (text.indexOf('\\') < 0) {
                waiting.append(text);
            } else {
                waiting.append(text.replace("\\", "\\\\"));
            }
        }
    }
}
