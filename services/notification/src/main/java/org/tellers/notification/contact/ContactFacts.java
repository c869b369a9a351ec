package org.tellers.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.contracts.membership.MemberContactErased;
import org.tellers.events.FactReader;
import org.tellers.events.Handlers;
import org.tellers.notification.audit.Act;

/** Copies the register's contact data, and forgets a member when the register does. */
@ApplicationScoped
class ContactFacts implements FactReader {

    private final EntityManager database;
    private final Clock clock;

    ContactFacts(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Handlers handlers() {
        return new Handlers()
                .on(MemberContactChanged.class, this::changed)
                .on(MemberContactErased.class, fact -> erase(fact.memberId()))
                .onTombstone("membership.contacts", key -> erase(UUID.fromString(key)));
    }

    private void changed(MemberContactChanged fact) {
        Recipient recipient = new Recipient(
                textOrNull(fact.title()),
                textOrNull(fact.firstName()),
                fact.lastName(),
                textOrNull(fact.preferredEmailType()),
                textOrNull(fact.personalEmail()),
                textOrNull(fact.workEmail()),
                fact.language());
        String address = recipient.address().orElse(null);
        String domain = recipient.address().map(Recipient::domainOf).orElse(null);
        String by = textOrNull(fact.changedBy());
        OffsetDateTime at = (fact.changedAt() == null ? clock.instant() : fact.changedAt()).atOffset(ZoneOffset.UTC);
        // Whatever the member did not confirm through the new address counts as changed by staff, imports too.
        boolean moved = (boolean) database.createNativeQuery("""
                        insert into contact (member_id, membership_number, title, first_name, last_name, preferred,
                                             personal_email, work_email, language, address, domain, campaign_consent,
                                             changed_at)
                        values (:member, :number, :title, :first, :last, :preferred, :personal, :work, :language,
                                :address, :domain, :consent, :at)
                        on conflict (member_id) do update set
                            membership_number = excluded.membership_number, title = excluded.title,
                            first_name = excluded.first_name, last_name = excluded.last_name,
                            preferred = excluded.preferred, personal_email = excluded.personal_email,
                            work_email = excluded.work_email, language = excluded.language,
                            address = excluded.address, domain = excluded.domain,
                            campaign_consent = excluded.campaign_consent,
                            changed_at = greatest(contact.changed_at, excluded.changed_at),
                            address_changed_at = case when contact.address is distinct from excluded.address
                                then greatest(contact.address_changed_at, excluded.changed_at)
                                else contact.address_changed_at end,
                            staff_changed_at = case when contact.address is distinct from excluded.address
                                                         and not :by_member
                                then greatest(contact.staff_changed_at, excluded.changed_at)
                                else contact.staff_changed_at end
                        returning old.member_id is not null and old.address is distinct from new.address""", Boolean.class)
                .setParameter("member", fact.memberId())
                .setParameter("number", fact.membershipNumber())
                .setParameter("title", recipient.title())
                .setParameter("first", recipient.firstName())
                .setParameter("last", recipient.lastName())
                .setParameter("preferred", recipient.preferred())
                .setParameter("personal", recipient.personalEmail())
                .setParameter("work", recipient.workEmail())
                .setParameter("language", recipient.language())
                .setParameter("address", address)
                .setParameter("domain", domain)
                .setParameter("consent", Boolean.TRUE.equals(fact.campaignConsent()))
                .setParameter("at", at)
                .setParameter("by_member", "member".equals(by))
                .getSingleResult();
        if (moved) {
            noteInEachBallot(fact.memberId(), by == null ? "unknown" : by, at);
        }
        if (domain != null) {
            // What waits goes by the limit of the domain that it will be sent to.
            database.createNativeQuery("""
                            update dispatch d set domain = :domain from roll_entry e
                            where e.member_id = :member and d.entry_id = e.entry_id
                              and d.state in ('queued', 'without-address')""")
                    .setParameter("domain", domain)
                    .setParameter("member", fact.memberId())
                    .executeUpdate();
        }
    }

    /** The helpdesk sees in each ballot that the address changed, and through whom; never from what to what. */
    private void noteInEachBallot(UUID member, String by, OffsetDateTime at) {
        database.createNativeQuery("""
                        insert into helpdesk_audit (id, at, ballot, entry_id, action, by_name)
                        select uuidv7(), :at, e.ballot, e.entry_id, :action, :by
                        from roll_entry e join ballot b on b.uuid = e.ballot
                        where e.member_id = :member and b.ended is null""")
                .setParameter("at", at)
                .setParameter("action", Act.ADDRESS_CHANGED.code())
                .setParameter("by", by)
                .setParameter("member", member)
                .executeUpdate();
    }

    private void erase(UUID member) {
        for (String holder : new String[] {"contact", "opt_out"}) {
            database.createNativeQuery("delete from " + holder + " where member_id = :member")
                    .setParameter("member", member)
                    .executeUpdate();
        }
    }

    private static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
