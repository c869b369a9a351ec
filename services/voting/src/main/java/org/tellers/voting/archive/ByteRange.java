package org.tellers.voting.archive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a Range header asks for (RFC 9110, 14.1.2).
 *
 * @param from first byte
 * @param to last byte; before the first if the range lies beyond the file
 */
record ByteRange(long from, long to) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    /**
     * Reads the header. A header of several ranges, or of none, may be ignored and is.
     *
     * @param size bytes of the file
     * @return nothing when the whole file is to be sent
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher single = SINGLE.matcher(header);
        if (!single.matches()) {
            return Optional.empty();
        }
        String first = single.group(1);
        String last = single.group(2);
        if (first.isEmpty()) {
            return last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(last)), size - 1));
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Long.parseLong(last);
        return !last.isEmpty() && to < from
                ? Optional.empty()
                : Optional.of(new ByteRange(from, Math.min(to, size - 1)));
    }

    /** Whether the file has any of it. */
    boolean satisfiable() {
        return from <= to;
    }

    long length() {
        return to - from + 1;
    }
}
