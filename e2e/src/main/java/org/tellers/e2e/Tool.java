package org.tellers.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the checkout as its own process. */
final class Tool {

    /**
     * What it said.
     *
     * @param status its exit code
     * @param output what it printed on standard output
     * @param errors what it printed on standard error
     */
    record Outcome(int status, String output, String errors) {

        Outcome expectSuccess(String what) {
            if (status != 0) {
                throw new IllegalStateException(what + " ended with " + status + ": " + (errors + output).strip());
            }
            return this;
        }
    }

    private Tool() {}

    static Outcome run(Path folder, Duration longest, List<String> command) {
        try {
            Path output = Files.createTempFile("tellers-tool", ".out");
            Path errors = Files.createTempFile("tellers-tool", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                    throw new IllegalStateException(
                            command.getFirst() + " did not end within " + longest.toSeconds() + " s: " + read(errors));
                }
                return new Outcome(process.exitValue(), read(output), read(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new IllegalStateException(command.getFirst() + " does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.getFirst() + " ran", e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
