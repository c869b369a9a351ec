package org.tellers.voting.setup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.ballot.AdmissionIssued;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.EntitlementCounted;
import org.tellers.contracts.ballot.KeyHolder;
import org.tellers.contracts.notification.CredentialsListed;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.events.Parking;
import org.tellers.voting.Sql;
import org.tellers.voting.ballot.Awaited;
import org.tellers.voting.ballot.Documents;
import org.tellers.voting.ballot.Documents.Kind;
import org.tellers.voting.ballot.VotingBallot;
import org.tellers.voting.credential.Constituencies;
import org.tellers.voting.credential.Credentials;

/**
 * Gathers what Setup needs, in whatever order it comes: three topics meet here and no order holds between them. Each
 * fact is stored, lets go what waited for it, and then Setup is written if it was the last.
 */
@ApplicationScoped
public class GatherSetup implements FactReader {
    private static final int FIRST_ROLL = 1;

    private final Sql sql;
    private final Documents documents;
    private final Credentials credentials;
    private final Constituencies constituencies;
    private final WriteSetup setup;
    private final Parking parking;

    GatherSetup(
            Sql sql,
            Documents documents,
            Credentials credentials,
            Constituencies constituencies,
            WriteSetup setup,
            Parking parking) {
        this.sql = sql;
        this.documents = documents;
        this.credentials = credentials;
        this.constituencies = constituencies;
        this.setup = setup;
        this.parking = parking;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(BallotKeyed.class, this::keyed)
                .on(CredentialsListed.class, this::listed)
                .on(AdmissionIssued.class, this::admitted)
                .on(EntitlementCounted.class, this::counted);
    }

    private void keyed(BallotKeyed fact) {
        KeyedDocuments keyed = KeyedDocuments.of(fact);
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        if (ballot.keyed()) {
            require(
                    fact.fingerprint().equals(ballot.fingerprint),
                    "the ballot is keyed with another election, and an election never changes");
            return;
        }
        documents.fix(ballot.uuid, Kind.ELECTION, keyed.election());
        documents.fix(ballot.uuid, Kind.TRUSTEES, keyed.trustees());
        documents.fix(ballot.uuid, Kind.CHARTER, keyed.charter());
        sql.changeEach(
                "INSERT INTO holder (ballot, owner, name) VALUES (?, ?, ?)",
                Objects.requireNonNullElse(fact.holders(), List.<KeyHolder>of()).stream()
                        .map(holder -> new @Nullable Object[] {ballot.uuid, holder.owner(), holder.name()})
                        .toList());
        ballot.name = fact.name();
        ballot.fingerprint = fact.fingerprint();
        ballot.opensAt = keyed.window().opensAt();
        ballot.closesAt = keyed.window().closesAt();
        parking.release(Awaited.keysOf(ballot.uuid));
        setup.whenComplete(ballot);
    }

    private void listed(CredentialsListed fact) {
        CredentialChunk chunk = new CredentialChunk(fact.chunk(), fact.chunks(), fact.listed(), fact.credentials());
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        if (ballot.chunks == null) {
            ballot.chunks = chunk.of();
            ballot.listed = chunk.listed();
        }
        require(
                chunk.of() == ballot.chunks && Objects.equals(chunk.listed(), ballot.listed),
                "part " + chunk.number() + " belongs to a list of another length");
        if (known(ballot, chunk)) {
            return;
        }
        sql.change(
                "INSERT INTO listed_chunk (ballot, chunk, size, lowest, highest) VALUES (?, ?, ?, ?, ?)",
                ballot.uuid,
                chunk.number(),
                chunk.credentials().size(),
                chunk.lowest(),
                chunk.highest());
        credentials.list(ballot.uuid, chunk.credentials());
        ballot.chunksSeen++;
        ballot.listedSeen += chunk.credentials().size();
        if (ballot.chunksSeen == ballot.chunks) {
            require(
                    Objects.equals(ballot.listedSeen, ballot.listed),
                    "the list announces " + ballot.listed + " credentials and holds " + ballot.listedSeen);
            requireAscending(ballot);
            parking.release(Awaited.listOf(ballot.uuid));
        }
        setup.whenComplete(ballot);
    }

    /** Whether this part is here already; a different one of the same number is refused. */
    private boolean known(VotingBallot ballot, CredentialChunk chunk) {
        return sql.one(
                        "SELECT size = ? AND lowest = ? AND highest = ? FROM listed_chunk WHERE ballot = ? AND chunk ="
                                + " ?",
                        row -> row.getBoolean(1),
                        chunk.credentials().size(),
                        chunk.lowest(),
                        chunk.highest(),
                        ballot.uuid,
                        chunk.number())
                .map(same -> {
                    require(same, "part " + chunk.number() + " of the list is here already, with other credentials");
                    return true;
                })
                .orElse(false);
    }

    private void requireAscending(VotingBallot ballot) {
        record Edges(String lowest, String highest) {}
        List<Edges> parts = sql.list(
                "SELECT lowest, highest FROM listed_chunk WHERE ballot = ? ORDER BY chunk",
                row -> new Edges(row.getString(1), row.getString(2)),
                ballot.uuid);
        for (int i = 1; i < parts.size(); i++) {
            require(
                    parts.get(i - 1).highest().compareTo(parts.get(i).lowest()) < 0,
                    "parts " + i + " and " + (i + 1) + " of the list are not in order");
        }
    }

    private void admitted(AdmissionIssued fact) {
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        if (!credentials.admit(ballot.uuid, fact.admissionId(), fact.constituency())) {
            return;
        }
        if (fact.version() == FIRST_ROLL) {
            ballot.firstAdmitted++;
        }
        parking.release(Awaited.admissionOf(ballot.uuid, fact.admissionId()));
        setup.whenComplete(ballot);
    }

    private void counted(EntitlementCounted fact) {
        VotingBallot ballot = VotingBallot.locked(fact.ballot());
        if (fact.version() == FIRST_ROLL) {
            ballot.firstEntitled = fact.entitled();
        }
        if (ballot.rollVersion == null || fact.version() >= ballot.rollVersion) {
            ballot.rollVersion = fact.version();
            ballot.entitled = fact.entitled();
            constituencies.replace(fact);
        }
        parking.release(Awaited.rollOf(ballot.uuid));
        setup.whenComplete(ballot);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
