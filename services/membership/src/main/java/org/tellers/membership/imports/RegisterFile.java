package org.tellers.membership.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A register file being read, row by row; never more than a row of it is in memory.
 *
 * <p>RFC 4180 with the columns of {@link RegisterColumn} in any order, UTF-8 with or without a byte order mark, separated
 * by commas, or by the semicolons or tabs that some spreadsheets write instead.
 */
public final class RegisterFile {

    private final Utf8Reader text;
    private final Iterator<CSVRecord> records;
    private final List<@Nullable RegisterColumn> columns = new ArrayList<>();
    private final List<String> unknownColumns = new ArrayList<>();
    private int line = 1;

    private RegisterFile(Utf8Reader text, CSVParser parser) {
        this.text = text;
        this.records = parser.iterator();
    }

    /**
     * Reads the header line.
     *
     * @throws FileRefused if it is not a register file
     * @throws IOException if the upload breaks off
     */
    public static RegisterFile open(InputStream in) throws IOException {
        Utf8Reader text = new Utf8Reader(in);
        BufferedReader lines = new BufferedReader(text);
        char separator = separator(lines);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        RegisterFile file = new RegisterFile(
                text, CSVParser.builder().setReader(lines).setFormat(format).get());
        file.readHeader();
        return file;
    }

    /** Known columns of this file. */
    public List<RegisterColumn> columns() {
        return columns.stream().filter(Objects::nonNull).toList();
    }

    /** Headers that mean nothing to the register; their cells are ignored. */
    public List<String> unknownColumns() {
        return List.copyOf(unknownColumns);
    }

    /**
     * Judges every row, in the order of the file.
     *
     * @throws FileRefused at the first place where it cannot be read on
     * @throws IOException if the upload breaks off
     */
    public void forEachRow(Consumer<RegisterRow> reader) throws IOException {
        for (CSVRecord found = next(); found != null; found = next()) {
            int begins = line;
            line = begins + 1 + lineBreaksIn(found);
            text.recordDone(line);
            if (found.size() == 1 && found.get(0).isBlank()) {
                continue;
            }
            reader.accept(judge(begins, found));
        }
    }

    private RegisterRow judge(int begins, CSVRecord found) {
        if (found.size() != columns.size()) {
            return new RegisterRow(
                    begins,
                    Map.of(),
                    List.of(new RowFault(
                            begins,
                            null,
                            "wrong-number-of-values",
                            "The row has " + found.size() + " values, the header " + columns.size()
                                    + ". A value with the separator in it needs quotation marks.")));
        }
        Map<RegisterColumn, String> cells = new EnumMap<>(RegisterColumn.class);
        for (int i = 0; i < columns.size(); i++) {
            RegisterColumn column = columns.get(i);
            if (column != null) {
                cells.put(column, found.get(i));
            }
        }
        return RegisterRow.judge(begins, cells);
    }

    private void readHeader() throws IOException {
        CSVRecord header = next();
        if (header == null || (header.size() == 1 && header.get(0).isBlank())) {
            throw new FileRefused("header-missing", 1, "The first line must name the columns; it is empty.");
        }
        for (String cell : header) {
            String name = cell.strip().toLowerCase(Locale.ROOT);
            RegisterColumn column = RegisterColumn.named(name).orElse(null);
            if (column == null) {
                unknownColumns.add(name.length() > 60 ? name.substring(0, 60) + "…" : name);
            } else if (columns.contains(column)) {
                throw new FileRefused(
                        "column-repeated", 1, "The column " + name + " occurs twice. Remove one of the two.");
            }
            columns.add(column);
        }
        String missing = RegisterColumn.requiredOnes().stream()
                .filter(column -> !columns.contains(column))
                .map(RegisterColumn::header)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new FileRefused(
                    "columns-missing",
                    1,
                    "The header line lacks " + missing + ". These columns are needed; the others may be left out.");
        }
        line = 2 + lineBreaksIn(header);
        text.recordDone(line);
    }

    private @Nullable CSVRecord next() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof CSVException || endsInsideQuotes(cause)) {
                throw new FileRefused(
                        "not-csv",
                        line,
                        "The row that begins on line " + line + " has a quotation mark in the wrong place. Write a"
                                + " quotation mark inside a value twice, and the value in quotation marks.");
            }
            throw cause;
        }
    }

    /** The parser reports an end of file inside quotation marks by a plain exception with this text. */
    private static boolean endsInsideQuotes(IOException cause) {
        String message = cause.getMessage();
        return message != null && message.contains("EOF reached before encapsulated token finished");
    }

    private static int lineBreaksIn(CSVRecord found) {
        int breaks = 0;
        for (String cell : found) {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                if (c == '\n' || (c == '\r' && (i + 1 == cell.length() || cell.charAt(i + 1) != '\n'))) {
                    breaks++;
                }
            }
        }
        return breaks;
    }

    private static char separator(BufferedReader lines) throws IOException {
        int longest = 8192;
        lines.mark(longest);
        char[] start = new char[longest];
        int length = 0;
        for (int read = 0; read >= 0 && length < longest; read = lines.read(start, length, longest - length)) {
            length += read;
        }
        lines.reset();
        for (int i = 0; i < length && start[i] != '\n' && start[i] != '\r'; i++) {
            if (start[i] == ',' || start[i] == ';' || start[i] == '\t') {
                return start[i];
            }
        }
        return ',';
    }
}
