package org.tellers.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** Transaction-level advisory locks of this library; the first number keeps them apart from anyone else's. */
final class Locks {

    private static final int RELAY = 0x54454c4c;
    private static final int KEY = 0x54454c4d;
    private static final int SUBJECT = 0x54454c4e;

    /**
     * Keys share this many locks: a transaction that announces a hundred thousand keys must not exhaust the server's
     * lock table (6,400 places by default).
     */
    private static final int KEY_LOCKS = 1024;

    private Locks() {}

    /** Whether this transaction is now the only relay of the database. */
    static boolean tryRelay(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?, 0)")) {
            statement.setInt(1, RELAY);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Waits until no other transaction announces for these keys; always in the same order, against deadlock. */
    static void keys(Connection connection, Collection<String> keys) throws SQLException {
        String sql = "SELECT pg_advisory_xact_lock(?, bucket) FROM (SELECT DISTINCT hashtext(key) & " + (KEY_LOCKS - 1)
                + " AS bucket FROM unnest(?) AS key ORDER BY bucket) AS buckets";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, KEY);
            statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
            statement.execute();
        }
    }

    /** Waits until no other transaction parks or releases facts of this subject. */
    static void subject(Connection connection, String subject) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?, hashtext(?))")) {
            statement.setInt(1, SUBJECT);
            statement.setString(2, subject);
            statement.execute();
        }
    }
}
