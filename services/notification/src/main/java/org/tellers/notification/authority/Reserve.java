package org.tellers.notification.authority;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tellers.contracts.notification.ReserveCounted;
import org.tellers.events.Outbox;
import org.tellers.notification.ballot.KnownBallot;

/** The spare credentials of a ballot. */
public final class Reserve {

    private static final Logger LOG = Logger.getLogger(Reserve.class);

    private Reserve() {}

    /** How many are left. */
    public static long left(EntityManager database, String ballot) {
        return (long) database.createNativeQuery(
                        "select count(*) from credential where ballot = :ballot and state = 'reserve'", Long.class)
                .setParameter("ballot", ballot)
                .getSingleResult();
    }

    /**
     * Counts what is left after it may have changed: tells the ballot service, and logs once when 80 % are gone. The caller
     * holds the lock of the ballot's row.
     */
    public static void count(EntityManager database, Outbox outbox, KnownBallot ballot) {
        int reserve = ballot.credentialsWanted - ballot.frozenEntries;
        int left = Math.toIntExact(left(database, ballot.uuid));
        boolean dwindling = CredentialPlan.dwindling(reserve, left);
        if (dwindling && !ballot.reserveWarned) {
            LOG.warnf(
                    "Ballot %s: only %d of %d reserve credentials are left; late joiners and replacements beyond them"
                            + " cannot vote",
                    ballot.uuid, left, reserve);
        }
        ballot.reserveWarned = dwindling;
        if (ballot.reserveTold == null || ballot.reserveTold != left) {
            tell(outbox, ballot, reserve, left);
        }
    }

    /** Tells the ballot service that the late joiners of a roll version have their credentials, or never will. */
    static void provided(EntityManager database, Outbox outbox, KnownBallot ballot, int version) {
        ballot.providedVersion = version;
        tell(
                outbox,
                ballot,
                ballot.credentialsWanted - ballot.frozenEntries,
                Math.toIntExact(left(database, ballot.uuid)));
    }

    private static void tell(Outbox outbox, KnownBallot ballot, int reserve, int left) {
        ballot.reserveTold = left;
        outbox.announce(ballot.uuid, new ReserveCounted(ballot.uuid, ballot.providedVersion, reserve, left));
    }

    /**
     * Takes one out for an entry; empty when none is left. The caller holds the lock of the ballot's row, so that no two
     * take the same.
     */
    public static Optional<String> take(EntityManager database, String ballot, UUID entry) {
        List<?> taken = database.createNativeQuery("""
                        update credential set state = 'assigned', entry_id = :entry
                        where ballot = :ballot and public_credential = (
                            select public_credential from credential where ballot = :ballot and state = 'reserve'
                            order by lot limit 1)
                        returning public_credential\
                        """, String.class)
                .setParameter("ballot", ballot)
                .setParameter("entry", entry)
                .getResultList();
        return taken.stream().map(String.class::cast).findFirst();
    }

    /** Puts one back that voting did not let vote. */
    static void putBack(EntityManager database, String ballot, String credential) {
        database.createNativeQuery("""
            update credential set state = 'reserve', entry_id = null
            where ballot = :ballot and public_credential = :credential and state = 'assigned'\
            """)
                .setParameter("ballot", ballot)
                .setParameter("credential", credential)
                .executeUpdate();
    }
}
