package org.tellers.e2e;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.tellers.local.Stack;

/** What lies in a service's database, read as its administrator. */
final class Rows {

    private Rows() {}

    /** What to do with a row. */
    @FunctionalInterface
    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** Shows the rows of a query one by one. */
    static void each(Stack stack, String database, String sql, Row row) {
        try (Connection connection = stack.postgres().administratorConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                row.take(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + database + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * How many rows.
     *
     * @param from a table, with a condition if not all of its rows count
     */
    static int count(Stack stack, String database, String from) {
        int[] count = new int[1];
        each(stack, database, "select count(*) from " + from, row -> count[0] = row.getInt(1));
        return count[0];
    }
}
