package org.tellers.membership.addresses;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of members as someone hands it in: CSV with the one column {@code member_id}. Any other column is refused, so that
 * nothing about what the list is for comes in by convenience.
 *
 * @param members in the order of the list, nobody twice
 */
record MemberList(List<UUID> members) {

    private static final String HEADER = "member_id";
    private static final String FORM = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The list cannot be read. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        Unreadable(String code, String sentence) {
            super(sentence, null, false, false);
            this.code = code;
        }

        /** Stable code of the fault. */
        String code() {
            return code;
        }

        /** What is wrong, where, and what would be right; never a value of the list. */
        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads a list.
     *
     * @param most the longest list that is taken
     * @throws Unreadable if it is not one
     */
    static MemberList read(Reader text, int most) {
        Map<UUID, Long> lines = new LinkedHashMap<>();
        try (CSVParser rows = CSVFormat.RFC4180
                .builder()
                .setIgnoreEmptyLines(true)
                .get()
                .parse(withoutMark(new BufferedReader(text)))) {
            boolean header = true;
            for (CSVRecord row : rows) {
                if (header) {
                    checkHeader(row);
                    header = false;
                } else {
                    add(lines, row, rows.getCurrentLineNumber(), most);
                }
            }
            if (header) {
                throw new Unreadable("header-missing", "The list is empty; its first line must be " + HEADER + ".");
            }
        } catch (UncheckedIOException | IOException _) {
            throw new Unreadable("not-csv", "The list cannot be read to its end; send it as CSV in UTF-8.");
        }
        if (lines.isEmpty()) {
            throw new Unreadable("list-empty", "The list names no member.");
        }
        return new MemberList(List.copyOf(lines.keySet()));
    }

    private static void checkHeader(CSVRecord row) {
        if (row.size() != 1 || !row.get(0).equals(HEADER)) {
            throw new Unreadable(
                    "column-not-taken",
                    "The list must have the one column " + HEADER
                            + ". Take the others out: the register is not told what a list is for.");
        }
    }

    private static void add(Map<UUID, Long> lines, CSVRecord row, long line, int most) {
        if (row.size() != 1 || !row.get(0).matches(FORM)) {
            throw new Unreadable("not-a-member-id", "Line " + line + " is not the identifier of a member.");
        }
        if (lines.size() == most) {
            throw new Unreadable("list-too-long", "A list has at most %,d members; send it in parts.".formatted(most));
        }
        Long before = lines.putIfAbsent(UUID.fromString(row.get(0)), line);
        if (before != null) {
            // Somebody would get two letters.
            throw new Unreadable("repeated", "Line %d names the same member as line %d.".formatted(line, before));
        }
    }

    private static Reader withoutMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** In parts that a statement can ask for. */
    List<List<UUID>> parts(int size) {
        return IntStream.iterate(0, i -> i < members.size(), i -> i + size)
                .mapToObj(i -> members.subList(i, Math.min(i + size, members.size())))
                .toList();
    }
}
