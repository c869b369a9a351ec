package org.tellers.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One of our own programs, a service or the gateway: its built jar in a JVM of its own with a small heap. */
public final class QuarkusPart implements Program {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final String name;
    private final Path module;
    private final Path folder;
    private final int managementPort;
    private final Map<String, String> environment;
    private final ChildProcess process;

    /**
     * @param name of the service, or {@code gateway}
     * @param module the Maven module's folder, which holds the built program
     * @param folder for its log
     * @param managementPort where it tells its health, on localhost
     * @param environment its whole configuration
     */
    public QuarkusPart(String name, Path module, Path folder, int managementPort, Map<String, String> environment) {
        this.name = name;
        this.module = module;
        this.folder = folder.toAbsolutePath();
        this.managementPort = managementPort;
        this.environment = Map.copyOf(environment);
        this.process = new ChildProcess(name, this.folder);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        var jar = module.resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new PartException(name + " is not built, " + jar + " is missing: run `make build`");
        }
        process.start(
                List.of(
                        JavaRuntime.executable(),
                        "-Xms32m",
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString()),
                environment,
                module);
        process.awaitReady(START_LIMIT, () -> Http.ok(management().resolve("/q/health/ready")));
    }

    @Override
    public void stop() {
        process.stop("TERM", Duration.ofSeconds(20));
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

    @Override
    public URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    @Override
    public Instant began() {
        return process.began();
    }
}
