package org.tellers.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scrutineer's command line of web/ballot-crypto, run as its own process: the key is made and used outside the suite. */
public final class TrusteeTool {

    /** The passphrase of every demo trustee, public as their sign-in is. */
    public static final String PASSPHRASE = "demo passphrase of a trustee";

    private final Path script;

    /** The tool of a built checkout. */
    public TrusteeTool(Path project) {
        this.script = project.resolve("web/ballot-crypto/bin/trustee.mjs");
    }

    /** First round of a key ceremony: makes the key of a seat and returns the certificate. */
    public String certificate(Trustee trustee, int holders, int threshold, int seat) {
        return run(List.of(
                "certificate",
                "--size",
                Integer.toString(holders),
                "--threshold",
                Integer.toString(threshold),
                "--seat",
                Integer.toString(seat),
                "--out",
                trustee.keyFile().toString()));
    }

    /** Second round: checks everyone's certificates, one a line, and returns the polynomial. */
    public String polynomial(Trustee trustee, Path certificates) {
        return run(List.of(
                "polynomial", "--key", trustee.keyFile().toString(), "--certificates", certificates.toString()));
    }

    /** Third round: checks what the others sent for this seat and returns the output. */
    public String confirm(Trustee trustee, Path certificates) {
        return run(List.of(
                "confirm",
                "--key",
                trustee.keyFile().toString(),
                "--certificates",
                certificates.toString(),
                "--input",
                trustee.inputFile().toString()));
    }

    /** Decrypts a rehearsal into {@code out}. */
    public void rehearse(Trustee trustee, Path trustees, Path rehearsal, Path out) {
        run(List.of(
                "rehearse",
                "--key",
                trustee.keyFile().toString(),
                "--input",
                trustee.inputFile().toString(),
                "--trustees",
                trustees.toString(),
                "--rehearsal",
                rehearsal.toString(),
                "--out",
                out.toString()));
    }

    /**
     * Checks archive, additions and every sum of the task, then decrypts them into {@code out}.
     *
     * @param head hash that was published when the box closed
     * @param folder holds {@code closed.bel}, {@code task.json}, {@code additions.json} and {@code openings.json}
     */
    public void decryptTask(Trustee trustee, String head, Path folder, Path out) {
        run(List.of(
                "decrypt",
                "--key",
                trustee.keyFile().toString(),
                "--input",
                trustee.inputFile().toString(),
                "--archive",
                folder.resolve("closed.bel").toString(),
                "--head",
                head,
                "--task",
                folder.resolve("task.json").toString(),
                "--additions",
                folder.resolve("additions.json").toString(),
                "--openings",
                folder.resolve("openings.json").toString(),
                "--out",
                out.toString()));
    }

    private String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("TRUSTEE_PASSPHRASE", PASSPHRASE);
            Process process = builder.start();
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
