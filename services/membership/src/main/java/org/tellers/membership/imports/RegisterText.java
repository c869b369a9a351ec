package org.tellers.membership.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/**
 * Reads text strictly and knows on which line it stands, so that a file in another encoding is refused where it first
 * differs instead of filling the register with wrong letters. A byte order mark at the start is skipped.
 *
 * <p>A quotation mark that is never closed would make one cell of the rest of the file; {@link #recordDone} and a limit
 * per record keep memory bounded.
 */
final class RegisterText extends Reader {

    /** Longest row in characters, the parser's own read-ahead included. */
    static final int LONGEST_ROW = 128 * 1024;

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).flip();
    private final CharsetDecoder decoder;
    private boolean atStart = true;
    private boolean ended;
    private int line = 1;
    private int rowLine = 1;
    private long sinceRow;

    RegisterText(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** A record ends; the next one begins on the given line. */
    void recordDone(int nextLine) {
        rowLine = nextLine;
        sinceRow = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer out = CharBuffer.wrap(target, offset, length);
        int start = out.position();
        while (out.position() == start) {
            CoderResult result = decoder.decode(bytes, out, ended);
            for (int i = start; i < out.position(); i++) {
                if (target[i] == '\n') {
                    line++;
                }
            }
            if (result.isError()) {
                throw otherEncoding();
            }
            if (out.position() > start || result.isOverflow()) {
                break;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = out.position() - start;
        if (atStart && count > 0) {
            atStart = false;
            if (target[start] == '\uFEFF') {
                System.arraycopy(target, start + 1, target, start, --count);
                if (count == 0) {
                    return read(target, offset, length);
                }
            }
        }
        sinceRow += count;
        if (sinceRow > LONGEST_ROW) {
            throw new FileRefused(
                    "row-too-long",
                    rowLine,
                    "The row that begins on line " + rowLine
                            + " does not end: a quotation mark in it is probably never closed. Close it or remove it.");
        }
        return count;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private FileRefused otherEncoding() {
        return new FileRefused(
                "not-" + decoder.charset().name().toLowerCase(Locale.ROOT),
                line,
                "The file is not " + decoder.charset().name() + ": line " + line
                        + " has a character in another encoding. In a spreadsheet choose Save as, then CSV UTF-8, and"
                        + " upload that file.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
