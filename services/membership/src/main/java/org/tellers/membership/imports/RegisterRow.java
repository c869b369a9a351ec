package org.tellers.membership.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tellers.service.InertCell;

/**
 * A row of a register file as it would enter the register.
 *
 * @param line line of the file on which it begins
 * @param values what was readable, by column; an empty cell has no value
 * @param faults why it cannot enter; empty when it can
 */
public record RegisterRow(int line, Map<RegisterColumn, Object> values, List<RowFault> faults) {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

    /** The row's membership number, if it has a readable one. */
    public @Nullable String membershipNumber() {
        return (String) values.get(RegisterColumn.MEMBERSHIP_NUMBER);
    }

    /** Whether it can enter the register. */
    public boolean valid() {
        return faults.isEmpty();
    }

    /**
     * Judges the cells of one row.
     *
     * @param line line on which the row begins
     * @param cells the text of each known column of the file
     */
    public static RegisterRow judge(int line, Map<RegisterColumn, String> cells) {
        Map<RegisterColumn, Object> values = new EnumMap<>(RegisterColumn.class);
        List<RowFault> faults = new ArrayList<>();
        cells.forEach((column, cell) -> {
            String text = tidy(cell);
            try {
                if (!text.isEmpty()) {
                    values.put(column, read(column, text));
                } else if (column.required()) {
                    throw new Content.Unreadable("value-missing", "Every row needs a value in this column.");
                } else if (column == RegisterColumn.LANGUAGE) {
                    values.put(column, "en");
                }
            } catch (Content.Unreadable fault) {
                faults.add(new RowFault(line, column.header(), fault.code(), fault.detail()));
            }
        });
        if (values.get(RegisterColumn.JOINED_AT) instanceof RegisterInstant joined
                && values.get(RegisterColumn.LEFT_AT) instanceof RegisterInstant left
                && left.at().isBefore(joined.at())) {
            faults.add(new RowFault(
                    line,
                    RegisterColumn.LEFT_AT.header(),
                    "left-before-joined",
                    "The member would have left before joining. Correct one of the two dates."));
        }
        return new RegisterRow(line, values, List.copyOf(faults));
    }

    private static Object read(RegisterColumn column, String text) throws Content.Unreadable {
        if (holdsControl(text)) {
            throw new Content.Unreadable(
                    "control-character", "The value holds an invisible control character. Type it again.");
        }
        if (text.length() > Content.LONGEST && column.content() != Content.EMAIL) {
            throw new Content.Unreadable(
                    "too-long", "A value has at most " + Content.LONGEST + " characters in this column.");
        }
        return column.content().read(text);
    }

    private static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Composed accents, single blanks, none at the ends: so that the same value typed twice is the same value. An export
     * of ours puts an apostrophe before what a spreadsheet would take for a formula; it goes again.
     */
    private static String tidy(String cell) {
        String text = isTidy(cell)
                ? cell
                : BLANKS.matcher(Normalizer.normalize(cell, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip();
        return InertCell.plain(text);
    }

    /** Nearly every cell of a million rows is: letters, digits and single blanks between them. */
    private static boolean isTidy(String cell) {
        char before = ' ';
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return cell.isEmpty() || before != ' ';
    }
}
