package org.tellers.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs belenios-tool, the independent program that ours is compared with. */
public enum BeleniosTool {
    /** Release 3.0. */
    DEBIAN_STABLE("trixie"),
    /** Release 3.3.0 or a later one. */
    NEWEST("sid");

    private final String suite;

    BeleniosTool(String suite) {
        this.suite = suite;
    }

    /** How a run ended and what it wrote; errors are part of the output unless the output went to a file. */
    public record Run(int status, String output) {
        /** The output of a run that went well. */
        public String ok() {
            assertThat(status).as(output).isZero();
            return output;
        }
    }

    /** Elsewhere than in CI a machine that cannot get the tool (no network, no Debian) can still run the other tests. */
    public void require() throws IOException, InterruptedException {
        Run run = run("--version");
        if (run.status() != 0 && System.getenv("CI") == null) {
            abort("belenios-tool cannot be obtained, so nothing was compared with it: " + run.output());
        }
        run.ok();
    }

    /** Runs the tool; its output and errors are mixed. */
    public Run run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(end(process), output);
    }

    /**
     * Runs the tool in a folder and gives what it wrote to its output.
     *
     * @param input what it reads from its input
     */
    public String run(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("input"), input);
        Path errors = folder.resolve("errors");
        Process process = builder(arguments)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(end(process)).as(() -> read(errors)).isZero();
        return output;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Vectors.root().resolve("tools/belenios-tool").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BELENIOS_SUITE", suite);
        return builder;
    }
}
