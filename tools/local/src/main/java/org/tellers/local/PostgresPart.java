package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * PostgreSQL with every declared database and role. The data stays in the folder from start to start. Each service's
 * app role may connect to its own database only and there read and write rows only; tables are made by the owner.
 */
public final class PostgresPart implements Part {

    /** What a commit promises. */
    public enum Durability {
        /** An acknowledged commit is on the disk: {@code fsync} and {@code synchronous_commit} are on. */
        DISK,
        /** A commit survives a crash of the server, not of the machine: quicker, for tests of a service's rules. */
        MEMORY
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Project project;
    private final Path folder;
    private final int port;
    private final Durability durability;
    private final ChildProcess process;

    /**
     * @param project declares the databases
     * @param folder for its data, made when it is not there
     * @param port on localhost
     * @param durability what a commit promises
     */
    public PostgresPart(Project project, Path folder, int port, Durability durability) {
        this.project = project;
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.durability = durability;
        this.process = new ChildProcess(name(), this.folder);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        var programs = PostgresBinaries.unpackedUnder(project.root().resolve("tools/local/target"));
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            makeFolder();
            makeCluster(programs);
        }
        var durable = durability == Durability.DISK ? "on" : "off";
        var command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                data().toString(),
                "-c",
                "port=" + port,
                "-c",
                "listen_addresses=localhost",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=" + durable,
                "-c",
                "synchronous_commit=" + durable,
                "-c",
                "full_page_writes=" + durable,
                "-c",
                "max_connections=120",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
                "-c",
                "log_line_prefix=%m %d ",
                // A statement in the log would carry what the services must not log.
                "-c",
                "log_min_error_statement=panic",
                "-c",
                "log_parameter_max_length=0",
                "-c",
                "log_parameter_max_length_on_error=0"));
        process.start(command, Map.of("LC_ALL", "C"), folder);
        process.awaitReady(START_LIMIT, this::answers);
        makeDatabases();
    }

    @Override
    public void stop() {
        // INT: end the connections, write all out. TERM would wait for every client to leave.
        process.stop("INT", Duration.ofSeconds(30));
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
    public String address() {
        return "localhost:" + port;
    }

    /** Where the service's database is, for JDBC; TLS is not asked for, since the driver waits but 5 s for the no. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + address() + "/" + database + "?sslmode=disable";
    }

    /** A connection of the superuser, for the launcher and for tests that look at what is stored. */
    public Connection administratorConnection(String database) throws SQLException {
        return connect(database, project.databases().administrator());
    }

    /** A connection of the given role. */
    public Connection connect(String database, Databases.Role role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), role.role(), role.localPassword());
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own root is nobody, and still owns its files. */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private void makeCluster(Path programs) {
        if (!asOrdinaryUser().isEmpty()) {
            requireUserNamespaces();
        }
        var administrator = project.databases().administrator();
        try {
            var password = folder.resolve("administrator.password");
            Files.writeString(password, administrator.localPassword() + "\n");
            // A cluster that was only half made by a killed run has no PG_VERSION yet, or is not complete: begin again.
            var fresh = folder.resolve("data.new");
            Folders.delete(fresh);
            var command = new ArrayList<>(asOrdinaryUser());
            command.addAll(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata",
                    fresh.toString(),
                    "--username",
                    administrator.role(),
                    "--pwfile",
                    password.toString(),
                    "--auth",
                    "scram-sha-256",
                    "--encoding",
                    "UTF8",
                    "--locale-provider",
                    "builtin",
                    "--builtin-locale",
                    "C.UTF-8",
                    "--locale",
                    "C"));
            if (durability == Durability.MEMORY) {
                command.add("--no-sync");
            }
            ChildProcess.runToEnd("PostgreSQL's initdb", command, Map.of(), log());
            Files.delete(password);
            Files.move(fresh, data());
        } catch (IOException e) {
            throw new PartException("PostgreSQL's data folder cannot be made: " + e.getMessage(), e);
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PartException("PostgreSQL's folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    private void requireUserNamespaces() {
        try {
            ChildProcess.runToEnd("unshare", List.of("unshare", "-U", "true"), Map.of(), log());
        } catch (PartException e) {
            throw new PartException(
                    "PostgreSQL does not run as root, and this machine gives no user namespace (`unshare -U true`"
                            + " fails): run Tellers as another user",
                    e);
        }
    }

    private boolean answers() {
        try (var connection = administratorConnection("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void makeDatabases() {
        try {
            try (var connection = administratorConnection("postgres");
                    var statement = connection.createStatement()) {
                statement.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
                for (var database : project.databases().databases()) {
                    makeRole(statement, database.owner());
                    makeRole(statement, database.app());
                    makeDatabase(statement, database);
                }
            }
            for (var database : project.databases().databases()) {
                grantRows(database);
            }
        } catch (SQLException e) {
            throw new PartException("The databases of contracts/databases.yaml cannot be made: " + e.getMessage(), e);
        }
    }

    private static void makeRole(Statement statement, Databases.Role role) throws SQLException {
        var name = statement.enquoteIdentifier(role.role(), true);
        if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = " + statement.enquoteLiteral(role.role()))) {
            statement.execute("CREATE ROLE " + name + " LOGIN");
        }
        statement.execute("ALTER ROLE " + name + " PASSWORD " + statement.enquoteLiteral(role.localPassword()));
    }

    private static void makeDatabase(Statement statement, Databases.Database database) throws SQLException {
        var name = statement.enquoteIdentifier(database.name(), true);
        var owner = statement.enquoteIdentifier(database.owner().role(), true);
        var app = statement.enquoteIdentifier(database.app().role(), true);
        if (!exists(
                statement, "SELECT 1 FROM pg_database WHERE datname = " + statement.enquoteLiteral(database.name()))) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + owner);
        }
        statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + app);
    }

    private void grantRows(Databases.Database database) throws SQLException {
        try (var connection = administratorConnection(database.name());
                var statement = connection.createStatement()) {
            var owner = statement.enquoteIdentifier(database.owner().role(), true);
            var app = statement.enquoteIdentifier(database.app().role(), true);
            var whatTheOwnerMakes = "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner + " IN SCHEMA public GRANT ";
            statement.execute("ALTER SCHEMA public OWNER TO " + owner);
            statement.execute("GRANT USAGE ON SCHEMA public TO " + app);
            statement.execute(whatTheOwnerMakes + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + app);
            statement.execute(whatTheOwnerMakes + "USAGE, SELECT ON SEQUENCES TO " + app);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
