package org.tellers.reporting.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tellers.service.Problem;

/**
 * What reporting knows of a ballot. The facts it is made of come from several topics in any order, so every part may be
 * missing; nothing in it belongs to a person.
 */
@Entity
@Table(name = "ballot")
public class Ballot extends PanacheEntityBase {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    public String uuid;

    public @Nullable String name;

    @Column(name = "opens_at")
    public @Nullable Instant opensAt;

    @Column(name = "closes_at")
    public @Nullable Instant closesAt;

    public @Nullable String election;
    public @Nullable String trustees;
    public @Nullable String charter;
    public @Nullable String fingerprint;
    public boolean cancelled;

    @Column(name = "roll_version")
    public int rollVersion;

    public @Nullable Integer entitled;

    @Column(name = "turnout_batch")
    public int turnoutBatch;

    @Column(name = "votes_cast")
    public int votesCast;

    @Column(name = "turnout_as_at")
    public @Nullable Instant turnoutAsAt;

    @Column(name = "closed_head")
    public @Nullable String closedHead;

    @Column(name = "closed_cast")
    public @Nullable Integer closedCast;

    @Column(name = "encrypted_tally")
    public @Nullable String encryptedTally;

    @Column(name = "sized_encrypted_tally")
    public @Nullable String sizedEncryptedTally;

    /** Belenios result under the seal: nobody reads it before the declaration without a trace. */
    @Column(name = "sealed_result")
    public byte @Nullable [] sealedResult;

    @Column(name = "counted_at")
    public @Nullable Instant countedAt;

    /** Needed by Hibernate. */
    protected Ballot() {}

    /** The ballot, locked for this transaction; made when this is the first fact about it. */
    public static Ballot lockedOrNew(String uuid) {
        getEntityManager()
                .createNativeQuery("insert into ballot (uuid) values (:uuid) on conflict do nothing")
                .setParameter("uuid", uuid)
                .executeUpdate();
        return findById(uuid, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The ballot, locked for this transaction; 404 when unknown. */
    public static Ballot locked(String uuid) {
        Ballot ballot = findById(uuid, LockModeType.PESSIMISTIC_WRITE);
        return known(ballot);
    }

    /** The ballot; 404 when unknown. */
    public static Ballot named(String uuid) {
        Ballot ballot = findById(uuid);
        return known(ballot);
    }

    private static Ballot known(@Nullable Ballot ballot) {
        // A ballot known only from a figure of another service is not yet a ballot to people.
        if (ballot == null || ballot.name == null) {
            throw Problem.notFound("ballot-not-found", "There is no approved ballot with this identifier.");
        }
        return ballot;
    }

    public boolean closed() {
        return closedHead != null;
    }

    public boolean counted() {
        return sealedResult != null;
    }

    /** A text of the charter, such as {@code /publication/turnout}; empty before the ballot is keyed. */
    public Optional<String> charterText(String pointer) {
        return Optional.ofNullable(charter).map(text -> {
            try {
                JsonNode node = JSON.readTree(text).at(pointer);
                return node.isMissingNode() ? null : node.asText();
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("The charter of ballot " + uuid + " is not JSON", e);
            }
        });
    }
}
