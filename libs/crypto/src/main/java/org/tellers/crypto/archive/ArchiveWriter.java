package org.tellers.crypto.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.json.Json;

/**
 * Writes an archive ({@code .bel}) in the order given, byte for byte as Belenios does. It holds nothing back, so an
 * archive of any size streams through. The caller writes an event's data before the event: the data that its payload
 * refers to first, then the payload.
 */
public final class ArchiveWriter {
    static final String HEADER_NAME = "BELENIOS";
    static final String DATA_SUFFIX = ".data.json";
    static final String EVENT_SUFFIX = ".event.json";

    private final OutputStream out;
    private final long timestamp;

    /**
     * Starts an archive with its header.
     *
     * @param timestamp seconds since 1970, the begin of the election; the time of every entry
     */
    public ArchiveWriter(OutputStream out, long timestamp) throws IOException {
        this.out = out;
        this.timestamp = timestamp;
        entry(HEADER_NAME, header(timestamp));
    }

    static byte[] header(long timestamp) {
        return Json.object()
                .put("version", 1)
                .put("timestamp", Long.toString(timestamp))
                .build()
                .bytes();
    }

    /** Appends data. */
    public void data(byte[] json) throws IOException {
        entry(Sha256.hex(json) + DATA_SUFFIX, json);
    }

    /** Appends an event. */
    public void event(ArchiveEvent event) throws IOException {
        event(event.bytes());
    }

    /** Appends an event's stored bytes. */
    public void event(byte[] json) throws IOException {
        entry(Sha256.hex(json) + EVENT_SUFFIX, json);
    }

    private void entry(String name, byte[] content) throws IOException {
        out.write(TarHeader.of(name, content.length, timestamp));
        out.write(content);
        out.write(new byte[TarHeader.padding(content.length)]);
    }

    /** The number of bytes that an entry of the given content length takes, to tell an archive's size beforehand. */
    public static long entrySize(long contentLength) {
        return TarHeader.BLOCK + contentLength + TarHeader.padding(contentLength);
    }

    /** The number of bytes of the entry that every archive begins with. */
    public static long headerSize(long timestamp) {
        return entrySize(new String(header(timestamp), StandardCharsets.UTF_8).length());
    }
}
