package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.local.DemoRealm;
import org.tellers.local.Project;
import org.tellers.local.Stack;

/**
 * A whole ballot by people in browsers, from an empty system to the declared result ({@code e2e/browser/walk.mjs}), and
 * what is said of its archive by programs that know nothing of the pages. Its pictures are those of the guides.
 */
public final class Walk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final long LARGEST_PICTURE = 128 * 1024;
    private static final Pattern PICTURE = Pattern.compile("pictures/([a-z0-9-]+\\.png)");

    private final Stack stack;
    private final Path project;
    private final Path folder;

    private Walk(Stack stack, Path project, Path folder) {
        this.stack = stack;
        this.project = project;
        this.folder = folder;
    }

    /**
     * {@code Walk [folder]}: with a folder the pictures are kept there. Exit code 1 and one line for each fault when
     * anything is not as it must be.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("tellers-walk");
        Path pictures = arguments.length == 0 ? folder.resolve("pictures") : Path.of(arguments[0]);
        try (Stack stack = Stack.start(Smoke.options().withProgress(System.err::println))) {
            Walk walk = new Walk(stack, Project.find().root(), folder);
            JsonNode told = walk.run(pictures);
            walk.judge(told);
            walk.guides(told.path("pictures"));
            System.out.println(
                    "walk ok: %d screens in two languages, 0 findings of axe, 0 CSP violations, 0 console errors, nothing wider than 320 px; %d of %d voted; belenios-tool and tools/verify agree; %d pictures; %d s"
                            .formatted(
                                    told.path("screens").asInt(),
                                    told.path("trackers").size(),
                                    told.path("entitled").asInt(),
                                    told.path("pictures").size(),
                                    told.path("seconds").asInt()));
        } catch (RuntimeException e) {
            System.err.println("walk failed: " + e.getMessage());
            System.err.println("What people saw last is in " + pictures);
            System.exit(1);
        }
    }

    private JsonNode run(Path pictures) throws IOException {
        Path password = Files.writeString(
                folder.resolve("password"), DemoRealm.person("officer").password());
        Path output = folder.resolve("walk.json");
        Process browser = new ProcessBuilder(List.of(
                        "node",
                        "e2e/browser/walk.mjs",
                        "--hq",
                        stack.hqOrigin().toString(),
                        "--voters",
                        stack.votersOrigin().toString(),
                        "--mails",
                        stack.mailPage().toString(),
                        "--folder",
                        folder.toString(),
                        "--pictures",
                        pictures.toAbsolutePath().toString(),
                        "--password-file",
                        password.toString()))
                .directory(project.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!browser.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                browser.destroy();
                throw new IllegalStateException("the walk did not end within " + LONGEST.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            browser.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        Require.that(browser.exitValue() == 0, "the browser did not come to the end");
        JsonNode told = JSON.readTree(output.toFile());
        told.path("faults")
                .properties()
                .forEach(each -> Require.that(
                        each.getValue().asInt(-1) == 0, "%s faults: %s".formatted(each.getKey(), each.getValue())));
        Require.that(told.path("faults").size() == 4, "the walk did not count its faults: " + told);
        return told;
    }

    /** The archive that people downloaded holds their votes, and two independent programs accept it. */
    private void judge(JsonNode told) throws IOException {
        Archive archive = Archive.read(Path.of(told.path("archive").asText()));
        List<String> trackers = new ArrayList<>();
        told.path("trackers").forEach(tracker -> trackers.add(tracker.asText()));
        Require.that(
                new HashSet<>(archive.trackers()).equals(new HashSet<>(trackers))
                        && archive.trackers().size() == trackers.size(),
                "the archive does not hold exactly the acknowledged votes");
        ArchiveCheck.Report report = archive.check();
        Require.that(report.findings().isEmpty(), "our check finds faults in the archive: " + report.findings());
        Path setup = Path.of(told.path("setup").asText());
        String theirs = new BeleniosTool(project).judge(setup, archive.file(), archive.ballots());
        JsonNode counted = JSON.readTree(theirs).path("result");
        // Belenios counts a blank paper as one more answer, the first.
        for (int question = 0; question < counted.size(); question++) {
            List<Integer> votes = new ArrayList<>();
            counted.path(question).forEach(count -> votes.add(count.asInt()));
            List<Integer> shown = new ArrayList<>();
            told.path("figures").path(question).forEach(count -> shown.add(count.asInt()));
            Require.that(
                    votes.subList(votes.size() - shown.size(), votes.size()).equals(shown),
                    "belenios-tool computes %s, the page shows %s".formatted(theirs, told.path("figures")));
        }
        Tool.run(
                        folder,
                        Duration.ofMinutes(2),
                        List.of(
                                project.resolve("tools/verify/verify").toString(),
                                archive.file().toString(),
                                "--head",
                                told.path("head").asText()))
                .expectSuccess("tools/verify");
    }

    /** Every picture that a guide shows was made by this walk, is small, and stands in the folder of the guides. */
    private void guides(JsonNode made) throws IOException {
        made.properties()
                .forEach(picture -> Require.that(
                        picture.getValue().asLong() <= LARGEST_PICTURE,
                        "the picture %s has %d bytes, %d are allowed"
                                .formatted(picture.getKey(), picture.getValue().asLong(), LARGEST_PICTURE)));
        Path guides = project.resolve("docs/guide");
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.list(guides)) {
            for (Path guide :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher named = PICTURE.matcher(Files.readString(guide, StandardCharsets.UTF_8));
                while (named.find()) {
                    if (!made.has(named.group(1))
                            || !Files.exists(guides.resolve("pictures").resolve(named.group(1)))) {
                        missing.add(guide.getFileName() + ": " + named.group(1));
                    }
                }
            }
        }
        Require.that(missing.isEmpty(), "the guides show pictures that the walk does not make: " + missing);
    }
}
