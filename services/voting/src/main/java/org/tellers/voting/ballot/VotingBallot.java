package org.tellers.voting.ballot;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row of a ballot: its state, its window, its counts and the head of its chain. Whoever changes anything of a
 * ballot's box holds the lock of this row, taken by {@link #locked} before any other.
 *
 * <p>Facts arrive in any order, so the row may be there before the ballot is keyed.
 */
@Entity
@Table(name = "ballot")
public class VotingBallot extends PanacheEntityBase {
    @Id
    public String uuid = "";

    @Enumerated(EnumType.STRING)
    public BallotState state = BallotState.PREPARING;

    public @Nullable String name;
    public @Nullable String fingerprint;

    @Column(name = "opens_at")
    public @Nullable Instant opensAt;

    @Column(name = "closes_at")
    public @Nullable Instant closesAt;

    public @Nullable Integer chunks;

    @Column(name = "chunks_seen")
    public int chunksSeen;

    public @Nullable Integer listed;

    @Column(name = "listed_seen")
    public int listedSeen;

    @Column(name = "first_entitled")
    public @Nullable Integer firstEntitled;

    @Column(name = "first_admitted")
    public int firstAdmitted;

    @Column(name = "roll_version")
    public @Nullable Integer rollVersion;

    public @Nullable Integer entitled;

    /** Credentials that may vote or have voted. */
    public int active;

    public int revoked;

    @Column(name = "setup_hash")
    public @Nullable String setupHash;

    /** Height of the last event; absent before Setup. */
    public @Nullable Integer height;

    /** Hash of the last event; absent before Setup. */
    public @Nullable String head;

    /** Bytes of the archive after its header. */
    @Column(name = "archive_size")
    public long archiveSize;

    /** Batches of the credential log that are published; the one under way has this number. */
    @Column(name = "log_batches")
    public int logBatches;

    /** Head of the credential log; absent before Setup. */
    @Column(name = "log_head")
    public @Nullable String logHead;

    /** Ballots in the box. */
    public int votes;

    public boolean declared;

    /** The row, locked until the transaction ends; made when this is the first thing heard of the ballot. */
    public static VotingBallot locked(String uuid) {
        getEntityManager()
                .createNativeQuery("INSERT INTO ballot (uuid) VALUES (?1) ON CONFLICT DO NOTHING")
                .setParameter(1, uuid)
                .executeUpdate();
        return existing(uuid).orElseThrow();
    }

    /** The row of a ballot that is known, locked until the transaction ends. */
    public static Optional<VotingBallot> existing(String uuid) {
        return findByIdOptional(uuid, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether election, trustees and charter are here. */
    public boolean keyed() {
        return fingerprint != null;
    }

    /** When votes count; only of a keyed ballot. */
    public Window window() {
        if (opensAt == null || closesAt == null) {
            throw new IllegalStateException("ballot " + uuid + " is not keyed yet");
        }
        return new Window(opensAt, closesAt);
    }

    /**
     * The time on records about this ballot: the opening instant, so that no topic tells when someone voted. Nobody
     * votes before the ballot is keyed, so until then the present serves.
     */
    public Instant recordTime(Instant now) {
        return opensAt == null ? now : opensAt;
    }
}
