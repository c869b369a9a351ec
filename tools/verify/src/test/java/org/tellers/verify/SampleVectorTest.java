package org.tellers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tellers.crypto.additions.Additions;

/**
 * {@code vectors/tellers} is the sample ballot: archive, public additions, audit pack. Other programs of ours are tried
 * with it. {@link #main} writes it again.
 */
class SampleVectorTest {
    private static Map<String, byte[]> files() {
        SampleBallot sample = new SampleBallot();
        byte[] archive = sample.archive();
        Additions additions = sample.additions();
        return new TreeMap<>(Map.of(
                "archive.bel", archive,
                "additions.json", SampleBallot.publicPart(additions).bytes(),
                "audit-pack.json", additions.bytes()));
    }

    /** Writes the files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Project.root().resolve("vectors/tellers"));
        for (var file : files().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void theVectorIsTheSampleBallot() {
        files().forEach((name, bytes) ->
                assertThat(Project.vector("tellers/" + name)).as(name).isEqualTo(bytes));
    }
}
