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
 * to late joiners; and ask for the revocation of those whose members were excluded.
 */
@ApplicationScoped
public class CredentialMaking {

    private static final Logger LOG = Logger.getLogger(CredentialMaking.class);
    private static final int STEP = 500;

    private final EntityManager database;
    private final Outbox outbox;
    private final CredentialVault vault;
    private final SecureRandom random = new SecureRandom();

    CredentialMaking(EntityManager database, Outbox outbox, CredentialVault vault) {
        this.database = database;
        this.outbox = outbox;
        this.vault = vault;
    }

    /** Ballots for which there may be something to do. */
    @SuppressWarnings("unchecked")
    public List<String> waiting() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                        select b.uuid from ballot b
                        where b.charter is not null and b.frozen_entries is not null and b.ended is null
                          and (not b.setup_complete
                            or exists (select 1 from roll_entry e where e.ballot = b.uuid and not e.assigned
                                and not e.excluded and e.admission_id is not null)
                            or exists (select 1 from roll_entry e join credential c on c.entry_id = e.entry_id
                                where e.ballot = b.uuid and e.excluded and c.state = 'active'
                                and not exists (select 1 from credential_request r where r.kind = 'revocation'
                                    and r.ballot = c.ballot and r.credential = c.public_credential)))
                        order by b.opens_at""", String.class).getResultList());
    }

    /** Does one step for a ballot; false when there is nothing to do now. */
    public boolean step(String uuid) {
        return QuarkusTransaction.requiringNew().call(() -> stepOf(uuid));
    }

    private boolean stepOf(String uuid) {
        KnownBallot ballot = KnownBallot.findById(uuid, LockModeType.PESSIMISTIC_WRITE);
        if (ballot == null || !ballot.keyed() || ballot.frozenEntries == null || ballot.ended != null) {
            return false;
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
            if (assign(ballot, "e.version = 1") == 0) {
                ballot.setupComplete = true;
                LOG.infof("Ballot %s: every entry of the frozen roll has a credential", ballot.uuid);
            }
            return true;
        }
        boolean lateJoiners = assign(ballot, "e.version > 1 and not e.excluded") > 0;
        Reserve.warnWhenDwindling(database, ballot);
        return revokeExcluded(ballot) || lateJoiners;
    }

    /** Starts only when every entry of the frozen roll is here: Setup cannot grow later. */
    private boolean plan(KnownBallot ballot) {
        long entries = (long) database.createNativeQuery("""
                        select count(*) from roll_entry
                        where ballot = :ballot and version = 1 and admission_id is not null""", Long.class)
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
                    values (?, ?, ?, 'reserve', ?)""")) {
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
                        order by public_credential limit :most""", String.class)
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
     * Gives reserve credentials to entries without one, both in the order of their random lots: which credential a
     * member gets, and when it is announced, follows from nothing but chance.
     */
    @SuppressWarnings("unchecked")
    private int assign(KnownBallot ballot, String whose) {
        List<Object[]> entries = database.createNativeQuery("""
                        select e.entry_id, e.admission_id from roll_entry e
                        where e.ballot = :ballot and not e.assigned and e.admission_id is not null and %s
                        order by e.lot limit :most""".formatted(whose), Object[].class)
                .setParameter("ballot", ballot.uuid)
                .setParameter("most", STEP)
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
                            where ballot = ? and public_credential = ?""");
                    var asked = connection.prepareStatement("""
                            insert into credential_request (id, ballot, kind, entry_id, credential, state)
                            values (?, ?, 'activation', ?, ?, 'pending')""")) {
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
                        where ballot = :ballot and state = 'reserve' order by lot limit :most""", String.class)
                .setParameter("ballot", ballot)
                .setParameter("most", most)
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private boolean revokeExcluded(KnownBallot ballot) {
        List<Object[]> excluded = database.createNativeQuery("""
                        select e.entry_id, c.public_credential from roll_entry e
                        join credential c on c.entry_id = e.entry_id and c.state = 'active'
                        where e.ballot = :ballot and e.excluded
                          and not exists (select 1 from credential_request r where r.kind = 'revocation'
                              and r.ballot = c.ballot and r.credential = c.public_credential)
                        order by e.lot limit :most""", Object[].class)
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
