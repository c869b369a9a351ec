package org.tellers.notification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import org.tellers.contracts.ballot.RollEntryAdded;
import org.tellers.contracts.ballot.RollEntryExcluded;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** Copies the roll: who gets a credential, and who no longer does. */
@ApplicationScoped
class RollFacts implements FactReader {

    private final EntityManager database;
    private final SecureRandom random = new SecureRandom();

    RollFacts(EntityManager database) {
        this.database = database;
    }

    @Override
    public Handlers handlers() {
        return new Handlers().on(RollEntryAdded.class, this::added).on(RollEntryExcluded.class, this::excluded);
    }

    private void added(RollEntryAdded fact) {
        database.createNativeQuery("""
                        insert into roll_entry (entry_id, ballot, member_id, admission_id, version, lot)
                        values (:entry, :ballot, :member, :admission, :version, :lot)
                        on conflict (entry_id) do update set member_id = excluded.member_id,
                            admission_id = excluded.admission_id, version = excluded.version""")
                .setParameter("entry", fact.entryId())
                .setParameter("ballot", fact.ballot())
                .setParameter("member", fact.memberId())
                .setParameter("admission", fact.admissionId())
                .setParameter("version", fact.version())
                .setParameter("lot", random.nextLong())
                .executeUpdate();
    }

    private void excluded(RollEntryExcluded fact) {
        database.createNativeQuery("""
                        insert into roll_entry (entry_id, ballot, member_id, lot, excluded)
                        values (:entry, :ballot, :member, :lot, true)
                        on conflict (entry_id) do update set excluded = true""")
                .setParameter("entry", fact.entryId())
                .setParameter("ballot", fact.ballot())
                .setParameter("member", fact.memberId())
                .setParameter("lot", random.nextLong())
                .executeUpdate();
        database.createNativeQuery("""
                        update dispatch set state = 'withdrawn', reason = 'excluded', leased_until = null
                        where entry_id = :entry and state in ('queued', 'without-address')""").setParameter("entry", fact.entryId()).executeUpdate();
    }
}
