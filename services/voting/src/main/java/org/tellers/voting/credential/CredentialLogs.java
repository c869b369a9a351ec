package org.tellers.voting.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.tellers.crypto.additions.CredentialLog;
import org.tellers.crypto.additions.CredentialLog.Batch;
import org.tellers.crypto.additions.CredentialLog.Opening;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.VotingBallot;

/**
 * The public log of activations and revocations: sorted batches without person, reason or time, each head covering all
 * before it (protocol.md, What we add, 1 and 2). Batch 0 is all that may vote when Setup is written. Beside each activated
 * credential lies a commitment to its constituency, in an order of its own, so that nobody can tell whose is whose.
 */
@ApplicationScoped
public class CredentialLogs {
    private static final int PAGE = 2_000;

    private final Sql sql;
    private final SecureRandom random = new SecureRandom();

    CredentialLogs(Sql sql) {
        this.sql = sql;
    }

    private enum Kind {
        ACTIVATED,
        REVOKED,
        COMMITMENT
    }

    /** A nonce that hides the constituency of a credential. */
    String nonce() {
        return CredentialLog.nonce(random);
    }

    /** Notes an activation in the batch under way. */
    void activated(VotingBallot locked, String credential) {
        note(locked, Kind.ACTIVATED, List.of(credential));
    }

    /** Notes a revocation in the batch under way. */
    void revoked(VotingBallot locked, String credential) {
        note(locked, Kind.REVOKED, List.of(credential));
    }

    private void note(VotingBallot locked, Kind kind, Collection<String> values) {
        sql.change(
                "INSERT INTO credential_log_entry (ballot, batch, kind, value) SELECT ?, ?, ?, unnest(?)",
                locked.uuid,
                locked.logBatches,
                kind.name(),
                values);
    }

    /**
     * Ends the batch under way, if there is anything in it or it is the first, and moves the head. What changes later
     * belongs to the next.
     *
     * @param locked the row of a keyed ballot, locked by this transaction
     */
    public void endBatch(VotingBallot locked) {
        String fingerprint = Objects.requireNonNull(locked.fingerprint, "the ballot is keyed");
        int batch = locked.logBatches;
        List<String> activated = entries(locked.uuid, batch, Kind.ACTIVATED);
        List<String> revoked = entries(locked.uuid, batch, Kind.REVOKED);
        if (batch > 0 && activated.isEmpty() && revoked.isEmpty()) {
            return;
        }
        List<String> commitments = sql.list(
                """
                SELECT c.credential, c.constituency, c.nonce
                FROM credential_log_entry e JOIN credential c ON c.ballot = e.ballot AND c.credential = e.value
                WHERE e.ballot = ? AND e.batch = ? AND e.kind = 'ACTIVATED'
                """,
                row -> CredentialLog.commitment(
                        fingerprint, new Opening(row.getString(1), row.getString(2), row.getString(3))),
                locked.uuid,
                batch);
        String before = locked.logHead == null ? CredentialLog.start(fingerprint) : locked.logHead;
        Batch ended = CredentialLog.next(before, activated, revoked, commitments);
        note(locked, Kind.COMMITMENT, ended.commitments());
        sql.change(
                "INSERT INTO credential_log_batch (ballot, batch, head) VALUES (?, ?, ?)",
                locked.uuid,
                batch,
                ended.head());
        locked.logBatches = batch + 1;
        locked.logHead = ended.head();
    }

    /** An ended batch. */
    public Batch batch(String ballot, int number) {
        String head = sql.one(
                        "SELECT head FROM credential_log_batch WHERE ballot = ? AND batch = ?",
                        row -> row.getString(1),
                        ballot,
                        number)
                .orElseThrow();
        return new Batch(
                entries(ballot, number, Kind.ACTIVATED),
                entries(ballot, number, Kind.REVOKED),
                entries(ballot, number, Kind.COMMITMENT),
                head);
    }

    private List<String> entries(String ballot, int batch, Kind kind) {
        return sql.list(
                "SELECT value FROM credential_log_entry WHERE ballot = ? AND batch = ? AND kind = ? ORDER BY value",
                row -> row.getString(1),
                ballot,
                batch,
                kind.name());
    }

    /** The openings of a page of commitments, sorted by credential; empty at the end. An empty text begins. */
    public List<Opening> openingsAfter(String ballot, String credential) {
        return sql.list(
                """
                SELECT credential, constituency, nonce FROM credential
                WHERE ballot = ? AND credential > ? AND nonce IS NOT NULL ORDER BY credential LIMIT ?
                """,
                row -> new Opening(row.getString(1), row.getString(2), row.getString(3)),
                ballot,
                credential,
                PAGE);
    }

    /** Ballots whose batch under way has something in it. */
    List<String> unpublished() {
        return sql.list("""
            SELECT uuid FROM ballot b
            WHERE state IN ('READY', 'OPEN')
              AND EXISTS (SELECT 1 FROM credential_log_entry e WHERE e.ballot = b.uuid AND e.batch = b.log_batches)
            """, row -> row.getString(1));
    }
}
