package org.tellers.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scrutineer's command line of web/ballot-crypto, run as its own process: the key is made and used outside the suite. */
public final class TrusteeTool {

    private final Path script;

    /** The tool of a built checkout. */
    public TrusteeTool(Path project) {
        this.script = project.resolve("web/ballot-crypto/bin/trustee.mjs");
    }

    /** Makes a key file and returns the public key with its proof, as JSON text. */
    public String keygen(Path keyFile) {
        return run(List.of("keygen", "--out", keyFile.toString()));
    }

    /** Checks the archive, head hash included, and decrypts its total into {@code out}. */
    public void decrypt(Path keyFile, Path archive, String head, Path out) {
        run(List.of(
                "decrypt",
                "--key",
                keyFile.toString(),
                "--archive",
                archive.toString(),
                "--head",
                head,
                "--out",
                out.toString()));
    }

    private String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).start();
            // Progress goes to standard error; read it aside, lest a full pipe stops the tool.
            StringBuilder progress = new StringBuilder();
            Thread reader = Thread.ofVirtual().start(() -> read(process, progress));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            reader.join();
            if (status != 0) {
                throw new IllegalStateException("trustee %s ended with %d: %s"
                        .formatted(
                                arguments.getFirst(),
                                status,
                                progress.toString().strip()));
            }
            return output.strip();
        } catch (IOException e) {
            throw new IllegalStateException("node does not start: install Node 20 and run make build", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the trustee's tool ran", e);
        }
    }

    private static void read(Process process, StringBuilder into) {
        try {
            into.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            into.append(e.getMessage());
        }
    }
}
