package org.tellers.ballot.trusteeship;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.ceremony.Ceremonies;
import org.tellers.ballot.ceremony.Ceremony;
import org.tellers.ballot.charter.DocumentsRow;
import org.tellers.ballot.decisions.LogKeys;
import org.tellers.ballot.lifecycle.Ballot;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.BallotState;
import org.tellers.ballot.lifecycle.Ballots;
import org.tellers.ballot.lifecycle.Person;
import org.tellers.contracts.ballot.BallotKeyed;
import org.tellers.contracts.ballot.KeyHolder;
import org.tellers.crypto.group.Point;
import org.tellers.crypto.trustee.TrusteePublicKey;
import org.tellers.crypto.trustee.Trustees;
import org.tellers.events.Outbox;
import org.tellers.service.Roles;

/** Keeps the trustees' keys; with the last of them the ballot is keyed. */
@ApplicationScoped
public class Trusteeship {

    private final EntityManager store;
    private final Ballots ballots;
    private final Ceremonies ceremonies;
    private final LogKeys logKeys;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Trusteeship(
            EntityManager store, Ballots ballots, Ceremonies ceremonies, LogKeys logKeys, Outbox outbox, Clock clock) {
        this.store = store;
        this.ballots = ballots;
        this.ceremonies = ceremonies;
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

    /** Stores a changed ring, and {@linkplain #settle fixes} the keys if it was the last. */
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
        settle(row, clock.instant());
    }

    /** Fixes election and charter if nobody's key is missing and the ballot's close is still to come. */
    public void settle(BallotRow row, Instant now) {
        if (row.state == BallotState.APPROVED && row.window().closesAfter(now)) {
            complete(row).ifPresent(trustees -> fix(row, trustees, now));
        }
    }

    private Optional<Trustees> complete(BallotRow row) {
        KeyRing ring = ring(row.uuid);
        Optional<Ceremony> ceremony = ceremonies.of(row);
        if (ceremony.isEmpty()) {
            return ring.isComplete() ? Optional.of(ring.trustees()) : Optional.empty();
        }
        return ceremony.filter(Ceremony::isDone)
                .flatMap(done -> ring.of(TrusteeKey.PLATFORM)
                        .map(platform -> new Trustees(List.of(
                                TrusteePublicKey.parse(platform.publicKey().getBytes(StandardCharsets.UTF_8)),
                                done.parameters()))));
    }

    /** Whoever holds a key of the ballot so far, in the order of trustees.json. */
    public List<TrusteeKey> holders(BallotRow row) {
        List<TrusteeKey> holders = new ArrayList<>(ring(row.uuid).keys());
        ceremonies
                .of(row)
                .map(Ceremony::seats)
                .orElse(List.of())
                .forEach(seat -> Ceremony.verificationKey(seat)
                        .ifPresent(key -> holders.add(new TrusteeKey(
                                seat.owner(),
                                seat.name(),
                                new String(key.bytes(), StandardCharsets.UTF_8),
                                seat.holder(),
                                seat.takenAt()))));
        return holders;
    }

    /** Whether a person works for headquarters on a ballot: by a role, or because they wrote or approved it. */
    public static boolean isHeadquarters(BallotRow row, Person person, Set<String> roles) {
        return roles.stream().anyMatch(Roles::isHeadquarters)
                || row.editor().is(person)
                || person.subject().equals(row.approvedBySubject);
    }

    private void fix(BallotRow row, Trustees trustees, Instant now) {
        Ballot keyed = ballots.rules(row).key(now);
        // Before the line that says so, which is the first to be signed.
        Point logKey = logKeys.make(row.uuid);
        ballots.become(row, keyed, null, "keyed", null);
        DocumentsRow documents = DocumentsRow.of(row.uuid, row.draft, keyed.policy(), logKey, trustees);
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
                        holders(row).stream()
                                .map(holder -> new KeyHolder(holder.owner(), holder.name()))
                                .toList()));
    }
}
