package org.tellers.membership;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.tellers.service.InertCell;

/**
 * A CSV file on its way to a person: RFC 4180, UTF-8 with a byte order mark so that spreadsheets read accents right, and
 * no cell that a spreadsheet would take for a formula.
 */
public final class CsvDownload implements AutoCloseable {

    private final CSVPrinter csv;

    /** Begins the file with its header line. */
    public CsvDownload(OutputStream out, String... header) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write('\uFEFF');
        csv = new CSVPrinter(text, CSVFormat.RFC4180);
        csv.printRecord((Object[]) header);
    }

    /** Writes a row; null is an empty cell. */
    public void row(@Nullable String... cells) throws IOException {
        for (@Nullable String cell : cells) {
            csv.print(cell == null ? "" : InertCell.of(cell));
        }
        csv.println();
    }

    @Override
    public void close() throws IOException {
        csv.flush();
    }
}
