package org.tellers.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The whole suite on one machine, running. Used by {@code make run} and by the end-to-end and fault tests, which stop,
 * kill and start its parts by name: {@code postgres}, {@code kafka}, {@code keycloak}, {@code mail}, each service, and
 * {@code gateway}.
 */
public final class Stack implements AutoCloseable {
    private static final String CLAIM = "launcher.pid";
    private static final String GATEWAY = "gateway";

    private final StackOptions options;
    private final Map<String, Part> parts = Collections.synchronizedMap(new LinkedHashMap<>());
    private final PostgresPart postgres;
    private final KafkaPart kafka;
    private final KeycloakPart keycloak;
    private final MailPart mail;
    /** Parts that shall run; one that ends while it is in here has died. */
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Whoever is ended from outside leaves no parts behind. */
    private final Thread atEnd = new Thread(this::close);

    private final CompletableFuture<Part> death = new CompletableFuture<>();

    private Stack(StackOptions options) {
        this.options = options;
        var project = options.project();
        var ports = options.ports();
        var state = options.state();
        postgres = new PostgresPart(
                project, state.resolve("postgres"), ports.of(Ports.POSTGRES), PostgresPart.Durability.DISK);
        kafka = new KafkaPart(project, state.resolve("kafka"), ports.of(Ports.KAFKA), ports.of(Ports.KAFKA_CONTROLLER));
        keycloak = new KeycloakPart(project, state.resolve("keycloak"), ports.of(Ports.KEYCLOAK));
        mail = new MailPart(project, state.resolve("mail"), ports.of(Ports.SMTP), ports.of(Ports.MAIL_PAGE));
        for (var part : List.of(postgres, kafka, keycloak, mail)) {
            parts.put(part.name(), part);
        }
        for (var service : services()) {
            parts.put(service, program(service, service, ports.management(service), environmentOf(service)));
        }
        parts.put(GATEWAY, program(GATEWAY, GATEWAY, ports.of(Ports.GATEWAY_MANAGEMENT), environmentOfGateway()));
        parts.keySet().retainAll(options.parts());
    }

    /**
     * Starts the parts asked for, those that do not need each other at the same time, and returns when all are ready.
     *
     * @throws PartException when one does not start; what had started is stopped again
     */
    public static Stack start(StackOptions options) {
        var stack = claimed(options);
        Runtime.getRuntime().addShutdownHook(stack.atEnd);
        try {
            stack.startAll();
            return stack;
        } catch (PartException e) {
            stack.close();
            throw e;
        }
    }

    /**
     * A stack that holds its state folder and has nothing running yet: parts that a killed launcher left are stopped.
     *
     * @throws PartException when another launcher that is alive uses the folder
     */
    static Stack claimed(StackOptions options) {
        var stack = new Stack(options);
        stack.claimState();
        stack.stopLeftOvers();
        return stack;
    }

    /**
     * One more process of a service or of the gateway, on ports of its own, with the rest of its configuration the same.
     * It is started, stopped and killed by its own name like any part.
     *
     * @param replica its name
     * @param program the part it is another of
     * @return where it answers; of a gateway, HQ's origin
     */
    public URI addReplica(String replica, String program) {
        boolean gateway = program.equals(GATEWAY);
        var free = Sockets.free(3);
        var environment = gateway ? environmentOfGateway() : environmentOf(program);
        environment.put("QUARKUS_MANAGEMENT_PORT", free.get(0).toString());
        environment.put(
                gateway ? "TELLERS_HQ_PORT" : "QUARKUS_HTTP_PORT", free.get(1).toString());
        environment.put("TELLERS_VOTERS_PORT", free.get(2).toString());
        parts.put(replica, program(replica, program, free.get(0), environment));
        return URI.create("http://localhost:" + free.get(1));
    }

    private static String module(String program) {
        return program.equals(GATEWAY) ? GATEWAY : "services/" + program;
    }

    /** Starts a part that was stopped or killed, and returns when it is ready. */
    public void start(String part) {
        startAndWatch(part(part));
    }

    /** Stops a part in good order. */
    public void stop(String part) {
        wanted.remove(part);
        part(part).stop();
    }

    /** Ends a part as {@code kill -9} does. */
    public void kill(String part) {
        wanted.remove(part);
        part(part).kill();
    }

    /** Whether the part's process is alive. */
    public boolean running(String part) {
        return part(part).running();
    }

