package org.tellers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an engine that only notes how it was called; `make images-smoke` runs real ones. */
class ContainerPartTest {
    @TempDir
    Path folder;

    private HttpServer ready;

    @BeforeEach
    void aProgramThatIsReady() throws IOException {
        ready = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ready.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        ready.start();
    }

    @AfterEach
    void end() {
        ready.stop(0);
    }

    @Test
    void aContainerHasNoPrivilegesAFileSystemItCannotWriteAndALimitOfMemory() throws IOException {
        var call = call(Map.of("TELLERS_KAFKA", "localhost:19092"));
        assertThat(call).contains("--read-only").doesNotContain("--privileged");
        assertThat(call).containsSequence("--cap-drop", "all");
        assertThat(call).containsSequence("--security-opt", "no-new-privileges");
        assertThat(call).containsSequence("--memory", "384m", "--memory-swap", "384m");
        assertThat(call).endsWith("localhost/tellers-voting:1");
    }

    @Test
    void noValueOfTheConfigurationIsSeenInTheListOfProcesses() throws IOException {
        var call = call(Map.of("TELLERS_DB_PASSWORD", "very secret"));
        assertThat(call).containsSequence("--env", "TELLERS_DB_PASSWORD");
        assertThat(String.join(" ", call)).doesNotContain("very secret");
        assertThat(folder.resolve("environment")).content().contains("TELLERS_DB_PASSWORD=very secret");
    }

    @Test
    void aSecretIsAFileBelowRunSecretsThatTheContainersUserCanReadAndNotWrite() throws IOException {
        var key = folder.resolve("voting-seal.key");
        Files.writeString(key, "key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var call = call(Map.of("TELLERS_SEAL_KEY_FILE", key.toString()));
        var inside = "/run/secrets/tellers/voting-seal.key";
        assertThat(folder.resolve("environment")).content().contains("TELLERS_SEAL_KEY_FILE=" + inside);
        var volume = call.get(call.indexOf("--volume") + 1).split(":");
        assertThat(volume).hasSize(3).contains(inside, "ro");
        assertThat(Path.of(volume[0])).hasContent("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(volume[0]))))
                .isEqualTo("r--r--r--");
    }

    @Test
    void theWebAppsAreThoseOfTheImage() throws IOException {
        assertThat(call(Map.of("TELLERS_WEB_VOTING", "/somewhere/dist"))).doesNotContain("TELLERS_WEB_VOTING");
    }

    @Test
    void aNameForAllImagesAtOnceIsRefused() {
        assertThatThrownBy(() -> Containers.asked(Map.of("TELLERS_IMAGES", "localhost/tellers:1")))
                .isInstanceOf(PartException.class)
                .hasMessageContaining("localhost/tellers:1")
                .hasMessageContaining("localhost/tellers-*:1.2");
        assertThat(Containers.asked(Map.of())).isEmpty();
    }

    /** Starts the part, and returns the arguments that the engine got. */
    private List<String> call(Map<String, String> environment) throws IOException {
        var engine = folder.resolve("engine");
        Files.writeString(engine, """
                #!/bin/bash
                printf '%%s\\n' "$@" > '%1$s/arguments'
                env > '%1$s/environment'
                touch '%1$s/called'
                exec sleep 60
                """.formatted(folder));
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        var containers = new Containers(engine.toString(), "localhost/tellers-*:1", 384, Optional.empty());
        var part = new ContainerPart(
                "voting",
                containers.image("voting"),
                containers,
                folder,
                ready.getAddress().getPort(),
                environment);
        part.start();
        try {
            var end = System.nanoTime() + 20_000_000_000L;
            while (!Files.exists(folder.resolve("called")) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Files.readAllLines(folder.resolve("arguments"));
        } finally {
            part.stop();
        }
    }
}
