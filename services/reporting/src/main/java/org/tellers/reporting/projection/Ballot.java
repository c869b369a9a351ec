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
import org.tellers.contracts.voting.CredentialCounts;
import org.tellers.crypto.additions.Minima;
import org.tellers.reporting.policy.PublicationPolicy;
import org.tellers.reporting.policy.ResultPolicy;
import org.tellers.reporting.policy.TurnoutPolicy;
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

    /** When votes were announced last. */
    @Column(name = "turnout_as_at")
    public @Nullable Instant turnoutAsAt;

    /** Votes cast when the period of the live turnout began in which votes were announced last. */
    @Column(name = "votes_cast_before")
    public int votesCastBefore;

    @Column(name = "closed_head")
    public @Nullable String closedHead;

    @Column(name = "closed_cast")
    public @Nullable Integer closedCast;

    @Column(name = "encrypted_tally")
    public @Nullable String encryptedTally;

    @Column(name = "sized_encrypted_tally")
    public @Nullable String sizedEncryptedTally;

    /** Who holds which key, as announced: JSON array of owner and name. */
    public @Nullable String holders;

    @Column(name = "policy_turnout")
    @Nullable
    String policyTurnout;

    @Column(name = "policy_result")
    @Nullable
    String policyResult;

    @Column(name = "policy_breakdown")
    @Nullable
    String policyBreakdown;

    @Column(name = "policy_minimum_cast")
    @Nullable
    Integer policyMinimumCast;

    @Column(name = "policy_minimum_entitled")
    @Nullable
    Integer policyMinimumEntitled;

    @Column(name = "policy_reason")
    public @Nullable String policyReason;

    @Column(name = "policy_changed_at")
    public @Nullable Instant policyChangedAt;

    @Column(name = "setup_hash")
    public @Nullable String setupHash;

    @Column(name = "setup_listed")
    public @Nullable Integer setupListed;

    @Column(name = "setup_active")
    public @Nullable Integer setupActive;

    @Column(name = "setup_roll_version")
    public @Nullable Integer setupRollVersion;

    @Column(name = "credential_log_head")
    public @Nullable String credentialLogHead;

    /** Whether the close named the votes of each constituency. */
    @Column(name = "constituencies_closed")
    public boolean constituenciesClosed;

    @Column(name = "close_roll_version")
    @Nullable
    Integer closeRollVersion;

    @Column(name = "close_listed")
    @Nullable
    Integer closeListed;

    @Column(name = "close_active")
    @Nullable
    Integer closeActive;

    @Column(name = "close_revoked")
    @Nullable
    Integer closeRevoked;

    @Column(name = "close_reserve")
    @Nullable
    Integer closeReserve;

    @Column(name = "close_used")
    @Nullable
    Integer closeUsed;

    /** The votes cast are fewer than the minimum: nothing is ever decrypted. */
    @Column(name = "below_minimum")
    public boolean belowMinimum;

    /** What went wrong between close and count, in a sentence for people; no figures. */
    @Column(name = "count_fault")
    public @Nullable String countFault;

    @Column(name = "sums_formed_at")
    public @Nullable Instant sumsFormedAt;

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

    /** The credentials as the box counted them; empty when it did not say. */
    public Optional<CredentialCounts> closeCounts() {
        return closeRollVersion == null
                ? Optional.empty()
                : Optional.of(new CredentialCounts(
                        closeRollVersion, closeListed, closeActive, closeRevoked, closeReserve, closeUsed));
    }

    /** Notes the credentials as the box counted them. */
    void closeCounts(CredentialCounts counts) {
        closeRollVersion = counts.rollVersion();
        closeListed = counts.listed();
        closeActive = counts.active();
        closeRevoked = counts.revoked();
        closeReserve = counts.reserve();
        closeUsed = counts.used();
    }

    /** What of this ballot is published; empty before it is keyed. */
    public Optional<PublicationPolicy> policy() {
        if (charter == null) {
            return Optional.empty();
        }
        PublicationPolicy fixed = PublicationPolicy.of(charter);
        if (policyTurnout == null) {
            return Optional.of(fixed);
        }
        return Optional.of(new PublicationPolicy(
                TurnoutPolicy.of(policyTurnout),
                ResultPolicy.of(policyResult),
                policyBreakdown,
                new Minima(policyMinimumCast, policyMinimumEntitled),
                fixed.levels()));
    }

    /** Replaces the policy; one changed after opening only ever becomes stricter. */
    void change(PublicationPolicy to, String reason, Instant at) {
        PublicationPolicy holds = opensAt == null || at.isBefore(opensAt)
                ? to
                : policy().map(before -> before.stricter(to)).orElse(to);
        policyTurnout = holds.turnout().name();
        policyResult = holds.result().name();
        policyBreakdown = holds.breakdown();
        policyMinimumCast = holds.minima().cast();
        policyMinimumEntitled = holds.minima().entitled();
        policyReason = reason;
        policyChangedAt = at;
    }

    /** The name of a key's holder, for people. */
    public String holder(int owner) {
        if (holders != null) {
            try {
                for (JsonNode holder : JSON.readTree(holders)) {
                    if (holder.path("owner").intValue() == owner) {
                        return holder.path("name").asText();
                    }
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The holders of ballot " + uuid + " are not JSON", e);
            }
        }
        return "Trustee " + owner;
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
