package org.tellers.notification.authority;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.tellers.contracts.Fact;
import org.tellers.contracts.notification.ActivationRequested;
import org.tellers.contracts.notification.CredentialsListed;
import org.tellers.contracts.notification.RevocationRequested;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.crypto.election.ElectionUuid;
import org.tellers.crypto.group.Point;
import org.tellers.events.Outbox;
import org.tellers.notification.ballot.KnownBallot;

/**
 * The credential authority at work, in small steps. Each step is one transaction under the lock of the ballot's row and
 * leaves its progress there, so that a run killed at any place goes on where it stopped, two instances do not make two
 * sets, and it makes no difference in which order the facts came.
 *
 * <p>Steps of a ballot: make the credentials, list them, give one to each entry of the frozen roll; then, as they come,
 * to the late joiners of each later version, all of them or none; and ask for the revocation of those whose members were
 * excluded.
 */
@ApplicationScoped
public class CredentialMaking {

    private static final Logger LOG = Logger.getLogger(CredentialMaking.class);
    private static final int STEP = 500;

    private final EntityManager database;
    private final Outbox outbox;
    private final CredentialVault vault;
    private final RollAnswers answers;
    private final SecureRandom random = new SecureRandom();

    CredentialMaking(EntityManager database, Outbox outbox, CredentialVault vault, RollAnswers answers) {
        this.database = database;
        this.outbox = outbox;
        this.vault = vault;
        this.answers = answers;
    }

