package org.tellers.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.membership.MemberContactErased;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;

/** Copies the register's contact data, and forgets a member when the register does. */
@ApplicationScoped
class ContactFacts implements FactReader {

    private final EntityManager database;

    ContactFacts(EntityManager database) {
        this.database = database;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(MemberContactChanged.class, this::changed)
                .on(MemberContactErased.class, fact -> erase(fact.memberId()))
                .onTombstone("membership.contacts", key -> erase(UUID.fromString(key)));
    }

    private void changed(MemberContactChanged fact) {
        database.createNativeQuery("""
                        insert into contact (member_id, membership_number, title, first_name, last_name, preferred,
                                             personal_email, work_email, language)
                        values (:member, :number, :title, :first, :last, :preferred, :personal, :work, :language)
                        on conflict (member_id) do update set
                            membership_number = excluded.membership_number, title = excluded.title,
                            first_name = excluded.first_name, last_name = excluded.last_name,
                            preferred = excluded.preferred, personal_email = excluded.personal_email,
                            work_email = excluded.work_email, language = excluded.language""")
                .setParameter("member", fact.memberId())
                .setParameter("number", fact.membershipNumber())
                .setParameter("title", textOrNull(fact.title()))
                .setParameter("first", textOrNull(fact.firstName()))
                .setParameter("last", fact.lastName())
                .setParameter("preferred", textOrNull(fact.preferredEmailType()))
                .setParameter("personal", textOrNull(fact.personalEmail()))
                .setParameter("work", textOrNull(fact.workEmail()))
                .setParameter("language", fact.language())
                .executeUpdate();
    }

    private void erase(UUID member) {
        database.createNativeQuery("delete from contact where member_id = :member")
                .setParameter("member", member)
                .executeUpdate();
    }

    private static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
