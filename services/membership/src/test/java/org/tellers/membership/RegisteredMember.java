package org.tellers.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.tellers.testing.RealParts;

/**
 * A member whom a test has put into the register.
 *
 * @param id the member
 * @param number membership number
 * @param personal personal e-mail address
 * @param work e-mail address at work
 */
public record RegisteredMember(UUID id, String number, String personal, String work) {

    private static final AtomicInteger NEXT = new AtomicInteger(10_000);

    /** A new one whom nobody has written to yet, with both addresses, the personal one in force. */
    public static RegisteredMember add() {
        int number = NEXT.incrementAndGet();
        RegisteredMember member = new RegisteredMember(
                UUID.randomUUID(),
                "0077%d".formatted(number),
                "ann%d@home.example".formatted(number),
                "hill%d@work.example".formatted(number));
        sql("""
                insert into member (id, membership_number, first_name, last_name, preferred_email_type, personal_email,
                                    work_email, mobile, address_1, town, postcode, section, status)
                values (?, ?, 'Annwen', 'Hillforth', 'personal', ?, ?, '07700 900001', '1 High St', 'Leeds', 'LS1 1AA',
                        'Probation', 'active')""", member.id, member.number, member.personal, member.work);
        return member;
    }

    /** A column as the register has it now. */
    public String now(String column) {
        return text("select " + column + "::text from member where id = ?", id);
    }

    /** Rows of a table that are about this member. */
    public int rows(String table) {
        return Integer.parseInt(text("select count(*)::text from " + table + " where member_id = ?", id));
    }

    /** Changes something in the database. */
    public static void sql(String statement, Object... parameters) {
        try (Connection connection = RealParts.connection("membership");
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            set(prepared, parameters);
            prepared.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String query, Object... parameters) {
        try (Connection connection = RealParts.connection("membership");
                PreparedStatement prepared = connection.prepareStatement(query)) {
            set(prepared, parameters);
            try (ResultSet row = prepared.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement prepared, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
    }
}
