package org.tellers.crypto.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.fault.ArchiveFault;
import org.tellers.crypto.fault.ProtocolViolation;
import org.tellers.crypto.json.Json;
import org.tellers.crypto.json.JsonNode;

/**
 * Reads an archive entry by entry and refuses every byte that {@link ArchiveWriter} would not have written, so that a
 * read archive has one form only. What the entries mean is for {@link ArchiveCheck}.
 */
public final class ArchiveReader {
    /** The most bytes of an entry: a list of three million credentials. */
    private static final long MOST_BYTES = 1 << 28;

    private final InputStream in;
    private final long timestamp;
    private int entries;

    /** What an entry holds. */
    public enum Kind {
        DATA,
        EVENT
    }

    /**
     * An entry after the header.
     *
     * @param hash the SHA-256 of its bytes in hexadecimal, checked against its name
     */
    public record Entry(Kind kind, String hash, byte[] bytes) {}

    /**
     * Reads the header.
     *
     * @throws ProtocolViolation {@link ArchiveFault#TAR} or {@link ArchiveFault#HEADER}
     */
    public ArchiveReader(InputStream in) throws IOException {
        this.in = in;
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        if (block.length != TarHeader.BLOCK
                || !TarHeader.name(block).equals(ArchiveWriter.HEADER_NAME)
                || TarHeader.size(block) < 0
                || TarHeader.size(block) > TarHeader.BLOCK) {
            throw new ProtocolViolation(ArchiveFault.HEADER, "");
        }
        byte[] content = content(block);
        JsonNode header = Json.parseCanonical(content, TarHeader.BLOCK).object("version", "timestamp");
        String time = header.get("timestamp").text();
        if (header.get("version").integer(0, Integer.MAX_VALUE) != 1 || !time.matches("0|[1-9][0-9]{0,9}")) {
            throw new ProtocolViolation(ArchiveFault.HEADER, "");
        }
        timestamp = Long.parseLong(time);
        requireExact(block, ArchiveWriter.HEADER_NAME, content);
    }

    /** The archive's time, seconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    /**
     * The next entry, or nothing at the end.
     *
     * @throws ProtocolViolation {@link ArchiveFault#TAR} or {@link ArchiveFault#NAME} with the number of the entry
     */
    public Optional<Entry> next() throws IOException {
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        if (block.length == 0) {
            return Optional.empty();
        }
        entries++;
        if (block.length != TarHeader.BLOCK) {
            throw violation(ArchiveFault.TAR);
        }
        byte[] content = content(block);
        String hash = Sha256.hex(content);
        String name = TarHeader.name(block);
        Kind kind;
        if (name.equals(hash + ArchiveWriter.DATA_SUFFIX)) {
            kind = Kind.DATA;
        } else if (name.equals(hash + ArchiveWriter.EVENT_SUFFIX)) {
            kind = Kind.EVENT;
        } else {
            throw violation(ArchiveFault.NAME);
        }
        requireExact(block, name, content);
        return Optional.of(new Entry(kind, hash, content));
    }

    private byte[] content(byte[] block) throws IOException {
        long size = TarHeader.size(block);
        if (size < 0 || size > MOST_BYTES) {
            throw violation(ArchiveFault.TAR);
        }
        byte[] content = in.readNBytes((int) size);
        byte[] padding = in.readNBytes(TarHeader.padding(size));
        if (content.length != size
                || padding.length != TarHeader.padding(size)
                || !Arrays.equals(padding, new byte[padding.length])) {
            throw violation(ArchiveFault.TAR);
        }
        return content;
    }

    private void requireExact(byte[] block, String name, byte[] content) {
        if (!Arrays.equals(block, TarHeader.of(name, content.length, timestamp))) {
            throw violation(ArchiveFault.TAR);
        }
    }

    private ProtocolViolation violation(ArchiveFault fault) {
        return new ProtocolViolation(fault, "entry " + entries);
    }
}
