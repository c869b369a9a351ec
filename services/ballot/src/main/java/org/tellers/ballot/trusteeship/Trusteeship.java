package org.tellers.ballot.trusteeship;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.decisions.LogKeys;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.crypto.group.Point;
import org.tellers.events.Outbox;

/** Keeps the trustees' keys; with the last of them the ballot is keyed. */
@ApplicationScoped
public class Trusteeship {

    private final EntityManager store;
    private final Ballots ballots;
    private final LogKeys logKeys;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Trusteeship(EntityManager store, Ballots ballots, LogKeys logKeys, Outbox outbox, Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.logKeys = logKeys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The keys of a ballot. */
    public KeyRing ring(String ballot) {
        return new KeyRing(TrusteeKeyRow.<TrusteeKeyRow>list("key.ballot", ballot).stream()
                .map(TrusteeKeyRow::trusteeKey)
                .toList());
    }

    /** Stores a changed ring, and fixes election and charter if it is complete and the ballot's close still to come. */
    void keep(BallotRow row, KeyRing ring, @Nullable Person by, String action) {
        for (TrusteeKey key : ring.keys()) {
            TrusteeKeyRow.Key id = new TrusteeKeyRow.Key(row.uuid, key.owner());
            TrusteeKeyRow stored = store.find(TrusteeKeyRow.class, id);
            if (stored == null) {
                stored = new TrusteeKeyRow();
                stored.key = id;
                stored.take(key);
                store.persist(stored);
            } else {
                stored.take(key);
            }
        }
        ballots.become(row, ballots.rules(row), by, action, null);
        Instant now = clock.instant();
        if (ring.isComplete()
                && row.state == BallotState.APPROVED
                && row.window().closesAfter(now)) {
            fix(row, ring, now);
        }
    }

    private void fix(BallotRow row, KeyRing ring, Instant now) {
        Ballot keyed = ballots.rules(row).key(now);
        // Before the line that says so, which is the first to be signed.
        Point logKey = logKeys.make(row.uuid);
        ballots.become(row, keyed, null, "keyed", null);
        DocumentsRow documents = DocumentsRow.of(row.uuid, row.draft, keyed.policy(), logKey, ring.trustees());
        store.persist(documents);
        outbox.announce(
                row.uuid,
                new BallotKeyed(
                        row.uuid,
                        row.draft.name(),
                        documents.election,
                        documents.trustees,
                        documents.charter,
                        documents.fingerprint,
                        row.opensAt,
                        row.closesAt,
                        row.draft.reserve().percent(),
                        row.draft.reserve().minimum(),
                        null));
    }
}
