package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a stack consists of and where it lives.
 *
 * @param project the source tree whose built programs run
 * @param state folder of all data, secrets and logs
 * @param temporary whether the folder goes when the stack is closed
 * @param ports of every part
 * @param parts names of the parts to start
 * @param environment more environment variables, by the name of the service or of {@code gateway}
 * @param containers in what our programs run when not as processes
 * @param progress takes one line for each step
 */
public record StackOptions(
        Project project,
        Path state,
        boolean temporary,
        Ports ports,
        Set<String> parts,
        Map<String, Map<String, String>> environment,
        Optional<Containers> containers,
        Consumer<String> progress) {

    /** What {@code JDK_JAVA_OPTIONS} says for a program that runs for minutes. */
    public static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Sets are copied; the state folder becomes absolute. */
    public StackOptions {
        state = state.toAbsolutePath().normalize();
        parts = Set.copyOf(parts);
        environment = Map.copyOf(environment);
    }

    /** Every part, in the given folder, which is kept, and on the given ports. */
    public static StackOptions kept(Project project, Path state, Ports ports) {
        return new StackOptions(
                project, state, false, ports, everything(project), Map.of(), Optional.empty(), line -> {});
    }

    /** Every part, in a folder of its own that goes with the stack, on ports that are free now. */
    public static StackOptions fresh() {
        var project = Project.find();
        try {
            var state = Files.createTempDirectory("tellers");
            var ports = Ports.free(project.databases().services());
            return new StackOptions(
                    project, state, true, ports, everything(project), Map.of(), Optional.empty(), line -> {});
        } catch (IOException e) {
            throw new PartException("No temporary folder for the stack: " + e.getMessage(), e);
        }
    }

    /** The file with the key that seals a service's secrets; made when it is not there. */
    public Path sealKey(String service) {
        return new Secrets(state.resolve("secrets")).sealKey(service);
    }

    /** The same with these parts only. */
    public StackOptions withParts(String... names) {
        var known = everything(project);
        for (var name : names) {
            if (!known.contains(name)) {
                throw new PartException("There is no part " + name + "; there are " + String.join(", ", known));
            }
        }
        return new StackOptions(project, state, temporary, ports, Set.of(names), environment, containers, progress);
    }

    /** The same, with one more environment variable for a service or the gateway. */
    public StackOptions withEnvironment(String part, String variable, String value) {
        var all = new LinkedHashMap<>(environment);
        var ofPart = new LinkedHashMap<>(all.getOrDefault(part, Map.of()));
        ofPart.put(variable, value);
        all.put(part, Map.copyOf(ofPart));
        return new StackOptions(project, state, temporary, ports, parts, all, containers, progress);
    }

    /** The same, with our programs kept to the JVM's first compiler, for a run that ends before the second pays. */
    public StackOptions shortLived() {
        var options = this;
        for (var part : parts) {
            if (part.equals("gateway") || project.databases().services().contains(part)) {
                options = options.withEnvironment(part, "JDK_JAVA_OPTIONS", FIRST_COMPILER);
            }
        }
        return options;
    }

    /** The same, telling its steps to this consumer. */
    public StackOptions withProgress(Consumer<String> consumer) {
        return new StackOptions(project, state, temporary, ports, parts, environment, containers, consumer);
    }

    /** The same, with our programs in containers. */
    public StackOptions withContainers(Optional<Containers> chosen) {
        return new StackOptions(project, state, temporary, ports, parts, environment, chosen, progress);
    }

    private static Set<String> everything(Project project) {
        var all = new LinkedHashSet<>(List.of("postgres", "kafka", "keycloak", "mail"));
        all.addAll(project.databases().services());
        all.add("gateway");
        return all;
    }
}
