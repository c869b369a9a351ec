package org.tellers.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An instance of Debian's Postfix on localhost, with configuration, queue and log in a folder of its own. */
final class Postfix implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000 0 flush
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final Path folder;

    private Postfix(Path folder) {
        this.folder = folder;
    }

    /** Why it cannot run here, and what to do; empty when it can. */
    static Optional<String> missing() {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.of("Postfix is not installed, so no real mail server is tried:"
                    + " run WITH_POSTFIX=yes tools/local/bin/install-test-tools, or apt-get install postfix"
                    + " (No configuration)");
        }
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("Postfix starts as root only, so no real mail server is tried");
    }

    /**
     * Starts an instance.
     *
     * @param folder a new folder, which other users may enter
     * @param port where it takes mails
     * @param settings lines of main.cf; {@code %s} in them is the folder
     * @param files lookup tables by name, in the folder
     */
    static Postfix start(Path folder, int port, String settings, Map<String, String> files) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            for (String name : List.of("queue", "data")) {
                Files.createDirectory(folder.resolve(name));
            }
            run("chown", "postfix", folder.resolve("data").toString());
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(folder.resolve("master.cf"), SERVICES.formatted(port));
            Files.writeString(folder.resolve("main.cf"), """
                    compatibility_level = 3.6
                    queue_directory = %1$s/queue
                    data_directory = %1$s/data
                    maillog_file = %1$s/mail.log
                    maillog_file_prefixes = %1$s
                    inet_interfaces = 127.0.0.1
                    inet_protocols = ipv4
                    mynetworks = 127.0.0.0/8
                    smtpd_peername_lookup = no
                    mydestination =
                    alias_maps =
                    %2$s""".formatted(folder, settings.replace("%s", folder.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Postfix postfix = new Postfix(folder);
        run(PROGRAM.toString(), "-c", folder.toString(), "start");
        return postfix;
    }

    /** What it logged. */
    String log() {
        try {
            Path log = folder.resolve("mail.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(String... command) {
        Tool.run(Path.of("/"), LONGEST, List.of(command)).expectSuccess(String.join(" ", command));
    }

    @Override
    public void close() {
        run(PROGRAM.toString(), "-c", folder.toString(), "stop");
    }
}
