package org.tellers.ballot.roll;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.tellers.ballot.draft.Reserve;
import org.tellers.ballot.lifecycle.BallotRow;
import org.tellers.ballot.roll.RollStore.Version;
import org.tellers.contracts.notification.ReserveCounted;

/** How much of each ballot's reserve is left, as notification last counted it and less what was asked of it since. */
@ApplicationScoped
public class Reserves {

    private final EntityManager database;
    private final RollStore rolls;

    @Inject
    Reserves(EntityManager database, RollStore rolls) {
        this.database = database;
        this.rolls = rolls;
    }

    /** What is left for further late joiners; empty before the freeze. */
    public Optional<ReserveLeft> of(BallotRow ballot) {
        List<Version> versions = rolls.versions(ballot.uuid);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        List<?> counted = database.createNativeQuery(
                        "SELECT roll_version, spare, spare_left FROM reserve WHERE ballot = :ballot", Object[].class)
                .setParameter("ballot", ballot.uuid)
                .getResultList();
        if (counted.isEmpty()) {
            int spare = planned(ballot.draft.reserve(), versions.getFirst().entitled());
            return Optional.of(new ReserveLeft(spare, spare - addedAfter(versions, Rolls.FIRST_VERSION)));
        }
        Object[] row = (Object[]) counted.getFirst();
        return Optional.of(
                new ReserveLeft((Integer) row[1], (Integer) row[2] - addedAfter(versions, (Integer) row[0])));
    }

    void counted(ReserveCounted fact) {
        database.createNativeQuery("""
            INSERT INTO reserve (ballot, roll_version, spare, spare_left)
            SELECT uuid, :version, :spare, :left FROM ballot WHERE uuid = :ballot
            ON CONFLICT (ballot) DO UPDATE SET roll_version = EXCLUDED.roll_version,
                spare = EXCLUDED.spare, spare_left = EXCLUDED.spare_left\
            """)
                .setParameter("ballot", fact.ballot())
                .setParameter("version", fact.version())
                .setParameter("spare", fact.reserve())
                .setParameter("left", fact.left())
                .executeUpdate();
    }

    /** As the credential authority will make it: the percentage rounded up, but at least the minimum. */
    private static int planned(Reserve reserve, int entitled) {
        long percent = Math.ceilDiv((long) entitled * reserve.percent(), 100L);
        return Math.toIntExact(Math.max(percent, reserve.minimum()));
    }

    private static int addedAfter(List<Version> versions, int version) {
        return versions.stream()
                .filter(one -> one.version() > version)
                .mapToInt(Version::added)
                .sum();
    }
}
