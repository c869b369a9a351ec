package org.tellers.local.demo;

import java.nio.file.Path;

/**
 * A person who holds a part of the count key, and the folder on that person's own machine.
 *
 * @param person sign-in name
 * @param folder where the key file lies; nothing of it ever reaches the suite
 */
public record Trustee(String person, Path folder) {

    /** The key file, protected by a passphrase. */
    public Path keyFile() {
        return folder.resolve(person + ".key");
    }

    /** The seat's confirmation, which holds its share of the key encrypted to itself. */
    public Path outputFile() {
        return folder.resolve(person + ".voutput");
    }

    /** What the others sent for this seat of the key ceremony. */
    Path inputFile() {
        return folder.resolve(person + ".vinput");
    }
}
