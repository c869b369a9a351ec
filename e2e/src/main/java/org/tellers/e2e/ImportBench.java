package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.tellers.local.PlainHttp;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.BallotDesk;
import org.tellers.local.demo.DemoRegister;
import org.tellers.local.demo.HqClient;
import org.tellers.local.demo.TrusteeTool;

/**
 * How long a register takes from the first byte of the upload, through the gateway, to the last member applied with every
 * fact in the outbox: dry run and confirmation, as an officer does it. Into an empty register, so that everybody is new.
 * Client, gateway, membership, PostgreSQL and Kafka share the machine; PostgreSQL writes to the disk.
 */
public final class ImportBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMPORTS = "/api/membership/imports";
    private static final int COLUMNS = 25;
    private static final int WARM_UP = 5_000;
    private static final Duration RELAYED_WITHIN = Duration.ofMinutes(15);
    private static final long LOOK_AGAIN_NANOS = 250_000_000L;

    private final Stack stack;
    private final BallotDesk desk;
    private final Path units;
    private final HttpClient http = PlainHttp.client();

    private ImportBench(Stack stack, Path project) {
        this.stack = stack;
        this.desk = new BallotDesk(new HqClient(stack.hqOrigin(), stack.issuer()), new TrusteeTool(project));
        this.units = project.resolve("data/probation_regions_pdus.csv");
    }

    /** Prints lines {@code import_… VALUE UNIT}. */
    public static void main(String[] arguments) throws Exception {
        StackOptions options = StackOptions.fresh()
                .withParts("postgres", "kafka", "keycloak", "membership", "gateway")
                .withProgress(System.err::println);
        Path folder = Files.createTempDirectory("tellers-bench");
        try (Stack stack = Stack.start(options)) {
            ImportBench bench = new ImportBench(stack, options.project().root());
            bench.warmUp(folder);
            Path file = bench.register(folder, 100_000);
            double copied = bench.copied(file);
            double imported = bench.imported(file, 100_000);
            System.out.printf("import_100k_s %.1f s%n", imported);
            System.out.printf("import_copy_100k_s %.2f s%n", copied);
            System.out.printf("import_vs_copy_ratio %.1f times%n", imported / copied);
            bench.empty();

            file = bench.register(folder, 1_000_000);
            long begin = System.nanoTime();
            System.out.printf("import_1m_s %.1f s%n", bench.imported(file, 1_000_000));
            bench.awaitRelayed();
            System.out.printf("import_1m_relayed_s %.1f s%n", (System.nanoTime() - begin) / 1e9);
            URI management = URI.create("http://localhost:" + options.ports().management("membership"));
            System.out.printf("import_heap_limit_mb %.0f MiB%n", bench.heapLimit(management));
        }
    }

    /** The virtual machines compile what they run; an import in the middle of the year finds them so. */
    private void warmUp(Path folder) throws Exception {
        Path file = register(folder, WARM_UP);
        imported(file, WARM_UP);
        empty();
    }

    private Path register(Path folder, int members) throws IOException {
        Path file = folder.resolve("register.csv");
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            DemoRegister.write(units, members, text);
        }
        return file;
    }

    private double imported(Path file, int members) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(stack.hqOrigin().resolve(IMPORTS + "?mode=update"))
                        .header("Content-Type", "text/csv")
                        .header("Authorization", "Bearer " + desk.hq().bearer("officer"))
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("The upload was answered with " + answer.statusCode() + answer.body());
        }
        String id = JSON.readTree(answer.body()).path("id").asText();
        tell("uploaded", begin);
        desk.awaitImport(id, "dry-run");
        tell("compared", begin);
        desk.hq()
                .post("officer", IMPORTS + "/" + id + "/confirmation", Map.of())
                .expect(202);
        JsonNode run = desk.awaitImport(id, "applied");
        tell("applied", begin);
        Require.that(run.path("new").asInt() == members, "Not everybody was new: " + run);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void tell(String what, long begin) {
        System.err.printf("%6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
    }

    /** Seconds of a plain COPY of the file's cells as text, by the same database, to the disk as well. */
    private double copied(Path file) throws SQLException, IOException {
        StringBuilder columns = new StringBuilder("line bigint GENERATED ALWAYS AS IDENTITY");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            columns.append(", c").append(i).append(" text");
            names.append(i == 0 ? "c" : ", c").append(i);
        }
        try (Connection connection = stack.postgres().administratorConnection("membership");
                Statement statement = connection.createStatement();
                InputStream bytes = Files.newInputStream(file)) {
            statement.execute("CREATE TABLE plain_copy (" + columns + ")");
            long begin = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY plain_copy (" + names + ") FROM STDIN (FORMAT csv, HEADER true)", bytes);
            double seconds = (System.nanoTime() - begin) / 1e9;
            statement.execute("DROP TABLE plain_copy");
            return seconds;
        }
    }

    private void empty() throws SQLException {
        awaitRelayed();
        try (Connection connection = stack.postgres().administratorConnection("membership");
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE member, import_change CASCADE");
        }
    }

    private void awaitRelayed() throws SQLException {
        long end = System.nanoTime() + RELAYED_WITHIN.toNanos();
        try (Connection connection = stack.postgres().administratorConnection("membership");
                Statement statement = connection.createStatement()) {
            boolean waiting = true;
            while (waiting) {
                Require.that(System.nanoTime() < end, "The facts were not relayed in time");
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM outbox)")) {
                    row.next();
                    waiting = row.getBoolean(1);
                }
            }
        }
    }

    /** The heap that membership may use at most, as it says itself. */
    private double heapLimit(URI management) throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(management.resolve("/q/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return metrics.lines()
                        .filter(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1024 * 1024);
    }
}
