package org.tellers.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One of our own programs in a container, held as in production: its own user, no privileges, a file system that it cannot
 * write but for {@code /tmp}, and so much memory. It shares the machine's network, so that it has the same addresses as a
 * process has.
 */
public final class ContainerPart implements Program {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    /** Longer than a program takes to end in good order. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
    /** Java is slow while it notes what it loads, and writes its cache when it ends. */
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(5);

    private static final String SECRETS = "/run/secrets/tellers/";
    private static final String KEY_COPIES = "/var/lib/tellers/key-copies";
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final String name;
    private final String image;
    private final Containers containers;
    private final Path folder;
    private final int managementPort;
    private final Map<String, String> environment;
    private final ChildProcess client;

    /**
     * @param name its own: of the service, of {@code gateway}, or of another replica of one
     * @param image what it runs
     * @param containers the engine and its limits
     * @param folder for its log and the copies of its secrets
     * @param managementPort where it tells its health, on localhost
     * @param environment its whole configuration, as a process gets it
     */
    ContainerPart(
            String name,
            String image,
            Containers containers,
            Path folder,
            int managementPort,
            Map<String, String> environment) {
        this.name = name;
        this.image = image;
        this.containers = containers;
        this.folder = folder.toAbsolutePath();
        this.managementPort = managementPort;
        this.environment = Map.copyOf(environment);
        this.client = new ChildProcess(name, this.folder);
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
        var variables = new LinkedHashMap<>(Map.of("TELLERS_BIND", "127.0.0.1"));
        var command = new ArrayList<>(List.of(containers.engine(), "run", "--rm", "--name", container()));
        command.addAll(List.of("--network", "host", "--log-driver", "none", "--read-only"));
        command.addAll(List.of("--tmpfs", "/tmp:rw,nosuid,nodev,mode=1777"));
        command.addAll(List.of("--cap-drop", "all", "--security-opt", "no-new-privileges"));
        var memory = containers.memoryMib() + "m";
        command.addAll(List.of("--memory", memory, "--memory-swap", memory));
        // What an engine asks for otherwise is more than a container may give away that it runs in itself.
        command.addAll(List.of("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096"));
        environment.forEach((variable, value) -> {
            if (variable.endsWith("_FILE")) {
                var inside = SECRETS + Path.of(value).getFileName();
                command.addAll(List.of("--volume", readable(Path.of(value)) + ":" + inside + ":ro"));
                variables.put(variable, inside);
            } else if (variable.equals("TELLERS_KEY_COPIES")) {
                command.addAll(List.of("--volume", writable(Path.of(value)) + ":" + KEY_COPIES));
                variables.put(variable, KEY_COPIES);
            } else if (!variable.startsWith("TELLERS_WEB_")) {
                // The image has the web apps where the gateway looks for them.
                variables.put(variable, value);
            }
        });
        containers.training().ifPresent(training -> {
            command.addAll(List.of("--volume", writable(training.resolve(name)) + ":/training"));
            variables.put("JDK_JAVA_OPTIONS", "-XX:AOTCacheOutput=/training/app.aot");
        });
        // By name only: a value would be seen in the list of processes.
        variables.keySet().forEach(variable -> command.addAll(List.of("--env", variable)));
        command.add(image);
        client.start(command, variables, folder);
        client.awaitReady(limit(START_LIMIT), () -> Http.ok(management().resolve("/q/health/ready")));
    }

    @Override
    public void stop() {
        // The client hands the signal on to the program.
        if (!client.end("TERM", limit(STOP_LIMIT))) {
            kill();
        }
    }

    @Override
    public void kill() {
        if (running()) {
            output("kill", container());
        }
        client.kill();
    }

    @Override
    public boolean running() {
        return client.running();
    }

    @Override
    public CompletableFuture<Void> exited() {
        return client.exited();
    }

    @Override
    public long residentBytes() {
        return pid().map(pid -> ChildProcess.statusBytes(pid, "VmRSS:")).orElse(0L);
    }

    @Override
    public Path log() {
        return client.log();
    }

    @Override
    public URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    @Override
    public Instant began() {
        return pid().flatMap(ProcessHandle::of)
                .map(ChildProcess::started)
                .orElseThrow(() -> new PartException(name + " does not run"));
    }

    /**
     * One line on the most memory it had at once, nothing when it does not run: what was charged to the container, which
     * the limit is about, and what the program had in memory, in part files that others read first and are charged with.
     */
    Optional<String> memoryPeak() {
        return pid().map(pid -> "%-13s peak memory charged %d of %d MiB, resident %d MiB"
                .formatted(
                        name,
                        charged(pid) >> 20,
                        containers.memoryMib(),
                        ChildProcess.statusBytes(pid, "VmHWM:") >> 20));
    }

    /** What the memory controller counted at most; the file differs by the version of control groups. */
    private static long charged(long pid) {
        try (var groups = Files.lines(Path.of("/proc", Long.toString(pid), "cgroup"))) {
            for (var group : groups.toList()) {
                var parts = group.split(":", 3);
                var peak = parts[1].isEmpty()
                        ? CGROUPS.resolve(parts[2].substring(1)).resolve("memory.peak")
                        : CGROUPS.resolve("memory")
                                .resolve(parts[2].substring(1))
                                .resolve("memory.max_usage_in_bytes");
                if ((parts[1].isEmpty() || parts[1].equals("memory")) && Files.exists(peak)) {
                    return Long.parseLong(Files.readString(peak).strip());
                }
            }
            return 0;
        } catch (IOException e) {
            throw new PartException("The memory of process " + pid + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Duration limit(Duration usual) {
        return containers.training().isPresent() ? TRAINING_LIMIT : usual;
    }

    private Optional<Long> pid() {
        return running()
                ? Optional.of(Long.parseLong(output("inspect", "--format", "{{.State.Pid}}", container())))
                : Optional.empty();
    }

    /** The same for every object that speaks of this part, and no other. */
    private String container() {
        return "tellers-" + name + "-" + Integer.toHexString(folder.hashCode());
    }

    /** A copy for the container's user; the folder of all state keeps it from everyone else on the machine. */
    private Path readable(Path secret) {
        var copy = folder.resolve("secrets").resolve(name).resolve(secret.getFileName());
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(secret, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
            return copy;
        } catch (NoSuchFileException e) {
            throw new PartException(name + " is to read the secret " + secret + ", and it is not there", e);
        } catch (IOException e) {
            throw new PartException(
                    "The secret " + secret + " cannot be copied for " + name + ": " + e.getMessage(), e);
        }
    }

    private static Path writable(Path volume) {
        try {
            Files.createDirectories(volume);
            Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwxrwx"));
            return volume;
        } catch (IOException e) {
            throw new PartException("The folder " + volume + " cannot be made: " + e.getMessage(), e);
        }
    }

    private String output(String... arguments) {
        var command = new ArrayList<>(List.of(containers.engine()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new PartException(String.join(" ", command) + " failed; see " + log());
            }
            return text;
        } catch (IOException e) {
            throw new PartException(containers.engine() + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException(name + ": interrupted while its engine was asked", e);
        }
    }
}
