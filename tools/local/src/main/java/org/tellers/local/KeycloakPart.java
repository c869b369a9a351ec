package org.tellers.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Keycloak with the demo realm {@code tellers} of {@code realm-tellers.json}, its database a file in the folder. What
 * takes long (Keycloak's own build, an empty database with the realm in it) is done once for each source tree by
 * {@link #prepare}; the first start in a folder begins with a copy of that database.
 */
public final class KeycloakPart implements Part {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final String DATABASE_FILE = "keycloak.mv.db";
    private static final List<String> BUILD = List.of("build", "--db=dev-file");
    /** Small, and quick to start: it signs in a handful of people. */
    private static final String JAVA_OPTIONS = "-Xms64m -Xmx256m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC"
            + " -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -XX:+ExitOnOutOfMemoryError";

    private final Project project;
    private final Path folder;
    private final int port;
    private final ChildProcess process;

    /**
     * @param project holds the distribution
     * @param folder for its data, made when it is not there
     * @param port on localhost
     */
    public KeycloakPart(Project project, Path folder, int port) {
        this.project = project;
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.process = new ChildProcess(name(), this.folder);
    }

    @Override
    public String name() {
        return "keycloak";
    }

    /**
     * Builds Keycloak for the local stack and fills the database that new folders begin with, when this has not been
     * done for this version and this realm. Takes a minute or two; several processes may ask at the same time.
     *
     * @throws PartException when the distribution is missing or a step fails
     */
    public void prepare() {
        var distribution = distribution();
        var lockFile = distribution.resolve("tellers.lock");
        try (var file = new RandomAccessFile(lockFile.toFile(), "rw");
                var lock = file.getChannel().lock()) {
            if (lock.isValid() && !prepared(distribution)) {
                var log = distribution.resolve("prepare.log");
                var template = template(distribution);
                Folders.delete(template);
                Files.createDirectories(template);
                var realm = template.resolve("realm-tellers.json");
                Files.write(realm, DemoRealm.bytes());
                run(distribution, log, BUILD);
                run(
                        distribution,
                        log,
                        List.of("import", "--optimized", "--db-url=" + databaseUrl(template), "--file=" + realm));
                Files.writeString(marker(distribution), fingerprint());
            }
        } catch (IOException e) {
            throw new PartException("Keycloak cannot be prepared in " + distribution + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        prepare();
        var distribution = distribution();
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(DATABASE_FILE))) {
                var copy = folder.resolve("keycloak.new");
                Files.deleteIfExists(copy);
                Files.copy(template(distribution).resolve(DATABASE_FILE), copy);
                Files.move(copy, folder.resolve(DATABASE_FILE));
            }
        } catch (IOException e) {
            throw new PartException("Keycloak's folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
        process.start(
                command(
                        distribution,
                        List.of(
                                "start",
                                "--optimized",
                                "--cache=local",
                                "--http-enabled=true",
                                "--http-host=localhost",
                                "--http-port=" + port,
                                "--hostname=http://localhost:" + port,
                                "--log-level=warn",
                                "--db-url=" + databaseUrl(folder))),
                environment(),
                folder);
        process.awaitReady(START_LIMIT, () -> Http.ok(issuer()));
    }

    @Override
    public void stop() {
        process.stop("TERM", Duration.ofSeconds(30));
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

    /** The issuer of tokens, which is also where OpenID Connect discovery starts. */
    public URI issuer() {
        return URI.create("http://localhost:" + port + "/realms/" + DemoRealm.name());
    }

    private Path distribution() {
        var unpacked = project.root().resolve("tools/local/keycloak/target/dist");
        try (var versions = Files.newDirectoryStream(unpacked, "keycloak-*")) {
            for (var version : versions) {
                return version;
            }
        } catch (IOException e) {
            throw new PartException("Keycloak is not in " + unpacked + ": run `make build`", e);
        }
        throw new PartException("Keycloak is not in " + unpacked + ": run `make build`");
    }

    private static Path template(Path distribution) {
        return distribution.resolve("tellers-template");
    }

    private static Path marker(Path distribution) {
        return template(distribution).resolve("prepared");
    }

    private static boolean prepared(Path distribution) throws IOException {
        return Files.exists(marker(distribution))
                && Files.readString(marker(distribution)).equals(fingerprint());
    }

    /** Changes when something changes that the preparation depends on. */
    private static String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(DemoRealm.bytes());
            digest.update(String.join(" ", BUILD).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String databaseUrl(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("keycloak") + ";NON_KEYWORDS=VALUE";
    }

    private static List<String> command(Path distribution, List<String> arguments) {
        var command = new ArrayList<>(
                List.of("/bin/sh", distribution.resolve("bin/kc.sh").toString()));
        command.addAll(arguments);
        return command;
    }

    private static Map<String, String> environment() {
        return Map.of("JAVA_HOME", JavaRuntime.home().toString(), "JAVA_OPTS", JAVA_OPTIONS);
    }

    private static void run(Path distribution, Path log, List<String> arguments) {
        ChildProcess.runToEnd(
                "Keycloak's `" + arguments.getFirst() + "`", command(distribution, arguments), environment(), log);
    }
}
