package org.tellers.service.retention;

import java.time.Period;
import java.util.List;

/**
 * What of a ballot is erased, and when.
 *
 * @param name stable name; {@code tellers.retention.<name>} sets another period
 * @param erases what goes, for people
 * @param period from the close of the ballot, or from what else the rules name as its beginning, unless set otherwise
 * @param erasures where it lies, in the order of erasing
 */
public record RetentionRule(String name, String erases, Period period, List<Erasure> erasures) {

    /**
     * Rows of one table that belong to a ballot.
     *
     * @param table the table; its column {@code ballot} names the ballot
     * @param clear what to set in the rows, as an SQL assignment; empty deletes them
     * @param where which rows of the ballot still hold what is to go, as an SQL condition
     */
    public record Erasure(String table, String clear, String where) {

        /** Every row of the ballot in this table. */
        public static Erasure rows(String table) {
            return new Erasure(table, "", "true");
        }

        /** Only columns of the rows: they are emptied. */
        public static Erasure columns(String table, String clear, String where) {
            return new Erasure(table, clear, where);
        }

        String statement() {
            return clear.isEmpty()
                    ? "DELETE FROM " + table + " WHERE ballot = ? AND " + where
                    : "UPDATE " + table + " SET " + clear + " WHERE ballot = ? AND " + where;
        }

        String remaining() {
            return "SELECT count(*) FROM " + table + " WHERE ballot = ? AND " + where;
        }
    }
}
