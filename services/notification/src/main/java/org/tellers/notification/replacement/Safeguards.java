package org.tellers.notification.replacement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tellers.notification.ballot.KnownBallot;

/** Applies {@link Safeguard} to a member as the register stands now. */
@ApplicationScoped
public class Safeguards {

    private final EntityManager database;
    private final ReissueSettings settings;
    private final Clock clock;

    Safeguards(EntityManager database, ReissueSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Why a second person is needed now for a replacement or letter of this entry; empty when one is enough. */
    public Optional<Safeguard.Cause> secondPerson(KnownBallot ballot, UUID entry) {
        List<?> changed = database.createNativeQuery("""
                        select k.staff_changed_at from roll_entry e join contact k on k.member_id = e.member_id
                        where e.entry_id = :entry and k.staff_changed_at is not null""", Instant.class)
                .setParameter("entry", entry)
                .getResultList();
        return new Safeguard(
                        ballot.closesAt,
                        ballot.frozenAt,
                        changed.isEmpty() ? null : (Instant) changed.getFirst(),
                        settings.addressChangeCounts(),
                        settings.lastHours())
                .secondPerson(clock.instant());
    }
}
