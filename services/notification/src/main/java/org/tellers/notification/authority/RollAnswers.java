package org.tellers.notification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tellers.contracts.Fact;
import org.tellers.contracts.notification.EntryRefused;
import org.tellers.contracts.notification.ExclusionSettled;
import org.tellers.events.Outbox;

/**
 * Tells the ballot service what became of late joiners and leavers, so that its denominators are what the box counts: the
 * next version of the roll says it. Each is told once.
 */
@ApplicationScoped
class RollAnswers {

    /** No credential of the reserve is left for a late joiner. */
    static final String RESERVE_EXHAUSTED = "reserve-exhausted";

    /** The box had closed. */
    static final String BALLOT_OVER = "ballot-over";

    /** Voting refused the credential for another reason. */
    static final String ACTIVATION_REFUSED = "activation-refused";

    private static final String ALREADY_USED = "already-used";

    private final EntityManager database;
    private final Outbox outbox;

    RollAnswers(EntityManager database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** The member is off the roll: no credential of theirs can vote, none has. */
    void excluded(String ballot, UUID entry) {
        if (settled(entry, true)) {
            outbox.announce(ballot, new ExclusionSettled(ballot, entry, true, null));
        }
    }

    /** The member stays: a vote was recorded before. */
    void hadVoted(String ballot, UUID entry) {
        stays(ballot, entry, ALREADY_USED);
    }

    /** The member stays: the box had closed before anyone asked voting, or voting heard of it. */
    void tooLate(String ballot, UUID entry) {
        stays(ballot, entry, BALLOT_OVER);
    }

    private void stays(String ballot, UUID entry, String reason) {
        if (settled(entry, false)) {
            outbox.announce(ballot, new ExclusionSettled(ballot, entry, false, reason));
        }
    }

    private boolean settled(UUID entry, boolean excluded) {
        return database.createNativeQuery("""
            update roll_entry set exclusion_asked = false, excluded = :excluded
            where entry_id = :entry and exclusion_asked\
            """)
                        .setParameter("excluded", excluded)
                        .setParameter("entry", entry)
                        .executeUpdate()
                == 1;
    }

    /** Late joiners for whom there is no credential; the roll of the freeze is never refused like that. */
    void refused(String ballot, Collection<UUID> entries, String reason) {
        @SuppressWarnings("unchecked")
        List<UUID> told = database.createNativeQuery("""
                        update roll_entry set refused = true
                        where entry_id = any(:entries) and version > 1 and not refused returning entry_id\
                        """, UUID.class)
                .setParameter("entries", entries.toArray(UUID[]::new))
                .getResultList();
        outbox.announceAll(
                ballot,
                told.stream()
                        .map(entry -> (Fact) new EntryRefused(ballot, entry, reason))
                        .toList());
    }
}
