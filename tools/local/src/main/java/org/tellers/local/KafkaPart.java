package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker in KRaft mode with every declared topic and its dead letters. Nothing makes a topic by mistake:
 * auto-creation is off. The log stays in the folder from start to start.
 */
public final class KafkaPart implements Part {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Project project;
    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final ChildProcess process;

    /**
     * @param project declares the topics, and holds the broker's jars
     * @param folder for its data, made when it is not there
     * @param port for clients, on localhost
     * @param controllerPort the broker's own second port, on localhost
     */
    public KafkaPart(Project project, Path folder, int port, int controllerPort) {
        this.project = project;
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.process = new ChildProcess(name(), this.folder);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.write(configuration(), settings());
            if (!Files.exists(data().resolve("meta.properties"))) {
                format();
            }
        } catch (IOException e) {
            throw new PartException("Kafka's folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
        process.start(java("kafka.Kafka", configuration().toString()), Map.of(), folder);
        process.awaitReady(START_LIMIT, () -> Sockets.answers(port));
        makeTopics();
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

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path configuration() {
        return folder.resolve("server.properties");
    }

    private List<String> settings() {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@localhost:" + controllerPort,
                "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
                "advertised.listeners=PLAINTEXT://localhost:" + port,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + data(),
                "auto.create.topics.enable=false",
                "num.partitions=1",
                "offsets.topic.num.partitions=4",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                // One cleaner is enough here and its buffer is part of the small heap.
                "log.cleaner.dedupe.buffer.size=8388608",
                "num.network.threads=2",
                "num.io.threads=2");
    }

    private void format() {
        var cluster = Uuid.randomUuid().toString();
        var command = java(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                cluster,
                "-c",
                configuration().toString());
        ChildProcess.runToEnd("Kafka's StorageTool", command, Map.of(), log());
    }

    private List<String> java(String main, String... arguments) {
        var jars = project.root().resolve("tools/local/kafka/target/libs");
        if (!Files.isDirectory(jars)) {
            throw new PartException("Kafka's jars are not in " + jars + ": run `make build`");
        }
        var command = new ArrayList<>(List.of(
                JavaRuntime.executable(),
                "-Xms128m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + jars.resolveSibling("kafka.jsa"),
                "-Dlog4j2.level=WARN",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jars + "/*",
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private void makeTopics() {
        var limit = Duration.ofSeconds(60);
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) limit.toMillis()))) {
            var existing = admin.listTopics().names().get(limit.toSeconds(), TimeUnit.SECONDS);
            var missing = project.topics().all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PartException(
                    "The topics of contracts/topics.yaml cannot be made: " + e.getMessage() + "; see Kafka's log: "
                            + log(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("kafka: interrupted while its topics were made", e);
        }
    }
}