    /** Ballots for which there may be something to do. */
    @SuppressWarnings("unchecked")
    public List<String> waiting() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                    select b.uuid from ballot b
                    where b.charter is not null and b.frozen_entries is not null
                      and b.ended is distinct from 'cancelled'
                      and (b.ended is null and not b.setup_complete
                        or exists (select 1 from roll_entry e where e.ballot = b.uuid and not e.assigned
                            and not e.excluded and not e.refused and e.version > 1
                            and (b.ended is not null or e.version <= b.frozen_version))
                        or exists (select 1 from roll_entry e where e.ballot = b.uuid and e.exclusion_asked
                            and not exists (select 1 from credential_request r where r.entry_id = e.entry_id
                                and r.state = 'pending'))
                        or b.ended is null
                            and exists (select 1 from roll_entry e join credential c on c.entry_id = e.entry_id
                            where e.ballot = b.uuid and e.excluded and c.state = 'active'
                            and not exists (select 1 from credential_request r where r.kind = 'revocation'
                                and r.ballot = c.ballot and r.credential = c.public_credential)))
                    order by b.opens_at\
                    """, String.class).getResultList());
    }

    /** Does one step for a ballot; false when there is nothing to do now. */
    public boolean step(String uuid) {
        return QuarkusTransaction.requiringNew().call(() -> stepOf(uuid));
    }

    private boolean stepOf(String uuid) {
        KnownBallot ballot = KnownBallot.findById(uuid, LockModeType.PESSIMISTIC_WRITE);
        if (ballot == null || !ballot.keyed() || ballot.frozenEntries == null || "cancelled".equals(ballot.ended)) {
            return false;
        }
        if (ballot.ended != null) {
            return lateJoinersLeftOver(ballot) | settleExclusions(ballot);
        }
        if (ballot.credentialsWanted == null) {
            return plan(ballot);
        }
        if (ballot.credentialsMade < ballot.credentialsWanted) {
            return make(ballot);
        }
        if (ballot.chunksListed < CredentialPlan.chunks(ballot.credentialsWanted)) {
            return list(ballot);
        }
        if (!ballot.setupComplete) {
            if (assign(ballot, 1, STEP) == 0) {
                ballot.setupComplete = true;
                Reserve.provided(database, outbox, ballot, 1);
                LOG.infof("Ballot %s: every entry of the frozen roll has a credential", ballot.uuid);
            }
            return true;
        }
        boolean lateJoiners = provideForLateJoiners(ballot);
        Reserve.count(database, outbox, ballot);
        return revokeExcluded(ballot) | settleExclusions(ballot) | lateJoiners;
    }

    /** Starts only when every entry of the frozen roll is here: Setup cannot grow later. */
    private boolean plan(KnownBallot ballot) {
        long entries = (long) database.createNativeQuery("""
            select count(*) from roll_entry
            where ballot = :ballot and version = 1 and admission_id is not null\
            """, Long.class)
                .setParameter("ballot", ballot.uuid)
                .getSingleResult();
        if (entries < ballot.frozenEntries) {
            return false;
        }
        ballot.credentialsWanted = CredentialPlan.of(ballot.frozenEntries, ballot.reservePercent, ballot.reserveMinimum)
                .listed();
        return true;
    }

    private boolean make(KnownBallot ballot) {
        int count = Math.min(STEP, ballot.credentialsWanted - ballot.credentialsMade);
        ElectionUuid uuid = new ElectionUuid(ballot.uuid);
        List<PrivateCredential> codes = new ArrayList<>(count);
        List<Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            PrivateCredential code = PrivateCredential.random(random);
            codes.add(code);
            points.add(code.publicCredential(uuid));
        }
        Point.encodeAll(points);
        database.unwrap(Session.class).doWork(connection -> {
            try (var insert = connection.prepareStatement("""
                insert into credential (ballot, public_credential, lot, state, sealed)
                values (?, ?, ?, 'reserve', ?)\
                """)) {
                for (int i = 0; i < count; i++) {
                    String publicCredential = points.get(i).hex();
                    insert.setString(1, ballot.uuid);
                    insert.setString(2, publicCredential);
                    insert.setLong(3, random.nextLong());
                    insert.setBytes(4, vault.seal(ballot.uuid, publicCredential, codes.get(i)));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
        ballot.credentialsMade += count;
        return true;
    }

    /** Announces the next part of the list; sorted over all parts, so that no place in it says anything. */
    @SuppressWarnings("unchecked")
    private boolean list(KnownBallot ballot) {
        List<String> part = database.createNativeQuery("""
            select public_credential from credential
            where ballot = :ballot and public_credential > cast(:after as text) collate "C"
            order by public_credential limit :most\
            """, String.class)
                .setParameter("ballot", ballot.uuid)
                .setParameter("after", ballot.listedUpTo == null ? "" : ballot.listedUpTo)
                .setParameter("most", CredentialPlan.CHUNK)
                .getResultList();
        ballot.chunksListed++;
        ballot.listedUpTo = part.getLast();
        outbox.announce(
                ballot.uuid,
                new CredentialsListed(
                        ballot.uuid,
                        ballot.chunksListed,
                        CredentialPlan.chunks(ballot.credentialsWanted),
                        ballot.credentialsWanted,
                        part));
        return true;
    }

    /**
     * Provides for the late joiners of the earliest complete roll version that is not provided for: a credential for each of
     * them, or for none, and the ballot service is told.
     */
    private boolean provideForLateJoiners(KnownBallot ballot) {
        List<?> version = database.createNativeQuery("""
            select version, count(*) from roll_entry
            where ballot = :ballot and version between 2 and :frozen
              and not assigned and not excluded and not refused and admission_id is not null
            group by version order by version limit 1\
            """, Object[].class)
                .setParameter("ballot", ballot.uuid)
                .setParameter("frozen", ballot.frozenVersion)
                .getResultList();
        if (version.isEmpty()) {
            return false;
        }
        Object[] row = (Object[]) version.getFirst();
        int number = (Integer) row[0];
        int entries = Math.toIntExact((long) row[1]);
        if (entries <= Reserve.left(database, ballot.uuid)) {
            assign(ballot, number, entries);
        } else {
            LOG.warnf(
                    "Ballot %s: %d late joiners of roll version %d find too few reserve credentials; none of them can"
                            + " vote",
                    ballot.uuid, entries, number);
            answers.refused(ballot.uuid, unassigned(ballot.uuid, number), RollAnswers.RESERVE_EXHAUSTED);
        }
        Reserve.provided(database, outbox, ballot, number);
        return true;
    }

    /** Who joined the roll so late that the box has closed meanwhile. */
    private boolean lateJoinersLeftOver(KnownBallot ballot) {
        List<UUID> entries = unassigned(ballot.uuid, null);
        answers.refused(ballot.uuid, entries, RollAnswers.BALLOT_OVER);
        return !entries.isEmpty();
    }

    /** Late joiners without a credential, of one version or of all. */
    @SuppressWarnings("unchecked")
    private List<UUID> unassigned(String ballot, Integer version) {
        return database.createNativeQuery("""
            select entry_id from roll_entry
            where ballot = :ballot and version > 1 and (:any or version = :version)
              and not assigned and not excluded and not refused\
            """, UUID.class)
                .setParameter("ballot", ballot)
                .setParameter("any", version == null)
                .setParameter("version", version == null ? 0 : version)
                .getResultList();
    }

    /**
     * Answers exclusions that need no question to voting: of late joiners who never got a credential, and of anyone when the
     * box has closed.
     */
    @SuppressWarnings("unchecked")
    private boolean settleExclusions(KnownBallot ballot) {
        List<Object[]> asked = database.createNativeQuery("""
            select e.entry_id, e.assigned or e.version = 1,
                exists (select 1 from credential c where c.entry_id = e.entry_id and c.state = 'used')
            from roll_entry e
            where e.ballot = :ballot and e.exclusion_asked and e.version is not null
              and (:over or not e.assigned and e.version > 1)
              and not exists (select 1 from credential_request r
                  where r.entry_id = e.entry_id and r.state = 'pending')
            limit :most\
            """, Object[].class)
                .setParameter("ballot", ballot.uuid)
                .setParameter("over", ballot.ended != null)
                .setParameter("most", STEP)
                .getResultList();
        for (Object[] row : asked) {
            UUID entry = (UUID) row[0];
            if (!(boolean) row[1]) {
                answers.excluded(ballot.uuid, entry);
            } else if ((boolean) row[2]) {
                answers.hadVoted(ballot.uuid, entry);
            } else {
                answers.tooLate(ballot.uuid, entry);
            }
        }
        return !asked.isEmpty();
    }

    /**
     * Gives reserve credentials to entries of a roll version without one, both in the order of their random lots: which
     * credential a member gets, and when it is announced, follows from nothing but chance.
     */
    @SuppressWarnings("unchecked")
    private int assign(KnownBallot ballot, int version, int most) {
        List<Object[]> entries = database.createNativeQuery("""
            select e.entry_id, e.admission_id from roll_entry e
            where e.ballot = :ballot and not e.assigned and e.admission_id is not null
              and e.version = :version and (e.version = 1 or not e.excluded and not e.refused)
            order by e.lot limit :most\
            """, Object[].class)
                .setParameter("ballot", ballot.uuid)
                .setParameter("version", version)
                .setParameter("most", most)
                .getResultList();
        if (entries.isEmpty()) {
            return 0;
        }
        List<String> reserve = reserve(ballot.uuid, entries.size());
        List<Fact> requests = new ArrayList<>(reserve.size());
        database.unwrap(Session.class).doWork(connection -> {
            try (var assigned =
                            connection.prepareStatement("update roll_entry set assigned = true where entry_id = ?");
                    var given = connection.prepareStatement("""
                        update credential set state = 'assigned', entry_id = ?
                        where ballot = ? and public_credential = ?\
                        """);
                    var asked = connection.prepareStatement("""
                        insert into credential_request (id, ballot, kind, entry_id, credential, state)
                        values (?, ?, 'activation', ?, ?, 'pending')\
                        """)) {
                for (int i = 0; i < reserve.size(); i++) {
                    UUID entry = (UUID) entries.get(i)[0];
                    UUID request = UUID.randomUUID();
                    assigned.setObject(1, entry);
                    assigned.addBatch();
                    given.setObject(1, entry);
                    given.setString(2, ballot.uuid);
                    given.setString(3, reserve.get(i));
                    given.addBatch();
                    asked.setObject(1, request);
                    asked.setString(2, ballot.uuid);
                    asked.setObject(3, entry);
                    asked.setString(4, reserve.get(i));
                    asked.addBatch();
                    requests.add(
                            new ActivationRequested(ballot.uuid, request, (UUID) entries.get(i)[1], reserve.get(i)));
                }
                assigned.executeBatch();
                given.executeBatch();
                asked.executeBatch();
            }
        });
        outbox.announceAll(ballot.uuid, requests);
        return reserve.size();
    }

    @SuppressWarnings("unchecked")
    private List<String> reserve(String ballot, int most) {
        return database.createNativeQuery("""
            select public_credential from credential
            where ballot = :ballot and state = 'reserve' order by lot limit :most\
            """, String.class)
                .setParameter("ballot", ballot)
                .setParameter("most", most)
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private boolean revokeExcluded(KnownBallot ballot) {
        List<Object[]> excluded = database.createNativeQuery("""
            select e.entry_id, c.public_credential from roll_entry e
            join credential c on c.entry_id = e.entry_id
                and (c.state = 'active' or c.state = 'used' and e.exclusion_asked)
            where e.ballot = :ballot and e.excluded
              and not exists (select 1 from credential_request r where r.kind = 'revocation'
                  and r.ballot = c.ballot and r.credential = c.public_credential)
            order by e.lot limit :most\
            """, Object[].class)
                .setParameter("ballot", ballot.uuid)
                .setParameter("most", STEP)
                .getResultList();
        for (Object[] row : excluded) {
            CredentialRequest request = CredentialRequest.revocation(ballot.uuid, (UUID) row[0], (String) row[1]);
            request.persist();
            outbox.announce(ballot.uuid, new RevocationRequested(ballot.uuid, request.id, request.credential));
        }
        return !excluded.isEmpty();
    }
}
