package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A process that the launcher started, known by the file {@code <folder>/<name>.pid}, which holds its number and the
 * instant it began. So a test in another class loader, or a launcher started after another was killed, finds it again
 * and never signals a stranger that got the same number later.
 */
final class ChildProcess {
    private static final Duration POLL = Duration.ofMillis(50);

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
            var builder = new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            Files.writeString(pidFile, process.pid() + " " + started(process.toHandle()) + "\n");
        } catch (IOException e) {
            throw new PartException(name + " cannot be started: " + e.getMessage(), e);
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
        var handle = handle();
        if (handle.isEmpty()) {
            return;
        }
        signal(handle.get().pid(), signal);
        if (!awaitExit(handle.get(), limit)) {
            kill();
        }
        forget();
    }

    /** {@code kill -9} of the process and of all it started. */
    void kill() {
        handle().ifPresent(h -> {
            var descendants = h.descendants().toList();
            h.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
            awaitExit(h, Duration.ofSeconds(20));
            descendants.forEach(d -> awaitExit(d, Duration.ofSeconds(20)));
        });
        forget();
    }

    private Optional<ProcessHandle> handle() {
        try {
            var words = Files.readString(pidFile).trim().split(" ");
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(h -> words.length == 2 && started(h).equals(words[1]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new PartException(
                    "The file " + pidFile + " cannot be read; remove it when " + name + " is stopped", e);
        }
    }

    private static String started(ProcessHandle handle) {
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
