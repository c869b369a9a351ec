package org.tellers.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;

/** A bar on the terminal: how much of the archive has been read. */
final class ProgressBar {
    private static final int WIDTH = 40;
    private static final long NANOS_BETWEEN = 100_000_000L;

    private final PrintStream out;
    private final long size;
    private volatile long read;
    private int ballots;
    private long shownAt = System.nanoTime();
    private boolean shown;

    ProgressBar(PrintStream out, long size) {
        this.out = out;
        this.size = size;
    }

    /** Counts what is read from a stream. */
    InputStream watch(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                read += b < 0 ? 0 : 1;
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = super.read(bytes, offset, length);
                read += Math.max(0, n);
                return n;
            }
        };
    }

    /** One more ballot is done. */
    void ballot() {
        ballots++;
        if (System.nanoTime() - shownAt >= NANOS_BETWEEN) {
            show();
        }
    }

    private void show() {
        shownAt = System.nanoTime();
        shown = true;
        int filled = size == 0 ? WIDTH : (int) (WIDTH * read / size);
        out.printf(Locale.ROOT, "\r[%s%s] %d ballots", "#".repeat(filled), " ".repeat(WIDTH - filled), ballots);
        out.flush();
    }

    /** Takes the bar away. */
    void end() {
        if (shown) {
            out.print("\r" + " ".repeat(WIDTH + 30) + "\r");
            out.flush();
        }
    }
}
