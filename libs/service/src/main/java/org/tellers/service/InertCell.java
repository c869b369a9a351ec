package org.tellers.service;

/**
 * Cells of CSV exports that no spreadsheet takes for a formula (OWASP, CSV injection): what a member typed into a form
 * must not run on an officer's computer. Every value that came from outside passes here on its way into a CSV file.
 */
public final class InertCell {

    private static final String STARTS = "=+-@\t\r\n";

    private InertCell() {}

    /** The value as it is written: with an apostrophe before it where a spreadsheet would begin to compute. */
    public static String of(String value) {
        return begins(value, 0) || isMarked(value) ? "'" + value : value;
    }

    /** The value of a cell that may have been written by {@link #of}. */
    public static String plain(String cell) {
        return isMarked(cell) ? cell.substring(1) : cell;
    }

    /** An apostrophe that was there before gets one of its own, so that nothing is lost on the way back. */
    private static boolean isMarked(String value) {
        int mark = 0;
        while (mark < value.length() && value.charAt(mark) == '\'') {
            mark++;
        }
        return mark > 0 && begins(value, mark);
    }

    private static boolean begins(String value, int at) {
        return at < value.length() && STARTS.indexOf(value.charAt(at)) >= 0;
    }
}
