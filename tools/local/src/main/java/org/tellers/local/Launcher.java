package org.tellers.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.tellers.local.demo.DemoUnion;

/**
 * {@code make run}: starts everything, says where it is, and stops everything on Ctrl-C or when a part dies. With the
 * argument {@code prepare} it only does what takes long and is needed once.
 */
public final class Launcher {
    private Launcher() {}

    /** Ends with 0 after Ctrl-C, 1 when a part died or did not start, 2 when this machine or the call is not fit. */
    public static void main(String[] arguments) {
        try {
            var project = Project.find();
            if (arguments.length == 1 && arguments[0].equals("prepare")) {
                prepare(project);
            } else if (arguments.length == 0) {
                run(project, System.getenv());
            } else {
                System.err.println("Use: Launcher [prepare]");
                System.exit(2);
            }
        } catch (PartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void prepare(Project project) {
        PostgresBinaries.unpackedUnder(project.root().resolve("tools/local/target"));
        new KeycloakPart(project, project.root().resolve("tools/local/target"), 0).prepare();
    }

    private static void run(Project project, Map<String, String> environment) {
        var ports = Ports.shifted(project.databases().services(), portBase(environment));
        var state = project.root().resolve(environment.getOrDefault("TELLERS_STATE", ".state"));
        var begin = Instant.now();
        var options = StackOptions.kept(project, state, ports)
                .withContainers(Containers.asked(environment))
                .withProgress(line -> System.out.println("  " + line));
        var stack = Stack.claimed(options);
        var hindrances = Machine.hindrances(ports);
        if (!hindrances.isEmpty()) {
            stack.close();
            hindrances.forEach(System.err::println);
            System.exit(2);
        }
        System.out.println("Starting Tellers; data and logs are in " + options.state());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("Stopping");
            stack.close();
            System.out.println("Stopped. `make run` continues with the same data, `make clean-state` drops it.");
        }));
        stack.startAll();
        var ready = Duration.between(begin, Instant.now());
        var ballot = DemoUnion.prepare(stack, project, line -> System.out.println("  " + line));
        System.out.println(ready(stack, ready, ballot));
        var dead = stack.death().join();
        System.err.println(dead.name() + " ended by itself; see its log: " + dead.log());
        System.exit(1);
    }

    private static String ready(Stack stack, Duration duration, String ballot) {
        var people = DemoRealm.people().stream().map(DemoRealm.Person::name).collect(Collectors.joining(", "));
        return """
            Ready after %d s, with %d MiB of memory.
              Read the mails   %s
              Vote             %s
              Headquarters     %s
              Sign in there    %s (password: %s)
              Its API          %s
            Ctrl-C stops everything.\
            """.formatted(
                        duration.toSeconds(),
                        stack.residentBytes() >> 20,
                        stack.mailPage(),
                        stack.votersOrigin().resolve("/v/" + ballot),
                        stack.hqOrigin(),
                        people,
                        DemoRealm.people().getFirst().password(),
                        stack.hqOrigin().resolve("/q/swagger-ui"));
    }

    static int portBase(Map<String, String> environment) {
        var text = environment.getOrDefault("TELLERS_PORT_BASE", "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new PartException(
                    "TELLERS_PORT_BASE is \"" + text + "\": it is added to every port, use a whole number", e);
        }
    }
}
