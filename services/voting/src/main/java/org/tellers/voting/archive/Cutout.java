package org.tellers.voting.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Passes on that part of what is written which lies in a range of a file. */
final class Cutout extends OutputStream {
    private final OutputStream out;
    private final ByteRange range;
    private long position;

    Cutout(OutputStream out, ByteRange range) {
        this.out = out;
        this.range = range;
    }

    /** Says that what is written next lies here in the file. */
    void moveTo(long place) {
        position = place;
    }

    /** Whether nothing of what follows lies in the range. */
    boolean done() {
        return position > range.to();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long from = Math.max(range.from(), position);
        long end = Math.min(range.to() + 1, position + length);
        if (from < end) {
            out.write(bytes, offset + (int) (from - position), (int) (end - from));
        }
        position += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
