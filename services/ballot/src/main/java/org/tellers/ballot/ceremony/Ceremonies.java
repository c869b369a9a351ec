package org.tellers.ballot.ceremony;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.lifecycle.Refusal;

/** Every key ceremony. */
@ApplicationScoped
public class Ceremonies {

    private final EntityManager store;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Ceremonies(EntityManager store) {
        this.store = store;
    }

    /** The ceremony of a ballot whose key several people hold; none for a single scrutineer's. */
    public Optional<Ceremony> of(BallotRow ballot) {
        return ballot.draft.keyHolders().single()
                ? Optional.empty()
                : Optional.of(new Ceremony(
                        ballot.draft.keyHolders(),
                        SeatRow.<SeatRow>list("key.ballot", ballot.uuid).stream()
                                .map(SeatRow::seat)
                                .toList()));
    }

    /** The ceremony of a ballot, which there must be. */
    Ceremony read(BallotRow ballot) {
        return of(ballot)
                .orElseThrow(() -> Refusal.conflict(
                        "single-trustee",
                        "One scrutineer holds this ballot's key; they register it without a ceremony, under trustees"));
    }

    /** Stores what a decision made of a ceremony. */
    void keep(BallotRow ballot, Ceremony ceremony) {
        for (int number = 1; number <= ceremony.terms().holders(); number++) {
            SeatRow.Key key = new SeatRow.Key(ballot.uuid, number);
            SeatRow stored = store.find(SeatRow.class, key);
            Seat seat = ceremony.seat(number).orElse(null);
            if (seat == null && stored != null) {
                store.remove(stored);
            } else if (seat != null && stored == null) {
                SeatRow row = new SeatRow();
                row.key = key;
                row.take(seat);
                row.rehearsalNonce = nonce();
                store.persist(row);
            } else if (seat != null) {
                stored.take(seat);
            }
        }
        store.flush();
    }

    /** What a seat's rehearsal is computed from, 64 hex digits. */
    String nonce(BallotRow ballot, Seat seat) {
        return store.find(SeatRow.class, new SeatRow.Key(ballot.uuid, seat.number())).rehearsalNonce;
    }

    private String nonce() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
