package org.tellers.notification.delivery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tellers.local.Folders;

/**
 * An instance of Debian's Postfix on loopback. Configuration, queue, mailboxes and log are in a folder of its own, that
 * goes with it; whatever Postfix the machine runs is not touched. It asks no DNS and knows no way to other machines.
 */
final class Postfix implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final int LONGEST_STOP_S = 10;
    private static final String QUEUES =
            "active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace";
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
    private static final String SETTINGS = """
            compatibility_level = 3.6
            queue_directory = $config_directory/queue
            data_directory = $config_directory/data
            maillog_file = $config_directory/mail.log
            maillog_file_prefixes = $config_directory
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            smtp_dns_support_level = disabled
            smtpd_peername_lookup = no
            default_transport = error:5.4.4 No way to this domain
            mynetworks =
            mydestination =
            alias_maps =
            local_recipient_maps =
            virtual_mailbox_base = $config_directory/mail
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            """;

    private final Path folder;
    private final int port;

    /** Makes its folder; it runs after {@link #start}. */
    Postfix(int port) {
        this.port = port;
        try {
            folder = Files.createTempDirectory("tellers-postfix");
            // Its parts run as users of their own.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            makeFolder("data", "postfix");
            makeFolder("mail", "nobody");
            makeFolder("queue", "root");
            makeFolder("queue/pid", "root");
            for (String queue : QUEUES.split(" ")) {
                makeFolder("queue/" + queue, "postfix");
            }
            // It need not look for them again, which takes longer than everything else.
            Files.createFile(folder.resolve("queue/quick-start"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Why it cannot run here, and what to do; empty when it can. */
    static Optional<String> missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("Postfix starts as root only, so no real mail server was tried; run:"
                    + " sudo make test-single MODULE=services/notification TEST=RealMailServersTest");
        }
        return Files.isExecutable(PROGRAM)
                ? Optional.empty()
                : Optional.of("Postfix is not installed, so no real mail server was tried; run:"
                        + " apt-get install postfix");
    }

    /** Has a mailbox with that many bytes of mails. */
    void mailbox(String name, int bytes) throws IOException {
        Path file = folder.resolve("mail").resolve(name);
        try (RandomAccessFile mailbox = new RandomAccessFile(file.toFile(), "rw")) {
            mailbox.setLength(bytes);
        }
        own(file, "nobody");
    }

    /** What lies in a mailbox. */
    String mailbox(String name) {
        return read(folder.resolve("mail").resolve(name));
    }

    /**
     * Starts it; it takes mails when this returns.
     *
     * @param settings more lines of main.cf
     */
    void start(String settings) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("master.cf"), SERVICES.formatted(port));
        Files.writeString(folder.resolve("main.cf"), SETTINGS + settings);
        Path output = folder.resolve("start.log");
        int code = new ProcessBuilder(PROGRAM.toString(), "-c", folder.toString(), "start")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("Postfix does not start: " + read(output) + log());
        }
    }

    /** What it logged. */
    String log() {
        return read(folder.resolve("mail.log"));
    }

    @Override
    public void close() {
        stop();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("Left over from the test: " + folder);
        }
    }

    /** Ends the master, which takes its parts along. */
    private void stop() {
        master().ifPresent(master -> {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(master), master.descendants()).toList();
            master.destroy();
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, LONGEST_STOP_S, TimeUnit.SECONDS)
                    .join();
            all.forEach(ProcessHandle::destroyForcibly);
        });
    }

    private Optional<ProcessHandle> master() {
        String number = read(folder.resolve("queue/pid/master.pid")).strip();
        return number.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(number));
    }

    private void makeFolder(String name, String user) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        own(made, user);
    }

    private static void own(Path file, String user) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
