package org.tellers.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The independent peer: belenios-tool, which knows nothing of Tellers, judges an archive of ours. */
final class BeleniosTool {

    private final Path project;

    BeleniosTool(Path project) {
        this.project = project;
    }

    /**
     * Verifies an archive as a whole, each of its ballots singly (the whole-archive check passes over invalid ballots
     * before the tally), and recomputes the result.
     *
     * @param setup the same archive as it was before the first ballot: to a later one a ballot of its own is a duplicate
     * @param archive a {@code .bel} file with a result
     * @param ballots the archive's ballots, exact bytes
     * @return the result as belenios-tool computes it
     */
    String judge(Path setup, Path archive, List<byte[]> ballots) {
        try {
            Path empty = Files.createTempDirectory("tellers-belenios-setup");
            Files.copy(setup, empty.resolve("archive.bel"));
            Path each = Files.createTempFile("tellers-ballot", ".json");
            for (int i = 0; i < ballots.size(); i++) {
                Files.write(each, ballots.get(i));
                run(empty, List.of("election", "verify-ballot", "--dir", ".", "--ballot", each.toString()))
                        .expectSuccess("belenios-tool election verify-ballot, ballot " + (i + 1));
            }
            Files.delete(each);
            Path whole = Files.createTempDirectory("tellers-belenios");
            Files.copy(archive, whole.resolve("archive.bel"));
            run(whole, List.of("election", "verify", "--dir", ".")).expectSuccess("belenios-tool election verify");
            return run(whole, List.of("election", "compute-result", "--dir", "."))
                    .expectSuccess("belenios-tool election compute-result")
                    .output()
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tool.Outcome run(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(project.resolve("tools/belenios-tool").toString());
        command.addAll(arguments);
        return Tool.run(folder, Duration.ofMinutes(5), command);
    }
}
