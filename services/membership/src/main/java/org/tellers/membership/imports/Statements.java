package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** SQL over whole sets of rows, in the caller's transaction. What fails is told by its SQL state alone. */
@ApplicationScoped
class Statements {

    private static final int BATCH = 1_000;

    private final DataSource database;

    @Inject
    Statements(DataSource database) {
        this.database = database;
    }

    /**
     * Makes the rest of the transaction join whole tables by hashing. A planner that believes the register to be empty,
     * as it is before the first import, would look through all of it again for every row.
     */
    void planForWholeTables() {
        update("SET LOCAL work_mem = '64MB'");
        update("SET LOCAL enable_nestloop = off");
    }

    int update(String sql, @Nullable Object... parameters) {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                return statement.executeUpdate();
            }
        });
    }

    /** Runs one statement for each of these rows of parameters. */
    void updateEach(String sql, List<@Nullable Object[]> rows) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int waiting = 0;
                for (@Nullable Object[] parameters : rows) {
                    set(statement, parameters);
                    statement.addBatch();
                    if (++waiting % BATCH == 0) {
                        statement.executeBatch();
                    }
                }
                return statement.executeBatch();
            }
        });
    }

    <T> List<T> list(String sql, Row<T> read, @Nullable Object... parameters) {
        List<T> found = new ArrayList<>();
        each(sql, row -> found.add(read.read(row)), parameters);
        return found;
    }

    int count(String sql, @Nullable Object... parameters) {
        return list(sql, row -> row.getInt(1), parameters).getFirst();
    }

    /** Shows the rows one by one; in a transaction only some of them are in memory at a time. */
    void each(String sql, Reader reader, @Nullable Object... parameters) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(2_000);
                set(statement, parameters);
                try (ResultSet result = statement.executeQuery()) {
                    int rows = 0;
                    while (result.next()) {
                        reader.take(result);
                        rows++;
                    }
                    return rows;
                }
            }
        });
    }

    /** Hands rows over in PostgreSQL's COPY text format. */
    void copy(String into, byte[] rows) {
        run(connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + into + " FROM STDIN");
            try {
                copy.writeToCopy(rows, 0, rows.length);
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
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
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    interface Reader {
        void take(ResultSet row) throws SQLException, IOException;
    }
}
