package org.tellers.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Our programs as containers in place of processes, with the same configuration.
 *
 * @param engine the command, {@code podman} or {@code docker}
 * @param images name of the images, with {@code *} where the name of the service, or {@code gateway}, stands
 * @param memoryMib what each may use; it is killed when it uses more
 * @param training a folder in which each program's cache of classes is written when it ends
 */
public record Containers(String engine, String images, int memoryMib, Optional<Path> training) {
    /** What a container has in production where nothing else is said. */
    private static final int USUAL_MIB = 384;
    /** The cache is made by a second JVM before the first ends, each with some 600 MiB. */
    private static final int TRAINING_MIB = 2048;

    /**
     * What the environment asks for: {@code TELLERS_IMAGES}, for example {@code registry.example/tellers-*:1.2}, and
     * {@code TELLERS_ENGINE}.
     *
     * @throws PartException when the name of the images has no place for a program's name
     */
    public static Optional<Containers> asked(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("TELLERS_IMAGES"))
                .map(images -> new Containers(
                        environment.getOrDefault("TELLERS_ENGINE", "podman"), images, USUAL_MIB, Optional.empty()));
    }

    /** Refuses a name that would be the same for all. */
    public Containers {
        if (!images.contains("*")) {
            throw new PartException("TELLERS_IMAGES is \"" + images + "\": write * where the service's name stands, for"
                    + " example localhost/tellers-*:1.2");
        }
    }

    /** The image of a service, or of the gateway. */
    public String image(String program) {
        return images.replace("*", program);
    }

    /** The same with other images. */
    Containers named(String others) {
        return new Containers(engine, others, memoryMib, training);
    }

    /** The same, each program writing its cache below the folder. */
    Containers training(Path folder) {
        return new Containers(engine, images, TRAINING_MIB, Optional.of(folder.toAbsolutePath()));
    }
}
