package org.tellers.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs out of the jar on the class path, unpacked once for each version. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin/postgres}. Several processes may ask at the same time.
     *
     * @param cache where versions are unpacked
     * @throws PartException when there are no binaries for this kind of machine
     */
    static Path unpackedUnder(Path cache) {
        var resource = "/postgres-linux-" + architecture() + ".txz";
        try (var in = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new PartException("There is no PostgreSQL for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + " here: use Linux on x86_64");
            }
            var bytes = in.readAllBytes();
            var folder = cache.resolve("postgres-" + digest(bytes));
            if (!Files.exists(folder)) {
                Files.createDirectories(cache);
                var fresh = Files.createTempDirectory(cache, "postgres-unpacking");
                unpack(new ByteArrayInputStream(bytes), fresh);
                moveOnce(fresh, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new PartException("PostgreSQL cannot be unpacked under " + cache + ": " + e.getMessage(), e);
        }
    }

    private static String architecture() {
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> arch;
        };
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry leaves the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
                }
            }
        }
    }

    private static void moveOnce(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process was faster; its copy is as good.
            Folders.delete(fresh);
        }
    }
}
