package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where a file and what members have set themselves, or somebody for them, disagree: it is reported, and theirs stays
 * until the file says the same or a person says that the file is right (decision record 7).
 */
@ApplicationScoped
class HeldFields {

    private static final Conflicts NONE = new Conflicts(0, 0, 0);

    private final Statements database;

    @Inject
    HeldFields(Statements database) {
        this.database = database;
    }

    /**
     * What was found.
     *
     * @param members members with a conflict
     * @param otherwiseUnchanged those of them of whom nothing else changes
     * @param reported warnings written
     */
    record Conflicts(int members, int otherwiseUnchanged, int reported) {}

    /** Writes a warning for each field of each valid row that has something else than the member holds. */
    Conflicts report(UUID run, RegisterSql sql) {
        List<ContactField> fields = told(sql);
        if (fields.isEmpty() || nobodyHolds()) {
            return NONE;
        }
        String any = fields.stream().map(sql::conflicts).collect(Collectors.joining(" OR ", "(", ")"));
        int[] members = new int[2];
        database.each(
                "SELECT count(*), count(*) FILTER (WHERE NOT " + sql.differs() + ") FROM import_row s"
                        + " JOIN member m ON m.membership_number = s.membership_number"
                        + " WHERE s.valid AND m.held IS NOT NULL AND " + any,
                row -> {
                    members[0] = row.getInt(1);
                    members[1] = row.getInt(2);
                });
        int reported = 0;
        for (ContactField field : fields) {
            reported += database.update(
                    """
                INSERT INTO import_fault (run_id, line, column_name, code, detail, warning)
                SELECT ?, s.line, ?, 'set-by-member', (CASE WHEN c.changed_by = 'staff' THEN 'Headquarters' ELSE
                       'The member' END) || ' set this' || coalesce(' on ' || c.day, '')
                       || '; the file has something else. It stays as it is unless the file is confirmed to be right.',
                       true
                FROM import_row s JOIN member m ON m.membership_number = s.membership_number
                LEFT JOIN LATERAL (SELECT changed_by, (changed_at AT TIME ZONE 'Europe/London')::date::text AS day
                                   FROM contact_change c WHERE c.member_id = m.id AND ? = ANY (c.fields)
                                   ORDER BY c.changed_at DESC LIMIT 1) c ON true
                WHERE s.valid AND m.held IS NOT NULL AND %s ORDER BY s.line LIMIT %d\
                """.formatted(sql.conflicts(field), StagedRows.FAULTS_KEPT),
                    run,
                    sql.given(field).getFirst(),
                    field.code());
        }
        return new Conflicts(members[0], members[1], reported);
    }

    /** Of which fields the file now says what the members say: from now on they follow the files again. */
    void release(RegisterSql sql) {
        List<ContactField> fields = told(sql);
        if (fields.isEmpty() || nobodyHolds()) {
            return;
        }
        String all = fields.stream()
                .map(field -> "CASE WHEN " + sql.agrees(field) + " THEN '" + field.code() + "' END")
                .collect(Collectors.joining(", "));
        database.update("UPDATE member m SET held = (SELECT array_agg(held) FROM unnest(m.held) AS held"
                + " WHERE held <> ALL (array_remove(ARRAY[" + all + "], NULL))) FROM import_row s"
                + " WHERE s.valid AND s.membership_number = m.membership_number AND m.held IS NOT NULL AND ("
                + fields.stream().map(sql::agrees).collect(Collectors.joining(" OR ")) + ")");
    }

    private static List<ContactField> told(RegisterSql sql) {
        return Arrays.stream(ContactField.values())
                .filter(field -> !sql.given(field).isEmpty())
                .toList();
    }

    private boolean nobodyHolds() {
        return database.count("SELECT count(*) FROM (SELECT FROM member WHERE held IS NOT NULL LIMIT 1) AS one") == 0;
    }
}