    /** Where the part's output is. */
    public Path log(String part) {
        return part(part).log();
    }

    /** Completes with the first part that ends without having been stopped or killed through this object. */
    public CompletableFuture<Part> death() {
        return death.copy();
    }

    /** Resident memory of all parts, in bytes. */
    public long residentBytes() {
        return parts.values().stream().mapToLong(Part::residentBytes).sum();
    }

    /** For each container that runs, one line on the most memory it held; none for processes. */
    public List<String> memoryPeaks() {
        return parts.values().stream()
                .filter(ContainerPart.class::isInstance)
                .flatMap(part -> ((ContainerPart) part).memoryPeak().stream())
                .toList();
    }

    /** Where a program of ours tells its health. */
    URI management(String program) {
        return ((Program) part(program)).management();
    }

    /** When the process of a program of ours began. */
    Instant began(String program) {
        return ((Program) part(program)).began();
    }

    /** Where the voting app is. */
    public URI votersOrigin() {
        return local(Ports.VOTERS);
    }

    /** Where HQ's API is. */
    public URI hqOrigin() {
        return local(Ports.HQ);
    }

    /** Where the caught mails are shown. */
    public URI mailPage() {
        return local(Ports.MAIL_PAGE);
    }

    /** The issuer of HQ's tokens. */
    public URI issuer() {
        return keycloak.issuer();
    }

    /** Where a service itself answers, behind the gateway. */
    public URI service(String name) {
        return URI.create("http://localhost:" + options.ports().http(name));
    }

    /** The database server, for tests that look at what is stored. */
    public PostgresPart postgres() {
        return postgres;
    }

    /** The broker, for tests that look at what is written. */
    public KafkaPart kafka() {
        return kafka;
    }

    /** The folder of all data and logs. */
    public Path state() {
        return options.state();
    }

    /** Stops every part in good order: first what depends on others. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        closing = true;
        if (Thread.currentThread() != atEnd) {
            try {
                Runtime.getRuntime().removeShutdownHook(atEnd);
            } catch (IllegalStateException e) {
                // The program ends by itself, and so do its parts now.
            }
        }
        wanted.clear();
        var first = new ArrayList<>(parts.values());
        var last = List.<Part>of(kafka, postgres);
        first.removeAll(last);
        atOnce(first, Part::stop);
        atOnce(last, Part::stop);
        try {
            if (options.temporary()) {
                Folders.delete(options.state());
            } else {
                Files.deleteIfExists(claim());
            }
        } catch (IOException e) {
            throw new PartException("The folder " + options.state() + " cannot be cleared: " + e.getMessage(), e);
        }
    }

    private Part part(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("This stack has no part " + name + ", only " + parts.keySet());
        }
        return part;
    }

    private Program program(String name, String program, int managementPort, Map<String, String> environment) {
        var folder = options.state().resolve("logs");
        return options.containers()
                .<Program>map(containers -> new ContainerPart(
                        name, containers.image(program), containers, folder, managementPort, environment))
                .orElseGet(() -> new QuarkusPart(
                        name, options.project().root().resolve(module(program)), folder, managementPort, environment));
    }

    private List<String> services() {
        return options.project().databases().services();
    }

    private Path claim() {
        return options.state().resolve(CLAIM);
    }

    private void claimState() {
        try {
            // Members' data on a machine that others may use too.
            Files.createDirectories(
                    options.state(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            ChildProcess.alive(claim())
                    .filter(holder -> holder.pid() != ProcessHandle.current().pid())
                    .ifPresent(holder -> {
                        throw new PartException("Tellers already runs with the state folder " + options.state()
                                + " (process " + holder.pid()
                                + "): stop it, or set TELLERS_STATE and TELLERS_PORT_BASE for a second one");
                    });
            ChildProcess.remember(ProcessHandle.current(), claim());
        } catch (IOException e) {
            throw new PartException("The state folder " + options.state() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** A launcher that was killed could not stop its parts; they hold ports and data of this folder. */
    private void stopLeftOvers() {
        for (var part : parts.values()) {
            if (part.running()) {
                options.progress().accept(part.name() + " was left over from a killed run: stopping it");
                part.stop();
            }
        }
    }

