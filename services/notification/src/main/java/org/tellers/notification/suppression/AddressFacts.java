package org.tellers.notification.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.membership.MemberContactErased;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.notification.contact.Recipient;

/** Keeps the hash of the address that each member is written to (rule R3). */
@ApplicationScoped
class AddressFacts implements FactReader {

    private final EntityManager database;
    private final AddressHashes hashes;

    AddressFacts(EntityManager database, AddressHashes hashes) {
        this.database = database;
        this.hashes = hashes;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(MemberContactChanged.class, this::changed)
                .on(MemberContactErased.class, fact -> forget(fact.memberId()))
                .onTombstone("membership.contacts", key -> forget(UUID.fromString(key)));
    }

    private void changed(MemberContactChanged fact) {
        Optional<String> address = new Recipient(
                        fact.title(),
                        fact.firstName(),
                        fact.lastName(),
                        fact.preferredEmailType(),
                        fact.personalEmail(),
                        fact.workEmail(),
                        fact.language())
                .address();
        if (address.isPresent()) {
            note(fact.memberId(), address.get());
        } else {
            forget(fact.memberId());
        }
    }

    /** Contacts that were stored before hashes were: at most so many; whether there may be more. */
    boolean catchUp(int most) {
        List<?> rows = database.createNativeQuery("""
                        select k.member_id, k.address from contact k
                        where k.address is not null
                          and not exists (select 1 from address_hash h where h.member_id = k.member_id)
                        limit :most for share of k""", Object[].class)
                .setParameter("most", most)
                .getResultList();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            note((UUID) row[0], (String) row[1]);
        }
        return rows.size() == most;
    }

    private void note(UUID member, String address) {
        database.createNativeQuery("""
                        insert into address_hash (member_id, hash) values (:member, :hash)
                        on conflict (member_id) do update set hash = excluded.hash""")
                .setParameter("member", member)
                .setParameter("hash", hashes.of(address))
                .executeUpdate();
    }

    private void forget(UUID member) {
        database.createNativeQuery("delete from address_hash where member_id = :member")
                .setParameter("member", member)
                .executeUpdate();
    }
}
