package org.tellers.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository that the tests read. */
final class Project {
    private Project() {}

    /** The root of the repository. */
    static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(path.resolve("vectors"))) {
            path = java.util.Objects.requireNonNull(path.getParent());
        }
        return path;
    }

    /** A file of {@code vectors/}. */
    static byte[] vector(String path) {
        try {
            return Files.readAllBytes(root().resolve("vectors").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON file of {@code vectors/}, without the newline that the archive does not have. */
    static byte[] json(String path) {
        return new String(vector(path), StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
    }
}
