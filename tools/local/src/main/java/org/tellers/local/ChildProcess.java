package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A process that the launcher started, known by the file {@code <folder>/<name>.pid}, which holds its number and the
 * instant it began. So a test in another class loader, or a launcher started after another was killed, finds it again
 * and never signals a stranger that got the same number later.
 */
final class ChildProcess {
    private static final Duration POLL = Duration.ofMillis(50);

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final Path pidFile;
    private final Path log;

    /**
     * @param name what the process is called in messages and file names
     * @param folder where its log and its pid file are
     */
    ChildProcess(String name, Path folder) {
        this.name = name;
        this.pidFile = folder.resolve(name + ".pid");
        this.log = folder.resolve(name + ".log");
    }

    Path log() {
        return log;
    }

    boolean running() {
        return handle().isPresent();
    }

    /** Completes when the process has ended; at once when it does not run. */
    CompletableFuture<Void> exited() {
        return handle().map(h -> h.onExit().thenAccept(ended -> {})).orElse(CompletableFuture.completedFuture(null));
    }

    /** Starts the command; its output is appended to the log, its input is empty. */
    void start(List<String> command, Map<String, String> environment, Path workingFolder) {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(inOwnSession(command))
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            remember(process.toHandle(), pidFile);
        } catch (IOException e) {
            throw new PartException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Runs a command that ends by itself; its output is appended to the log.
     *
     * @param what the command does, for the message, as in {@code Kafka's StorageTool}
     * @throws PartException when it ends with another code than 0
     */
    static void runToEnd(String what, List<String> command, Map<String, String> environment, Path log) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var running = builder.start();
            try {
                var code = running.waitFor();
                if (code != 0) {
                    throw new PartException(what + " failed with code " + code + "; see its log: " + log);
                }
            } catch (InterruptedException e) {
                running.descendants().forEach(ProcessHandle::destroy);
                running.destroy();
                Thread.currentThread().interrupt();
                throw new PartException(what + " was interrupted", e);
            }
        } catch (IOException e) {
            throw new PartException(what + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Ctrl-C in a terminal reaches every process of the session; only the launcher shall hear it, to stop in order. */
    private static List<String> inOwnSession(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        var all = new ArrayList<>(List.of(SETSID.toString()));
        all.addAll(command);
        return all;
    }

    /** Resident memory of the process and all it started, in bytes; 0 when it does not run. */
    long residentBytes() {
        return handle().map(h -> Stream.concat(Stream.of(h), h.descendants())
                        .mapToLong(process -> statusBytes(process.pid(), "VmRSS:"))
                        .sum())
                .orElse(0L);
    }

    /** A line of the system's status of a process that tells memory, as {@code VmRSS:}; 0 when it has ended. */
    static long statusBytes(long pid, String line) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(each -> each.startsWith(line))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }

    /**
     * Waits until the condition holds.
     *
     * @throws PartException when the process ends before, or the time is over
     */
    void awaitReady(Duration limit, BooleanSupplier ready) {
        var end = Instant.now().plus(limit);
        while (!ready.getAsBoolean()) {
            if (!running()) {
                throw new PartException(name + " ended while it was starting; see its log: " + log);
            }
            if (Instant.now().isAfter(end)) {
                throw new PartException(name + " was not ready after " + limit.toSeconds() + " s; see its log: " + log);
            }
            pause();
        }
    }

    /** Sends the signal (a name as {@code INT}), waits, and kills the process when it has not ended by the limit. */
    void stop(String signal, Duration limit) {
        if (!end(signal, limit)) {
            kill();
        }
    }

    /** Sends the signal and waits; false when the process has not ended by the limit. */
    boolean end(String signal, Duration limit) {
        var handle = handle();
        if (handle.isEmpty()) {
            return true;
        }
        signal(handle.get().pid(), signal);
        if (!awaitExit(handle.get(), limit)) {
            return false;
        }
        forget();
        return true;
    }

    /** {@code kill -9} of the process and of all it started. */
    void kill() {
        handle().ifPresent(h -> {
            // Held still, it starts nothing more that would be left behind, as PostgreSQL does for every connection.
            signal(h.pid(), "STOP");
            var descendants = h.descendants().toList();
            h.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
            awaitExit(h, Duration.ofSeconds(20));
            descendants.forEach(d -> awaitExit(d, Duration.ofSeconds(20)));
        });
        forget();
    }

    private Optional<ProcessHandle> handle() {
        return alive(pidFile);
    }

    /** The process that the pid file names, if it is alive and still the same. */
    static Optional<ProcessHandle> alive(Path pidFile) {
        try {
            var words = Files.readString(pidFile).trim().split(" ");
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(h -> words.length == 2 && label(h).equals(words[1]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new PartException("The file " + pidFile + " cannot be read; remove it when nothing of it runs", e);
        }
    }

    /** @throws PartException when it does not run */
    Instant began() {
        return handle().map(ChildProcess::started).orElseThrow(() -> new PartException(name + " does not run"));
    }

    /** When a process began, as the system tells it. */
    static Instant started(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .orElseThrow(
                        () -> new PartException("The system does not tell when process " + handle.pid() + " began"));
    }

    /** Writes a pid file. */
    static void remember(ProcessHandle process, Path pidFile) throws IOException {
        Files.writeString(pidFile, process.pid() + " " + label(process) + "\n");
    }

    private static String label(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new PartException("The file " + pidFile + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private void signal(long pid, String signal) {
        try {
            // Java itself can only send TERM and KILL.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new PartException(name + " cannot be stopped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitExit(ProcessHandle handle, Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException(name + ": interrupted while it was starting", e);
        }
    }
}
