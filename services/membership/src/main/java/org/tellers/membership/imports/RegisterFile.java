package org.tellers.membership.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A register file being read, row by row; never more than a row of it is in memory.
 *
 * <p>RFC 4180 with the columns in any order, separated by commas, or by the semicolons or tabs that some spreadsheets
 * write instead.
 */
public final class RegisterFile {

    private final RegisterText text;
    private final Iterator<CSVRecord> records;
    private final char separator;
    private final List<String> headings;
    private int line = 1;

    private RegisterFile(RegisterText text, CSVParser parser, char separator) throws IOException {
        this.text = text;
        this.records = parser.iterator();
        this.separator = separator;
        this.headings = readHeadings();
    }

    /**
     * Reads the header line.
     *
     * @throws FileRefused if it has none
     * @throws IOException if the upload breaks off
     */
    public static RegisterFile open(InputStream in, Charset charset) throws IOException {
        RegisterText text = new RegisterText(in, charset);
        BufferedReader lines = new BufferedReader(text);
        char separator = separator(lines);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        return new RegisterFile(
                text, CSVParser.builder().setReader(lines).setFormat(format).get(), separator);
    }

    /** What the header line calls the columns, in their order. */
    public List<String> headings() {
        return headings;
    }

    /** Between the values: comma, semicolon or tab. */
    public char separator() {
        return separator;
    }

    /**
     * Judges every row, in the order of the file.
     *
     * @param columns which of the register's columns each column of the file is; null where its cells are ignored
     * @throws FileRefused at the first place where it cannot be read on
     * @throws IOException if the upload breaks off
     */
    public void forEachRow(List<@Nullable RegisterColumn> columns, Consumer<RegisterRow> reader) throws IOException {
        for (CSVRecord found = next(); found != null; found = next()) {
            int begins = line;
            line = begins + 1 + lineBreaksIn(found);
            text.recordDone(line);
            if (found.size() == 1 && found.get(0).isBlank()) {
                continue;
            }
            reader.accept(judge(begins, columns, found));
        }
    }

    private static RegisterRow judge(int begins, List<@Nullable RegisterColumn> columns, CSVRecord found) {
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

    private List<String> readHeadings() throws IOException {
        CSVRecord header = next();
        if (header == null || (header.size() == 1 && header.get(0).isBlank())) {
            throw new FileRefused("header-missing", 1, "The first line must name the columns; it is empty.");
        }
        line = 2 + lineBreaksIn(header);
        text.recordDone(line);
        return List.of(header.values());
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
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        for (int i = 0; i < length && (quoted || (start[i] != '\n' && start[i] != '\r')); i++) {
            switch (start[i]) {
                case '"' -> quoted = !quoted;
                case ',' -> commas += quoted ? 0 : 1;
                case ';' -> semicolons += quoted ? 0 : 1;
                case '\t' -> tabs += quoted ? 0 : 1;
                default -> {
                    // A letter of a heading.
                }
            }
        }
        if (tabs > commas && tabs > semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }
}
