package org.tellers.membership.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.membership.MemberContactErased;
import org.tellers.contracts.membership.MemberEligibilityChanged;
import org.tellers.events.Announcement;
import org.tellers.events.Outbox;

/**
 * Brings the register to what a staged file says, tells the others, and takes it back. What was done to whom is kept until
 * the next import is applied. Works on sets, in the caller's transaction.
 */
@ApplicationScoped
class RegisterChanges {

    private static final String ELIGIBILITY = "membership.eligibility";
    private static final String CONTACTS = "membership.contacts";
    /** Members whose facts are announced at once. */
    private static final int PORTION = 2_000;

    /** What of a member an undo puts back. */
    private static final String UNDONE =
            RegisterSql.names(column -> column.concern() != RegisterColumn.Concern.IDENTITY) + ", held";

    private static final String TOUCHED = " RETURNING m.id, "
            + RegisterSql.changes(RegisterColumn.Concern.ELIGIBILITY, "old", "new") + " AS eligibility, "
            + RegisterSql.changes(RegisterColumn.Concern.CONTACT, "old", "new")
            + " AS contact, new.revision AS revision,"
            + " to_jsonb(old) - 'search' AS before";

    private final Statements database;
    private final HeldFields held;
    private final Outbox outbox;

    @Inject
    RegisterChanges(Statements database, HeldFields held, Outbox outbox) {
        this.database = database;
        this.held = held;
        this.outbox = outbox;
    }

    /** Applies the valid rows; what the import before had changed can no longer be taken back. */
    Applied apply(ImportMode mode, RegisterSql sql, Instant now) {
        forget();
        database.planForWholeTables();
        held.release(sql);
        int changed = noted(
                "changed",
                "UPDATE member m SET " + sql.assignments() + " FROM import_row s WHERE s.valid"
                        + " AND s.membership_number = m.membership_number AND " + sql.differs());
        int left = mode == ImportMode.FULL
                ? noted(
                        "left",
                        "UPDATE member m SET status = 'left', left_at = least(coalesce(m.left_at, ?), ?)"
                                + " WHERE m.status <> 'left' AND NOT EXISTS (SELECT FROM import_row s"
                                + " WHERE s.membership_number = m.membership_number)",
                        now,
                        now)
                : 0;
        String names = String.join(", ", RegisterSql.STORED);
        int added = database.update("WITH done AS (INSERT INTO member (id, " + names + ") SELECT uuidv7(), "
                + names.replace("language", "coalesce(language, 'en')")
                + " FROM import_row s WHERE s.valid AND NOT EXISTS (SELECT FROM member m"
                + " WHERE m.membership_number = s.membership_number) RETURNING id, revision)"
                + " INSERT INTO import_change (member_id, change, eligibility_changed, contact_changed, revision)"
                + " SELECT id, 'new', true, true, revision FROM done");
        database.update("ANALYZE import_change");
        return new Applied(added, changed, left);
    }

    private int noted(String change, String update, @Nullable Object... parameters) {
        return database.update(
                "WITH done AS (" + update + TOUCHED + ") INSERT INTO import_change (member_id, change,"
                        + " eligibility_changed, contact_changed, revision, before) SELECT"
                        + " id, '" + change + "', eligibility, contact, revision, before FROM done",
                parameters);
    }

    /**
     * Takes back what the last import changed. A member whose record was changed since keeps it.
     *
     * @return how many members keep theirs
     */
    int undo() {
        database.planForWholeTables();
        String restored = Arrays.stream(UNDONE.split(", "))
                .map(name -> name + " = b." + name)
                .collect(Collectors.joining(", "));
        int all = database.count("SELECT count(*) FROM import_change");
        int done = database.update("UPDATE member m SET " + restored
                + " FROM import_change c CROSS JOIN LATERAL jsonb_populate_record(NULL::member, c.before) b"
                + " WHERE c.change <> 'new' AND m.id = c.member_id AND m.revision = c.revision");
        done += database.update("DELETE FROM member m USING import_change c"
                + " WHERE c.change = 'new' AND m.id = c.member_id AND m.revision = c.revision");
        // Whoever was put back counts one revision more now; the others were changed since and are not announced.
        database.update("DELETE FROM import_change c USING member m"
                + " WHERE m.id = c.member_id AND (c.change = 'new' OR m.revision <> c.revision + 1)");
        return all - done;
    }

    /**
     * Announces members as they are now, of whom {@link #apply} or {@link #undo} changed what concerns others.
     *
     * @param now when it did
     */
    void announce(Instant now, IntConsumer progress) {
        List<Announcement> waiting = new ArrayList<>();
        int[] members = new int[1];
        database.each(
                "SELECT m.*, c.eligibility_changed, c.contact_changed FROM import_change c"
                        + " JOIN member m ON m.id = c.member_id WHERE c.eligibility_changed OR c.contact_changed",
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    if (row.getBoolean("eligibility_changed")) {
                        waiting.add(new Announcement(id.toString(), eligibility(id, row)));
                    }
                    if (row.getBoolean("contact_changed")) {
                        waiting.add(new Announcement(id.toString(), contact(id, row, now)));
                    }
                    if (++members[0] % PORTION == 0) {
                        outbox.announceEach(waiting);
                        waiting.clear();
                        progress.accept(members[0]);
                    }
                });
        outbox.announceEach(waiting);
        progress.accept(members[0]);
    }

    /** Announces that members whom {@link #undo} took out of the register are to be forgotten. */
    void announceGone(IntConsumer progress) {
        List<String> waiting = new ArrayList<>();
        int[] members = new int[1];
        database.each(
                "SELECT member_id FROM import_change c WHERE NOT EXISTS (SELECT FROM member m WHERE m.id ="
                        + " c.member_id)",
                row -> {
                    waiting.add(row.getObject(1, UUID.class).toString());
                    if (++members[0] % PORTION == 0) {
                        gone(waiting);
                        waiting.clear();
                        progress.accept(members[0]);
                    }
                });
        gone(waiting);
    }

    private void gone(List<String> members) {
        outbox.announceTombstones(ELIGIBILITY, members);
        outbox.announceEach(members.stream()
                .map(member -> new Announcement(member, new MemberContactErased(UUID.fromString(member))))
                .toList());
        outbox.announceTombstones(CONTACTS, members);
    }

    /** Members to be announced. */
    int toAnnounce() {
        return database.count("SELECT count(*) FROM import_change WHERE eligibility_changed OR contact_changed");
    }

    /** Forgets what the last import did: it can no longer be taken back. */
    void forget() {
        database.update("TRUNCATE import_change");
        database.update("UPDATE import_run SET undoable = false WHERE undoable");
    }

    private static MemberEligibilityChanged eligibility(UUID id, ResultSet row) throws SQLException {
        return new MemberEligibilityChanged(
                id,
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

    private static MemberContactChanged contact(UUID id, ResultSet row, Instant now) throws SQLException {
        return new MemberContactChanged(
                id,
                row.getString("membership_number"),
                row.getString("title"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("preferred_email_type"),
                row.getString("personal_email"),
                row.getString("work_email"),
                row.getString("mobile"),
                row.getString("language"),
                row.getObject("campaign_consent", Boolean.class),
                "import",
                now);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /**
     * What became of the register.
     *
     * @param added members who are new
     * @param changed members of whom something changed
     * @param left members who left because a full file did not name them
     */
    record Applied(int added, int changed, int left) {

        /** Whether it is what the dry run had found. */
        boolean as(Comparison found) {
            return added == found.added() && changed == found.changed() && left == found.left();
        }
    }
}
