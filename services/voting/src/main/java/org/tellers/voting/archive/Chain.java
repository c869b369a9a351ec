package org.tellers.voting.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.archive.ArchiveEvent;
import org.tellers.crypto.archive.ArchiveWriter;
import org.tellers.crypto.archive.EventType;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.VotingBallot;

/**
 * The chain of events of each ballot (Belenios specification, Public data): only ever appended to, by whoever holds the
 * lock of the ballot's row.
 */
@ApplicationScoped
public class Chain {
    private static final int PAGE = 256;

    private final Sql sql;

    Chain(Sql sql) {
        this.sql = sql;
    }

    /**
     * What happens next.
     *
     * @param type kind of event
     * @param data what precedes the event in the archive; the last is its payload; empty for EndBallots
     */
    public record Next(EventType type, List<byte[]> data) {}

    /**
     * A stored event.
     *
     * @param height its place
     * @param type its kind
     * @param content its bytes
     * @param data the data before it
     */
    public record Stored(int height, EventType type, byte[] content, List<byte[]> data) {}

    /**
     * Appends events in this order and moves the head.
     *
     * @param locked the ballot's row, locked by this transaction
     */
    public void append(VotingBallot locked, List<Next> events) {
        List<@Nullable Object[]> eventRows = new ArrayList<>(events.size());
        List<@Nullable Object[]> dataRows = new ArrayList<>(events.size());
        for (Next next : events) {
            Optional<String> payload = next.data().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Sha256.hex(next.data().getLast()));
            ArchiveEvent event = locked.head == null || locked.height == null
                    ? new ArchiveEvent(Optional.empty(), 0, next.type(), payload)
                    : ArchiveEvent.following(locked.head, locked.height, next.type(), payload);
            byte[] content = event.bytes();
            for (int part = 0; part < next.data().size(); part++) {
                dataRows.add(new @Nullable Object[] {
                    locked.uuid, event.height(), part, next.data().get(part)
                });
            }
            locked.archiveSize += Stream.concat(next.data().stream(), Stream.of(content))
                    .mapToLong(bytes -> ArchiveWriter.entrySize(bytes.length))
                    .sum();
            eventRows.add(new @Nullable Object[] {
                locked.uuid, event.height(), next.type().name(), payload.orElse(null), content, locked.archiveSize
            });
            locked.height = event.height();
            locked.head = Sha256.hex(content);
        }
        sql.changeEach("INSERT INTO chain_data (ballot, height, part, content) VALUES (?, ?, ?, ?)", dataRows);
        sql.changeEach(
                "INSERT INTO chain_event (ballot, height, type, payload, content, ends) VALUES (?, ?, ?, ?, ?, ?)",
                eventRows);
    }

    /** Whether a ballot of these bytes is in the box. */
    public boolean holdsBallot(String ballot, String hash) {
        return sql.one(
                        "SELECT 1 FROM chain_event WHERE ballot = ? AND payload = ? AND type = 'BALLOT'",
                        row -> true,
                        ballot,
                        hash)
                .isPresent();
    }

    /**
     * A place in the archive between two events.
     *
     * @param height of the event before it, -1 at the beginning
     * @param offset bytes before it, the archive's header not counted
     */
    record Place(int height, long offset) {}

    /** The last place that is not beyond the given offset. */
    Place placeBefore(String ballot, long offset) {
        return sql.one(
                        "SELECT height, ends FROM chain_event WHERE ballot = ? AND ends <= ? ORDER BY ends DESC LIMIT"
                                + " 1",
                        row -> new Place(row.getInt(1), row.getLong(2)),
                        ballot,
                        offset)
                .orElse(new Place(-1, 0));
    }

    /** The hashes of a page of the ballots in the box, in the archive's order; nothing but ballots lies between them. */
    public List<String> ballotsAfter(String ballot, int height, int most) {
        return sql.list("""
            SELECT payload FROM chain_event WHERE ballot = ? AND height > ? AND type = 'BALLOT'
            ORDER BY height LIMIT ?
            """, row -> row.getString(1), ballot, height, most);
    }

    /** The events after the given height, a page of them; empty at the end. -1 begins at the first. */
    public List<Stored> after(String ballot, int height, int upTo) {
        record Row(int height, EventType type, byte[] content, byte @Nullable [] data) {}
        List<Row> rows = sql.list(
                """
                SELECT e.height, e.type, e.content, d.content
                FROM (SELECT height, type, content FROM chain_event
                      WHERE ballot = ? AND height > ? AND height <= ? ORDER BY height LIMIT ?) e
                LEFT JOIN chain_data d ON d.ballot = ? AND d.height = e.height
                ORDER BY e.height, d.part
                """,
                row -> new Row(row.getInt(1), EventType.valueOf(row.getString(2)), row.getBytes(3), row.getBytes(4)),
                ballot,
                height,
                upTo,
                PAGE,
                ballot);
        List<Stored> events = new ArrayList<>();
        for (Row row : rows) {
            if (events.isEmpty() || events.getLast().height() != row.height()) {
                events.add(new Stored(row.height(), row.type(), row.content(), new ArrayList<>()));
            }
            if (row.data() != null) {
                events.getLast().data().add(row.data());
            }
        }
        return events;
    }
}
