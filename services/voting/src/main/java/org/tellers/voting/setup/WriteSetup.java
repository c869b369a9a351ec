package org.tellers.voting.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.voting.SetupWritten;
import org.tellers.crypto.Sha256;
import org.tellers.crypto.archive.EventType;
import org.tellers.crypto.archive.SetupData;
import org.tellers.events.Outbox;
import org.tellers.voting.Sql;
import org.tellers.voting.archive.Chain;
import org.tellers.voting.ballot.BallotState;
import org.tellers.voting.ballot.Documents;
import org.tellers.voting.ballot.Documents.Kind;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.credential.ActiveCredentialsChanged;
import org.tellers.voting.credential.CredentialLogs;
import org.tellers.voting.credential.Reconciliation;

/** Writes the first event of a ballot's archive as soon as nothing is missing any more. */
@ApplicationScoped
public class WriteSetup {
    private static final Logger LOG = Logger.getLogger(WriteSetup.class);

    private final Sql sql;
    private final Chain chain;
    private final CredentialLogs log;
    private final Documents documents;
    private final Reconciliation.Reader reconciliation;
    private final Outbox outbox;
    private final Clock clock;

    WriteSetup(
            Sql sql,
            Chain chain,
            CredentialLogs log,
            Documents documents,
            Reconciliation.Reader reconciliation,
            Outbox outbox,
            Clock clock) {
        this.sql = sql;
        this.chain = chain;
        this.log = log;
        this.documents = documents;
        this.reconciliation = reconciliation;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** How far the Setup of this ballot is. */
    public static SetupProgress progress(VotingBallot ballot) {
        return new SetupProgress(
                ballot.keyed(),
                ballot.chunks,
                ballot.chunksSeen,
                ballot.firstEntitled,
                ballot.firstAdmitted,
                ballot.entitled,
                ballot.active);
    }

    void activeChanged(@Observes ActiveCredentialsChanged change) {
        whenComplete(change.locked());
    }

    /** Writes Setup if it is complete and not written yet; the row is locked by this transaction. */
    public void whenComplete(VotingBallot locked) {
        if (locked.state != BallotState.PREPARING || !progress(locked).complete()) {
            return;
        }
        reconciliation.of(locked).require();
        byte[] election = documents.find(locked.uuid, Kind.ELECTION).orElseThrow();
        byte[] trustees = documents.find(locked.uuid, Kind.TRUSTEES).orElseThrow();
        byte[] credentials = credentials(locked.uuid);
        byte[] setup = SetupData.of(election, trustees, credentials).bytes();
        chain.append(locked, List.of(new Chain.Next(EventType.SETUP, List.of(election, trustees, credentials, setup))));
        log.endBatch(locked);
        String setupHash = Sha256.hex(setup);
        locked.setupHash = setupHash;
        locked.state = BallotState.READY;
        sql.change("INSERT INTO turnout (ballot) VALUES (?)", locked.uuid);
        outbox.announce(
                locked.uuid,
                new SetupWritten(
                        locked.uuid,
                        setupHash,
                        required(locked.fingerprint),
                        required(locked.listed),
                        locked.active,
                        required(locked.rollVersion)),
                locked.recordTime(clock.instant()));
        LOG.infof("Setup of ballot %s is written: %d credentials listed", locked.uuid, locked.listed);
    }

    /** The canonical list: the credentials are lower-case hexadecimal, so no character needs an escape. */
    private byte[] credentials(String ballot) {
        List<String> listed = sql.list(
                "SELECT credential FROM credential WHERE ballot = ? ORDER BY credential",
                row -> row.getString(1),
                ballot);
        return ("[\"" + String.join("\",\"", listed) + "\"]").getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a complete Setup misses a value");
        }
        return value;
    }
}
