package org.tellers.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The source tree the launcher works in, found from the system property {@code tellers.root} or upwards from the
 * working folder. What is declared there, and not in code, decides which topics, databases and roles exist.
 *
 * @param root the folder with {@code contracts/topics.yaml}
 */
public record Project(Path root) {

    /** @throws PartException when the working folder is not inside the project */
    public static Project find() {
        var named = System.getProperty("tellers.root");
        var folder = Path.of(named == null ? "" : named).toAbsolutePath();
        for (var at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("contracts/topics.yaml"))) {
                return new Project(at);
            }
        }
        throw new PartException(
                "No contracts/topics.yaml in " + folder + " or above: run this inside the source tree of Tellers");
    }

    /** The topics declared in {@code contracts/topics.yaml}. */
    public Topics topics() {
        return read("contracts/topics.yaml", Topics.class);
    }

    /** The databases and roles declared in {@code contracts/databases.yaml}. */
    public Databases databases() {
        return read("contracts/databases.yaml", Databases.class);
    }

    private <T> T read(String file, Class<T> type) {
        try {
            return JsonMapper.builder(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(root.resolve(file).toFile(), type);
        } catch (IOException e) {
            throw new PartException(
                    root.resolve(file) + ": "
                            + e.getMessage().lines().findFirst().orElse("cannot be read"),
                    e);
        }
    }
}
