package org.tellers.membership.places;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A list of places as CSV in UTF-8: columns {@code name} (or {@code branch}, {@code pdu}), {@code region},
 * {@code valid_from}, {@code valid_until}, {@code successor}; all but the name may be left out.
 */
final class PlaceFile {

    static final int MOST = 20_000;
    private static final int LONGEST = 200;
    private static final Set<String> COLUMNS = Set.of("name", "region", "valid_from", "valid_until", "successor");

    private PlaceFile() {}

    /**
     * Reads the whole list.
     *
     * @throws Refused at the first line that is wrong
     * @throws IOException if the upload breaks off
     */
    static List<Place> read(InputStream in, PlaceKind kind) throws IOException, Refused {
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        List<Place> places = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        try (CSVParser parser =
                CSVParser.builder().setReader(text).setFormat(format).get()) {
            Map<String, Integer> columns = new HashMap<>();
            for (CSVRecord row : parser) {
                int line = (int) parser.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    header(row, kind, columns);
                } else {
                    places.add(place(row, columns, line));
                    lines.add(line);
                }
                if (places.size() > MOST) {
                    throw new Refused(line, "A list has at most " + MOST + " places.");
                }
            }
            if (columns.isEmpty()) {
                throw new Refused(1, "The first line must name the columns; it is empty.");
            }
        } catch (UncheckedIOException | CharacterCodingException e) {
            throw new Refused(
                    Math.max(1, places.size() + 2),
                    "The list is not CSV in UTF-8 from here on. In a spreadsheet choose Save as, then CSV UTF-8.");
        }
        check(places, lines);
        return places;
    }

    private static void header(CSVRecord row, PlaceKind kind, Map<String, Integer> columns) throws Refused {
        for (int i = 0; i < row.size(); i++) {
            String heading = row.get(i).replace("\uFEFF", "").strip().toLowerCase(java.util.Locale.ROOT);
            String name = heading.equals(kind.column()) ? "name" : heading;
            if (!COLUMNS.contains(name)) {
                throw new Refused(
                        1,
                        "The column " + (i + 1) + " is none of name, region, valid_from, valid_until," + " successor.");
            }
            if (columns.put(name, i) != null) {
                throw new Refused(1, "The column " + name + " occurs twice.");
            }
        }
        if (!columns.containsKey("name")) {
            throw new Refused(1, "The header line lacks the column name.");
        }
    }

    private static Place place(CSVRecord row, Map<String, Integer> columns, int line) throws Refused {
        if (row.size() != columns.size()) {
            throw new Refused(line, "The line has " + row.size() + " values, the header " + columns.size() + ".");
        }
        String name = cell(row, columns, "name", line);
        if (name == null) {
            throw new Refused(line, "Every line needs a name.");
        }
        LocalDate from = day(row, columns, "valid_from", line);
        LocalDate until = day(row, columns, "valid_until", line);
        String successor = cell(row, columns, "successor", line);
        if (from != null && until != null && until.isBefore(from)) {
            throw new Refused(line, "valid_until lies before valid_from.");
        }
        if (successor != null && until == null) {
            throw new Refused(line, "A place with a successor needs its last day in valid_until.");
        }
        return new Place(name, cell(row, columns, "region", line), from, until, successor);
    }

    private static void check(List<Place> places, List<Integer> lines) throws Refused {
        Map<String, List<Place>> byName = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            List<Place> before = byName.computeIfAbsent(place.name(), name -> new ArrayList<>());
            if (before.stream().anyMatch(place::overlaps)) {
                throw new Refused(lines.get(i), "This name is there before for the same days.");
            }
            before.add(place);
        }
        for (int i = 0; i < places.size(); i++) {
            String successor = places.get(i).successor();
            if (successor != null && !byName.containsKey(successor)) {
                throw new Refused(lines.get(i), "The successor is not in the list.");
            }
        }
    }

    private static @Nullable LocalDate day(CSVRecord row, Map<String, Integer> columns, String column, int line)
            throws Refused {
        String text = cell(row, columns, column, line);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new Refused(line, "Write " + column + " as 2026-02-26.");
        }
    }

    private static @Nullable String cell(CSVRecord row, Map<String, Integer> columns, String column, int line)
            throws Refused {
        Integer at = columns.get(column);
        String text = at == null ? "" : row.get(at).strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(
                    line,
                    "The value of " + column + " has a control character or more than " + LONGEST + " characters.");
        }
        return text.isEmpty() ? null : text;
    }

    /** The list is wrong; nothing of it is kept. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Refused(int line, String detail) {
            super(detail, null, false, false);
            this.line = line;
        }

        int line() {
            return line;
        }

        String detail() {
            return java.util.Objects.requireNonNull(getMessage());
        }
    }
}
