package org.tellers.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.archive.ArchiveEvent;
import org.tellers.crypto.archive.ArchiveReader;
import org.tellers.crypto.archive.ArchiveWriter;
import org.tellers.crypto.archive.EventType;

/** An archive taken apart into its events and their data, and put together again with every hash made right. */
record Chain(long timestamp, List<Step> steps) {
    /** An event and the data that belongs to it, the payload last. */
    record Step(EventType type, List<byte[]> data) {
        Step {
            data = List.copyOf(data);
        }

        /** The same with other data in one place, what refers to it by its hash made to refer to the new. */
        Step with(int index, byte[] other) {
            List<byte[]> changed = new ArrayList<>(data);
            changed.set(index, other);
            for (int i = index + 1; i < changed.size(); i++) {
                changed.set(
                        i,
                        text(changed.get(i))
                                .replace(Sha256.hex(data.get(index)), Sha256.hex(other))
                                .getBytes(StandardCharsets.UTF_8));
            }
            return new Step(type, changed);
        }
    }

    Chain {
        steps = List.copyOf(steps);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Chain of(byte[] archive) {
        try {
            ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(archive));
            List<Step> steps = new ArrayList<>();
            List<byte[]> data = new ArrayList<>();
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get().kind() == ArchiveReader.Kind.DATA) {
                    data.add(entry.get().bytes());
                } else {
                    steps.add(new Step(ArchiveEvent.parse(entry.get().bytes()).type(), data));
                    data = new ArrayList<>();
                }
            }
            return new Chain(reader.timestamp(), steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Chain with(int index, Step step) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return new Chain(timestamp, changed);
    }

    byte[] archive() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ArchiveWriter writer = new ArchiveWriter(out, timestamp);
            Optional<ArchiveEvent> head = Optional.empty();
            for (Step step : steps) {
                for (byte[] data : step.data()) {
                    writer.data(data);
                }
                Optional<String> payload = step.data().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Sha256.hex(step.data().getLast()));
                ArchiveEvent event = head.map(
                                before -> ArchiveEvent.following(before.hash(), before.height(), step.type(), payload))
                        .orElseGet(() -> new ArchiveEvent(Optional.empty(), 0, step.type(), payload));
                writer.event(event);
                head = Optional.of(event);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash of the last event. */
    String head() {
        Optional<ArchiveEvent> head = Optional.empty();
        for (Step step : steps) {
            Optional<String> payload = step.data().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Sha256.hex(step.data().getLast()));
            head = Optional.of(
                    head.map(before -> ArchiveEvent.following(before.hash(), before.height(), step.type(), payload))
                            .orElseGet(() -> new ArchiveEvent(Optional.empty(), 0, step.type(), payload)));
        }
        return head.orElseThrow().hash();
    }
}
