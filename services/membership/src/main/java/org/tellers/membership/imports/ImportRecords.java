package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is noted about imports beside their figures: faults, totals, and what headings mean. */
@ApplicationScoped
class ImportRecords {

    private final Statements database;

    @Inject
    ImportRecords(Statements database) {
        this.database = database;
    }

    /** Forgets what an earlier reading of the file noted. */
    void forget(UUID run) {
        database.update("DELETE FROM import_fault WHERE run_id = ?", run);
        database.update("DELETE FROM import_total WHERE run_id = ?", run);
    }

    /** The first faults and warnings by line, as many as are shown with an import. */
    List<RowFault> faults(UUID run) {
        return database.list(
                "SELECT line, column_name, code, detail, warning FROM import_fault WHERE run_id = ?"
                        + " ORDER BY line, column_name NULLS FIRST LIMIT " + StagedRows.FAULTS_SHOWN,
                ImportRecords::fault,
                run);
    }

    /** Shows every fault and warning that is kept, by line. */
    void eachFault(UUID run, FaultReader reader) {
        database.each(
                "SELECT line, column_name, code, detail, warning FROM import_fault WHERE run_id = ?"
                        + " ORDER BY line, column_name NULLS FIRST",
                row -> reader.take(fault(row)),
                run);
    }

    void note(UUID run, List<ImportTotal> totals) {
        database.updateEach(
                "INSERT INTO import_total (run_id, level, value, row_count, new_count, changed_count, left_count)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                totals.stream()
                        .map(total -> new @Nullable Object[] {
                            run,
                            total.level(),
                            total.value() == null ? "" : total.value(),
                            total.rows(),
                            total.added(),
                            total.changed(),
                            total.left()
                        })
                        .toList());
    }

    List<ImportTotal> totals(UUID run) {
        return database.list(
                "SELECT level, nullif(value, ''), row_count, new_count, changed_count, left_count FROM import_total"
                        + " WHERE run_id = ? ORDER BY array_position(ARRAY['section', 'branch', 'employer', 'region'],"
                        + " level), value",
                row -> new ImportTotal(
                        row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6)),
                run);
    }

    /** What was said of headings before. */
    Map<String, String> memory() {
        Map<String, String> memory = new HashMap<>();
        database.each(
                "SELECT heading, column_name FROM column_memory",
                row -> memory.put(row.getString(1), row.getString(2)));
        return memory;
    }

    void remember(Map<String, String> said) {
        database.updateEach(
                "INSERT INTO column_memory (heading, column_name) VALUES (?, ?)"
                        + " ON CONFLICT (heading) DO UPDATE SET column_name = EXCLUDED.column_name",
                said.entrySet().stream()
                        .map(one -> new @Nullable Object[] {one.getKey(), one.getValue()})
                        .toList());
    }

    private static RowFault fault(java.sql.ResultSet row) throws java.sql.SQLException {
        return new RowFault(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
    }

    interface FaultReader {
        void take(RowFault fault) throws java.io.IOException;
    }
}
