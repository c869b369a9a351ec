package org.tellers.notification.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.UUID;
import org.tellers.contracts.ballot.ExclusionRequested;
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
        return new Handlers()
                .on(RollEntryAdded.class, this::added)
                .on(ExclusionRequested.class, this::exclusionRequested)
                .on(RollEntryExcluded.class, fact -> exclude(fact.ballot(), fact.entryId(), fact.memberId(), false));
    }

    private void added(RollEntryAdded fact) {
        database.createNativeQuery("""
            insert into roll_entry (entry_id, ballot, member_id, admission_id, version, lot)
            values (:entry, :ballot, :member, :admission, :version, :lot)
            on conflict (entry_id) do update set member_id = excluded.member_id,
                admission_id = excluded.admission_id, version = excluded.version\
            """)
                .setParameter("entry", fact.entryId())
                .setParameter("ballot", fact.ballot())
                .setParameter("member", fact.memberId())
                .setParameter("admission", fact.admissionId())
                .setParameter("version", fact.version())
                .setParameter("lot", random.nextLong())
                .executeUpdate();
    }

    private void exclusionRequested(ExclusionRequested fact) {
        exclude(fact.ballot(), fact.entryId(), fact.memberId(), true);
    }

    /**
     * Nothing more is mailed to the member, and the credential is to be revoked.
     *
     * @param asked whether HQ waits for an answer
     */
    private void exclude(String ballot, UUID entry, UUID member, boolean asked) {
        database.createNativeQuery("""
            insert into roll_entry (entry_id, ballot, member_id, lot, excluded, exclusion_asked)
            values (:entry, :ballot, :member, :lot, true, :asked)
            on conflict (entry_id) do update set excluded = true,
                exclusion_asked = roll_entry.exclusion_asked or excluded.exclusion_asked\
            """)
                .setParameter("entry", entry)
                .setParameter("ballot", ballot)
                .setParameter("member", member)
                .setParameter("lot", random.nextLong())
                .setParameter("asked", asked)
                .executeUpdate();
        database.createNativeQuery("""
                        update dispatch set state = 'withdrawn', reason = 'excluded'
                        where entry_id = :entry and state in ('queued', 'without-address')""").setParameter("entry", entry).executeUpdate();
    }
}
