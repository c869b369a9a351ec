package org.tellers.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the build of images runs them for: first to make their caches of classes, then to show that Java accepts these.
 */
public final class ImageRuns {
    private static final int LINES_OF_A_FAILURE = 30;
    /** How long a program serves on once it has been told to end, for this check. */
    private static final String NOTICE = "2s";

    private ImageRuns() {}

    /**
     * {@code train <folder>} starts the images of {@code TELLERS_IMAGES} and has each write a cache below the folder;
     * {@code start <images>} compares the start of these images, which have their caches, with those of {@code
     * TELLERS_IMAGES}, which have none. Ends with 1 and a line when one does not start, wrote no cache, has its cache
     * refused, or hangs up without notice.
     */
    public static void main(String[] arguments) {
        try {
            var images = Containers.asked(System.getenv())
                    .orElseThrow(() -> new PartException("Set TELLERS_IMAGES, for example to localhost/tellers-*:1.2"));
            if (arguments.length == 2 && arguments[0].equals("train")) {
                train(images, Path.of(arguments[1]).toAbsolutePath());
            } else if (arguments.length == 2 && arguments[0].equals("start")) {
                start(images, images.named(arguments[1]));
            } else {
                System.err.println("Use: ImageRuns train <folder> | ImageRuns start <images>");
                System.exit(2);
            }
        } catch (PartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts one program after another, asks it what needs no sign-in, and ends it: then it writes its cache, in a second
     * JVM. More work would add little to the start, and would make the build wait for a ballot.
     */
    private static void train(Containers images, Path folder) {
        var options = StackOptions.fresh()
                .withContainers(Optional.of(images.training(folder)))
                .withProgress(ImageRuns::say);
        options = everywhere(options, "TELLERS_SHUTDOWN_DELAY", "0s");
        try (var stack = Stack.claimed(options)) {
            try {
                stack.start("postgres");
                stack.start("kafka");
                for (var program : programs(options)) {
                    stack.start(program);
                    for (var path : List.of("/q/health", "/q/health/live", "/q/metrics")) {
                        Http.ok(stack.management(program).resolve(path));
                    }
                    Http.ok(
                            program.equals("gateway")
                                    ? stack.votersOrigin()
                                    : stack.service(program).resolve("/api/" + program));
                    stack.stop(program);
                    var cache = folder.resolve(program).resolve("app.aot");
                    // Java makes the file first and fills it last.
                    if (!Files.exists(cache) || Files.size(cache) == 0) {
                        throw new PartException(program + " ended without having written its cache");
                    }
                    say("%-13s cache of %d MiB".formatted(program, Files.size(cache) >> 20));
                }
            } catch (PartException | IOException e) {
                throw new PartException(e.getMessage() + logs(stack, options), e);
            }
        }
    }

    private static void start(Containers without, Containers with) {
        var options = StackOptions.fresh();
        // Otherwise Java leaves a cache aside that does not fit, and says nothing.
        var strict =
                everywhere(everywhere(options, "JDK_JAVA_OPTIONS", "-XX:AOTMode=on"), "TELLERS_SHUTDOWN_DELAY", NOTICE);
        // Both speak of the same parts and databases.
        try (var plain = Stack.claimed(
                        everywhere(options, "TELLERS_SHUTDOWN_DELAY", "0s").withContainers(Optional.of(without)));
                var cached = Stack.claimed(strict.withContainers(Optional.of(with)))) {
            try {
                plain.start("postgres");
                plain.start("kafka");
                for (var program : programs(options)) {
                    plain.start(program);
                    plain.stop(program);
                    // Now that its tables are made.
                    var slow = startOf(program, plain);
                    plain.stop(program);
                    var fast = startOf(program, cached);
                    endWithNotice(program, cached);
                    System.out.printf(
                            "%-13s ready after %.2f s without its cache of classes, %.2f s with it: ratio %.1f%n",
                            program,
                            slow.toMillis() / 1e3,
                            fast.toMillis() / 1e3,
                            (double) slow.toMillis() / fast.toMillis());
                }
            } catch (PartException e) {
                throw new PartException(e.getMessage() + logs(plain, options), e);
            }
        }
    }

    /** From the beginning of the process until it is ready. */
    private static Duration startOf(String program, Stack stack) {
        stack.start(program);
        var ready = Instant.now();
        return Duration.between(stack.began(program), ready);
    }

    /** Told to end, a program must say that it is not ready while it still serves: nobody is to find a closed door. */
    private static void endWithNotice(String program, Stack stack) {
        var service = program.equals("gateway") ? stack.votersOrigin() : stack.service(program);
        var health = stack.management(program).resolve("/q/health/");
        var ended = CompletableFuture.runAsync(() -> stack.stop(program));
        var gaveNotice = false;
        while (!ended.isDone()) {
            gaveNotice |= Http.ok(health.resolve("live"))
                    && !Http.ok(health.resolve("ready"))
                    && Sockets.answers(service.getPort());
        }
        ended.join();
        if (!gaveNotice) {
            throw new PartException(program + " was ready until it hung up; it is to say before that it will end");
        }
    }

    private static StackOptions everywhere(StackOptions options, String variable, String value) {
        var changed = options;
        for (var program : programs(options)) {
            changed = changed.withEnvironment(program, variable, value);
        }
        return changed;
    }

    private static List<String> programs(StackOptions options) {
        var programs = new ArrayList<>(options.project().databases().services());
        programs.add("gateway");
        return programs;
    }

    /** The folder with the logs goes with the stack. */
    private static String logs(Stack stack, StackOptions options) {
        var ends = new StringBuilder();
        for (var program : programs(options)) {
            try {
                if (Files.exists(stack.log(program))) {
                    var lines = Files.readAllLines(stack.log(program));
                    lines.subList(Math.max(0, lines.size() - LINES_OF_A_FAILURE), lines.size())
                            .forEach(line -> ends.append("\n  ")
                                    .append(program)
                                    .append(" | ")
                                    .append(line));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ends.toString();
    }

    private static void say(String line) {
        System.out.println("  " + line);
    }
}
