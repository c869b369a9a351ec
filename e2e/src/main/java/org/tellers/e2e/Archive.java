package org.tellers.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.archive.ArchiveCheck;
import org.tellers.crypto.archive.ArchiveEvent;
import org.tellers.crypto.archive.ArchiveReader;
import org.tellers.crypto.archive.EventType;
import org.tellers.local.PlainHttp;

/**
 * A downloaded public archive.
 *
 * @param file the {@code .bel} file
 * @param ballots the ballots in the order of the chain, exact bytes
 */
record Archive(Path file, List<byte[]> ballots) {

    /** Downloads the archive as anyone can. */
    static Archive download(URI votersOrigin, String ballot, Path file) {
        URI address = votersOrigin.resolve("/api/voting/ballots/" + ballot + "/archive");
        try {
            HttpResponse<Path> response = PlainHttp.client()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofMinutes(2))
                                    .build(),
                            HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The archive answers " + response.statusCode());
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The archive cannot be downloaded", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while downloading the archive", e);
        }
    }

    /** Reads a file that was downloaded. */
    static Archive read(Path file) throws IOException {
        Map<String, byte[]> data = new HashMap<>();
        List<byte[]> ballots = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            ArchiveReader reader = new ArchiveReader(in);
            for (Optional<ArchiveReader.Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
                ArchiveReader.Entry entry = next.get();
                if (entry.kind() == ArchiveReader.Kind.DATA) {
                    data.put(entry.hash(), entry.bytes());
                } else {
                    ArchiveEvent event = ArchiveEvent.parse(entry.bytes());
                    if (event.type() == EventType.BALLOT) {
                        ballots.add(data.get(event.payload().orElseThrow()));
                    }
                }
            }
        }
        return new Archive(file, List.copyOf(ballots));
    }

    /** Smart ballot trackers in the order of the chain. */
    List<String> trackers() {
        return ballots.stream().map(Sha256::base64).toList();
    }

    /** Checks everything our own verifier checks; a box that takes one vote a credential. */
    ArchiveCheck.Report check() {
        try (InputStream in = Files.newInputStream(file)) {
            return ArchiveCheck.check(in, ArchiveCheck.Revoting.REFUSED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
