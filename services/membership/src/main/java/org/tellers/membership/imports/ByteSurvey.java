package org.tellers.membership.imports;

import org.jspecify.annotations.Nullable;

/**
 * Finds out a file's encoding from all its bytes as they pass, and counts its lines.
 *
 * <p>Text in another encoding is hardly ever valid UTF-8 by chance, so what is valid UTF-8 is UTF-8. What is not, is
 * Windows-1252, unless most of its accents are well-formed UTF-8: then the file was put together from two sources, and
 * either reading would fill the register with wrong letters.
 */
final class ByteSurvey {

    private static final String SAVE_AS = " In a spreadsheet choose Save as, then CSV UTF-8, and upload that file.";

    private final @Nullable Encoding declared;
    private final byte[] start = new byte[3];
    private long length;
    private int lineBreaks;
    private boolean endsWithBreak;
    /** Bytes that still belong to the UTF-8 sequence begun, and what the next of them may be. */
    private int expected;

    private int lowest;
    private int highest;
    private long wellFormed;
    private long malformed;
    private int malformedLine;
    private int undefinedLine;

    /** @param declared what the sender says the encoding is; null lets the bytes tell */
    ByteSurvey(@Nullable Encoding declared) {
        this.declared = declared;
    }

    /**
     * Looks at the next bytes.
     *
     * @throws FileRefused as soon as it is certain that this is no text, or not in the declared encoding
     */
    void look(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            int next = bytes[i] & 0xff;
            if (length < start.length) {
                start[(int) length] = bytes[i];
            }
            length++;
            if (length == 2 && isUtf16Mark()) {
                throw utf16();
            }
            if (next < 0x80) {
                if (expected > 0) {
                    malformed();
                }
                if (next == '\n') {
                    lineBreaks++;
                } else if (next == 0) {
                    throw length <= 4
                            ? utf16()
                            : new FileRefused(
                                    "not-text",
                                    line(),
                                    "Line " + line() + " holds a zero byte, which no text has. A spreadsheet's own file"
                                            + " (.xlsx, .ods) must be saved as CSV UTF-8 first.");
                }
            } else {
                accented(next);
            }
            endsWithBreak = next == '\n';
        }
    }

    /**
     * The encoding, once all bytes have passed.
     *
     * @throws FileRefused if they are not of one encoding that is read here
     */
    Encoding encoding() {
        if (expected > 0) {
            malformed();
        }
        boolean marked =
                length >= 3 && (start[0] & 0xff) == 0xef && (start[1] & 0xff) == 0xbb && (start[2] & 0xff) == 0xbf;
        if (declared != Encoding.WINDOWS_1252 && malformed == 0) {
            return marked ? Encoding.UTF_8_BOM : Encoding.UTF_8;
        }
        // The mark itself is one well-formed sequence.
        if (declared == null && (marked || wellFormed > malformed)) {
            throw new FileRefused(
                    "encoding-mixed",
                    malformedLine,
                    "Most of the file is UTF-8, but line " + malformedLine
                            + " has a character in another encoding. Correct that line, or export the file again."
                            + SAVE_AS);
        }
        if (undefinedLine > 0) {
            throw new FileRefused(
                    "encoding-unknown",
                    undefinedLine,
                    "The file is neither UTF-8 nor Windows-1252: line " + undefinedLine
                            + " has a character that neither knows." + SAVE_AS);
        }
        return Encoding.WINDOWS_1252;
    }

    /** Lines so far, which is about the number of rows and the header; a line break within a value counts too. */
    int lines() {
        return lineBreaks + (endsWithBreak || length == 0 ? 0 : 1);
    }

    private void accented(int next) {
        if (expected > 0 && next >= lowest && next <= highest) {
            expected--;
            lowest = 0x80;
            highest = 0xbf;
            if (expected == 0) {
                wellFormed++;
            }
        } else {
            if (expected > 0) {
                malformed();
            }
            begin(next);
        }
        if (undefinedLine == 0 && (next == 0x81 || next == 0x8d || next == 0x8f || next == 0x90 || next == 0x9d)) {
            undefinedLine = line();
        }
    }

    /** The first byte of a sequence says how long it is; some say what may follow, so that nothing has two spellings. */
    private void begin(int first) {
        lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (first >= 0xc2 && first <= 0xdf) {
            expected = 1;
        } else if (first >= 0xe0 && first <= 0xef) {
            expected = 2;
        } else if (first >= 0xf0 && first <= 0xf4) {
            expected = 3;
        } else {
            malformed();
        }
    }

    private void malformed() {
        expected = 0;
        malformed++;
        if (malformedLine == 0) {
            malformedLine = line();
        }
        if (declared == Encoding.UTF_8) {
            throw new FileRefused(
                    "not-utf-8",
                    line(),
                    "The file was announced as UTF-8, but line " + line() + " has a character in another encoding."
                            + SAVE_AS);
        }
    }

    private boolean isUtf16Mark() {
        int first = start[0] & 0xff;
        int second = start[1] & 0xff;
        return (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
    }

    private static FileRefused utf16() {
        return new FileRefused("utf-16", 1, "The file is UTF-16 (\"Unicode text\"), which is not read here." + SAVE_AS);
    }

    private int line() {
        return lineBreaks + 1;
    }
}
