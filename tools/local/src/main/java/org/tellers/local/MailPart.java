package org.tellers.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A mail catcher: takes every mail by SMTP, delivers none, shows all on a page and by {@code GET /email}. */
public final class MailPart implements Part {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Project project;
    private final Path folder;
    private final int smtpPort;
    private final int pagePort;
    private final ChildProcess process;

    /**
     * @param project holds the installed npm package
     * @param folder where the mails are kept, made when it is not there
     * @param smtpPort on localhost
     * @param pagePort of the mail page, on localhost
     */
    public MailPart(Project project, Path folder, int smtpPort, int pagePort) {
        this.project = project;
        this.folder = folder.toAbsolutePath();
        this.smtpPort = smtpPort;
        this.pagePort = pagePort;
        this.process = new ChildProcess(name(), this.folder);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        var program = project.root().resolve("tools/local/mail/node_modules/maildev/bin/maildev");
        if (!Files.exists(program)) {
            throw new PartException("maildev is not in tools/local/mail/node_modules: run `make build`");
        }
        var mails = folder.resolve("mails");
        try {
            Files.createDirectories(mails);
        } catch (IOException e) {
            throw new PartException("The folder " + mails + " cannot be made: " + e.getMessage(), e);
        }
        process.start(
                List.of(
                        "node",
                        "--max-old-space-size=128",
                        program.toString(),
                        "--ip",
                        "127.0.0.1",
                        "--smtp",
                        Integer.toString(smtpPort),
                        "--web-ip",
                        "127.0.0.1",
                        "--web",
                        Integer.toString(pagePort),
                        "--mail-directory",
                        mails.toString(),
                        // Names every mail and its address otherwise.
                        "--silent"),
                Map.of(),
                folder);
        process.awaitReady(START_LIMIT, () -> Sockets.answers(smtpPort) && Http.ok(page().resolve("/healthz")));
    }

    @Override
    public void stop() {
        process.stop("TERM", Duration.ofSeconds(10));
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public boolean running() {
        return process.running();
    }

    @Override
    public CompletableFuture<Void> exited() {
        return process.exited();
    }

    @Override
    public long residentBytes() {
        return process.residentBytes();
    }

    @Override
    public Path log() {
        return process.log();
    }

    /** Where people read the mails; programs get them as JSON at {@code /email} below. */
    public URI page() {
        return URI.create("http://localhost:" + pagePort);
    }
}
