package org.tellers.membership.addresses;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member as a letter needs them: name, postal address, and where they work. No e-mail address, no telephone number.
 *
 * @param cells in the order of {@link #COLUMNS}
 */
record Addressee(List<@Nullable String> cells) {

    /** What is given of a member, by the names of the register's file; {@code member_id} first. */
    static final List<String> COLUMNS = List.of(
            "member_id",
            "membership_number",
            "title",
            "first_name",
            "last_name",
            "address_1",
            "address_2",
            "town",
            "postcode",
            "section",
            "branch",
            "employer",
            "region",
            "pdu",
            "workplace",
            "job_role",
            "membership_class",
            "status");

    /** They are columns of the table {@code member}, but for its key. */
    static final String SELECT = "SELECT id AS " + String.join(", ", COLUMNS) + " FROM member";

    static Addressee of(ResultSet row) throws SQLException {
        List<@Nullable String> cells = new ArrayList<>();
        for (int i = 1; i <= COLUMNS.size(); i++) {
            cells.add(row.getString(i));
        }
        return new Addressee(cells);
    }

    private @Nullable String cell(String column) {
        return cells.get(COLUMNS.indexOf(column));
    }

    /** Whether a letter could arrive. */
    boolean hasAddress() {
        return cell("address_1") != null && (cell("postcode") != null || cell("town") != null);
    }

    @Nullable
    String section() {
        return cell("section");
    }

    @Nullable
    String region() {
        return cell("region");
    }

    @Nullable
    String employer() {
        return cell("employer");
    }

    @Nullable
    String workplace() {
        return cell("workplace");
    }

    @Nullable
    String jobRole() {
        return cell("job_role");
    }

    @Nullable
    String membershipClass() {
        return cell("membership_class");
    }
}
