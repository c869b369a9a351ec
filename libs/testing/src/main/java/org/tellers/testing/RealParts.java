package org.tellers.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.tellers.local.Folders;
import org.tellers.local.KafkaPart;
import org.tellers.local.PostgresPart;
import org.tellers.local.Project;
import org.tellers.local.Sockets;

/**
 * Gives a test of a service a real PostgreSQL and a real Kafka with every declared database, role and topic, started
 * once for each JVM, and configures the service for them. The service is named by the argument {@code service}, else by
 * the system property {@code tellers.service}, else by the folder the test runs in.
 *
 * <p>Quarkus loads this class in several class loaders; where the parts are is therefore kept in system properties, and
 * a part is found again by its pid file.
 */
public class RealParts implements QuarkusTestResourceLifecycleManager {
    private static final String FOLDER = "tellers.testing.folder";
    private static final String POSTGRES_PORT = "tellers.testing.postgres";
    private static final String KAFKA_PORT = "tellers.testing.kafka";
    private static final String CONTROLLER_PORT = "tellers.testing.kafka.controller";

    private String service;

    @Override
    public void init(Map<String, String> arguments) {
        var folder = Path.of("").toAbsolutePath().getFileName().toString();
        service = arguments.getOrDefault("service", System.getProperty("tellers.service", folder));
    }

    @Override
    public Map<String, String> start() {
        startOnce();
        var database = Project.find().databases().of(service);
        var postgres = postgres();
        var kafka = kafka();
        var configuration = new HashMap<String, String>();
        configuration.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database.name()));
        configuration.put("quarkus.datasource.username", database.app().role());
        configuration.put("quarkus.datasource.password", database.app().localPassword());
        configuration.put("quarkus.flyway.username", database.owner().role());
        configuration.put("quarkus.flyway.password", database.owner().localPassword());
        configuration.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        // An empty address is no address: Quarkus takes the public key only where it has no server to ask.
        configuration.put("quarkus.oidc.auth-server-url", "");
        configuration.put("quarkus.oidc.public-key", TestTokens.publicKey());
        configuration.put("quarkus.oidc.application-type", "service");
        configuration.put("quarkus.oidc.roles.role-claim-path", "realm_access/roles");
        configuration.put("quarkus.oidc.token.principal-claim", "preferred_username");
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.management.test-port", "0");
        configuration.put("TELLERS_POSTGRES", postgres.address());
        configuration.put("TELLERS_KAFKA", kafka.bootstrapServers());
        configuration.put("TELLERS_SEAL_KEY_FILE", sealKey().toString());
        return configuration;
    }

    /** Does nothing: the parts serve the next test class too, and end with the JVM. */
    @Override
    public void stop() {}

    /** The broker, for tests that stop it or look at what was written. */
    public static KafkaPart kafka() {
        return new KafkaPart(
                Project.find(),
                folder().resolve("kafka"),
                Integer.getInteger(KAFKA_PORT),
                Integer.getInteger(CONTROLLER_PORT));
    }

    /** The database server, for tests that stop it. */
    public static PostgresPart postgres() {
        return new PostgresPart(
                Project.find(),
                folder().resolve("postgres"),
                Integer.getInteger(POSTGRES_PORT),
                PostgresPart.Durability.MEMORY);
    }

    /** A superuser's connection, for tests that look at what a service has stored. */
    public static Connection connection(String database) throws SQLException {
        return postgres().administratorConnection(database);
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER));
    }

    private static void startOnce() {
        synchronized (System.class) {
            if (System.getProperty(FOLDER) == null) {
                try {
                    System.setProperty(
                            FOLDER, Files.createTempDirectory("tellers-test").toString());
                } catch (IOException e) {
                    throw new UncheckedIOException("No folder for the test's parts", e);
                }
                var ports = Sockets.free(3);
                System.setProperty(POSTGRES_PORT, ports.get(0).toString());
                System.setProperty(KAFKA_PORT, ports.get(1).toString());
                System.setProperty(CONTROLLER_PORT, ports.get(2).toString());
                Runtime.getRuntime().addShutdownHook(new Thread(new Cleaning(kafka(), postgres(), folder())));
            }
            var kafka = Thread.ofPlatform().start(() -> kafka().start());
            postgres().start();
            try {
                kafka.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Says why when it did not start.
            kafka().start();
        }
    }

    private static Path sealKey() {
        try {
            var file = folder().resolve("seal.key");
            if (!Files.exists(file)) {
                var key = new byte[32];
                new SecureRandom().nextBytes(key);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("No seal key for the test", e);
        }
    }

    /** The data is of no use after the JVM, so the parts need no good order at the end. */
    private record Cleaning(KafkaPart kafka, PostgresPart postgres, Path folder) implements Runnable {
        @Override
        public void run() {
            kafka.kill();
            postgres.kill();
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                System.err.println("Left over from the test: " + folder);
            }
        }
    }
}
