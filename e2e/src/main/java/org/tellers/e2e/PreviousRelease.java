package org.tellers.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tellers.local.Folders;
import org.tellers.local.Ports;
import org.tellers.local.Project;
import org.tellers.local.Stack;
import org.tellers.local.StackOptions;

/**
 * Whether the release before runs on this release's schema, as it does in a cluster between the migration and the last new
 * pod, and after a way back (decision 13): this tree's programs make the databases, then those of another tree, which
 * migrate nothing, hold a whole ballot on them.
 */
public final class PreviousRelease {

    private static final int VOTERS = 80;

    private PreviousRelease() {}

    /** {@code PreviousRelease FOLDER}: the built source tree of the release before; exit code 1 and one line on a fault. */
    public static void main(String[] arguments) throws IOException {
        Project previous = new Project(Path.of(arguments[0]).toAbsolutePath().normalize());
        Path state = Files.createTempDirectory("tellers-previous");
        List<String> services = Project.find().databases().services();
        Ports ports = Ports.free(services);
        try {
            Stack.start(StackOptions.kept(Project.find(), state, ports).withProgress(System.err::println))
                    .close();
            StackOptions before = Smoke.quick(StackOptions.kept(previous, state, ports));
            for (String service : services) {
                before = before.withEnvironment(service, "QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
            }
            try (Stack stack = Stack.start(before.withProgress(System.err::println))) {
                System.out.println("the release before on this schema: "
                        + Smoke.run(stack, previous.root(), VOTERS, System.err::println)
                                .line());
            }
            Folders.delete(state);
        } catch (RuntimeException e) {
            System.err.println("the release before does not run on this schema: " + e.getMessage());
            System.err.println("Its logs are in " + state.resolve("logs"));
            System.exit(1);
        }
    }
}
