package org.tellers.local;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * One part of the local stack: a process of its own with a folder for its data and a log file. A part keeps no state in
 * memory beyond where it lives, so that several objects (and several processes) may speak of the same part.
 */
public interface Part {
    /** The name people use for it, for example {@code postgres} or {@code voting}. */
    String name();

    /**
     * Starts it and returns when it can be used. Does nothing when it runs already; data of an earlier run is kept.
     *
     * @throws PartException when it does not become ready; the message names the log file
     */
    void start();

    /** Stops it in good order and returns when it has ended. Does nothing when it does not run. */
    void stop();

    /** Ends it as {@code kill -9} does, as a crash would, and returns when it has ended. */
    void kill();

    /** Whether its process is alive. */
    boolean running();

    /** Completes when its process has ended, for whatever reason; at once when it does not run. */
    CompletableFuture<Void> exited();

    /** Bytes of memory that its processes hold now (resident set size; shared pages count each time). */
    long residentBytes();

    /** Where its output goes. */
    Path log();
}
