package org.tellers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys of one installation, each in a file that only its owner may read. */
final class Secrets {
    private static final int KEY_BYTES = 32;

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The file with the key that seals this service's secrets at rest: 32 random bytes in base64, made once. */
    Path sealKey(String service) {
        var file = folder.resolve(service + "-seal.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                var key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                var fresh = folder.resolve(service + "-seal.new");
                Files.deleteIfExists(fresh);
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new PartException("The key file " + file + " cannot be made: " + e.getMessage(), e);
        }
    }
}