    void startAll() {
        var base = new ArrayList<Part>();
        var programs = new ArrayList<Part>();
        parts.values().forEach(part -> (part instanceof Program ? programs : base).add(part));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new LinkedHashMap<String, CompletableFuture<Void>>();
            for (var part : base) {
                started.put(part.name(), CompletableFuture.runAsync(() -> startAndWatch(part), threads));
            }
            // Migrations need PostgreSQL; Keycloak is asked only when the first token arrives.
            var ready = CompletableFuture.allOf(started.entrySet().stream()
                    .filter(each ->
                            each.getKey().equals("postgres") || each.getKey().equals("kafka"))
                    .map(Map.Entry::getValue)
                    .toArray(CompletableFuture[]::new));
            for (var part : programs) {
                started.put(part.name(), ready.thenRunAsync(() -> startAndWatch(part), threads));
            }
            firstFailure(started.values()).ifPresent(failure -> {
                closing = true;
                threads.shutdownNow();
                throw failure;
            });
        }
    }

    /** Waits until all have ended well, or one has failed. */
    private static Optional<PartException> firstFailure(Collection<CompletableFuture<Void>> steps) {
        var failure = new CompletableFuture<Throwable>();
        for (var step : steps) {
            step.whenComplete((done, problem) -> {
                if (problem != null) {
                    failure.complete(problem instanceof CompletionException ? problem.getCause() : problem);
                }
            });
        }
        var all = CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
        return CompletableFuture.anyOf(all.handle((done, problem) -> null), failure)
                .thenApply(any -> Optional.ofNullable(failure.getNow(null)))
                .join()
                .map(problem -> problem instanceof PartException known
                        ? known
                        : new PartException("The stack did not start: " + problem, problem));
    }

    private void startAndWatch(Part part) {
        if (closing) {
            return;
        }
        var begin = Instant.now();
        part.start();
        wanted.add(part.name());
        part.exited().thenRun(() -> {
            if (wanted.remove(part.name())) {
                death.complete(part);
            }
        });
        options.progress()
                .accept("%-13s ready after %.1f s"
                        .formatted(
                                part.name(),
                                Duration.between(begin, Instant.now()).toMillis() / 1000.0));
    }

    private static void atOnce(Collection<Part> parts, Consumer<Part> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.forEach(part -> threads.execute(() -> action.accept(part)));
        }
    }

    private URI local(String port) {
        return URI.create("http://localhost:" + options.ports().of(port));
    }

    private Map<String, String> environmentOf(String service) {
        var database = options.project().databases().of(service);
        var ports = options.ports();
        var variables = common();
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(ports.http(service)));
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        variables.put("TELLERS_POSTGRES", postgres.address());
        variables.put("TELLERS_DB_PASSWORD", database.app().localPassword());
        variables.put("TELLERS_DB_OWNER_PASSWORD", database.owner().localPassword());
        variables.put("TELLERS_KAFKA", kafka.bootstrapServers());
        variables.put("TELLERS_SMTP_HOST", "localhost");
        variables.put("TELLERS_SMTP_PORT", Integer.toString(ports.of(Ports.SMTP)));
        variables.put("TELLERS_SEAL_KEY_FILE", options.sealKey(service).toString());
        variables.put(
                "TELLERS_KEY_COPIES", options.state().resolve("key-copies").toString());
        variables.putAll(options.environment().getOrDefault(service, Map.of()));
        return variables;
    }

    private Map<String, String> environmentOfGateway() {
        var ports = options.ports();
        var variables = common();
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(Ports.GATEWAY_MANAGEMENT)));
        variables.put("TELLERS_SESSION_KEY_FILE", options.sealKey(GATEWAY).toString());
        variables.put("TELLERS_VOTERS_PORT", Integer.toString(ports.of(Ports.VOTERS)));
        variables.put("TELLERS_HQ_PORT", Integer.toString(ports.of(Ports.HQ)));
        for (var service : services()) {
            variables.put(
                    "TELLERS_" + service.toUpperCase(Locale.ROOT) + "_URL",
                    service(service).toString());
        }
        for (var app : List.of("voting", "admin", "verify", "widget")) {
            variables.put(
                    "TELLERS_WEB_" + app.toUpperCase(Locale.ROOT),
                    options.project().root().resolve("web/" + app + "/dist").toString());
        }
        variables.putAll(options.environment().getOrDefault(GATEWAY, Map.of()));
        return variables;
    }

    private Map<String, String> common() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("TELLERS_OIDC", issuer().toString());
        variables.put("TELLERS_VOTERS_ORIGIN", votersOrigin().toString());
        variables.put("TELLERS_HQ_ORIGIN", hqOrigin().toString());
        return variables;
    }
}
