package org.tellers.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.Election;
import org.tellers.crypto.json.Json;

/** One of the elections in {@code vectors/}, made with belenios-tool 3.3.0. */
public record Vectors(String name) {
    /** The root of the repository. */
    public static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(path.resolve("vectors"))) {
            path = path.getParent();
        }
        return path;
    }

    /** A file's bytes. */
    public byte[] bytes(String file) {
        try {
            return Files.readAllBytes(root().resolve("vectors").resolve(name).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON file's bytes without the newline that the archive does not have. */
    public byte[] json(String file) {
        return text(file).strip().getBytes(StandardCharsets.UTF_8);
    }

    /** A file's text. */
    public String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** The election. */
    public Election election() {
        return Election.parse(json("election.json"));
    }

    /** The bytes of every ballot, in order. */
    public List<byte[]> ballots() {
        try (Stream<Path> files =
                Files.list(root().resolve("vectors").resolve(name).resolve("ballots"))) {
            return files.map(path -> "ballots/" + path.getFileName())
                    .sorted()
                    .map(this::json)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The voting codes. */
    public List<PrivateCredential> privateCredentials() {
        return text("private_credentials.txt")
                .lines()
                .map(PrivateCredential::parse)
                .toList();
    }

    /** What each voter voted, by question and choice. */
    public List<List<List<Integer>>> votes() {
        List<List<List<Integer>>> votes = new ArrayList<>();
        text("votes.txt")
                .lines()
                .forEach(line -> votes.add(Json.parseCanonical(line.getBytes(StandardCharsets.UTF_8), 4096)
                        .items(question -> question.items(m -> m.integer(0, 1)))));
        return votes;
    }

    @Override
    public String toString() {
        return name;
    }
}
