package org.tellers.membership.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tellers.contracts.membership.MemberContactChanged;
import org.tellers.events.Outbox;
import org.tellers.membership.imports.ContactField;
import org.tellers.membership.membermail.MemberMails;
import org.tellers.service.Problem;

/**
 * The one place where the contact data of a single member is changed: the register, what files may no longer change, the
 * record of who changed what, the fact for others, and the mails about it, all in the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ContactBook {

    private static final String MEMBER = """
        select id, membership_number, title, first_name, last_name, campaign_consent, status = 'left',
               preferred_email_type, personal_email, work_email, mobile, address_1, address_2, town, postcode, language
        from member where %s\
        """;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final EntityManager database;
    private final Outbox outbox;
    private final MemberMails mails;
    private final Clock clock;

    @Inject
    ContactBook(EntityManager database, Outbox outbox, MemberMails mails, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Who changes something, and why.
     *
     * @param way how it came about
     * @param person sign-in name of who corrects; null for members
     * @param reason why, in that person's words; null for members
     */
    public record By(
            ChangeWay way,
            @Nullable String person,
            @Nullable String reason) {

        /** The member. */
        public static By member(ChangeWay way) {
            return new By(way, null, null);
        }
    }

    /**
     * What became of it.
     *
     * @param fields what changed; nothing when all was so before
     * @param at when
     */
    public record Changed(Set<ContactField> fields, Instant at) {}

    /** The member with this membership number; nobody else changes it until the transaction ends. */
    public Optional<MemberContact> withNumber(String number) {
        return alone("membership_number = :key for update", number);
    }

    /** The member with this id; nobody else changes it until the transaction ends. */
    public Optional<MemberContact> withId(UUID id) {
        return alone("id = :key for update", id);
    }

    /** The member with this id as it is now, to look at. */
    public Optional<MemberContact> look(UUID id) {
        return find("id = :key", id);
    }

    /** Changes how a member is reached, and tells everybody whom it concerns; nothing when nothing is otherwise. */
    public Changed change(MemberContact member, ContactDetails details, By by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ContactDetails before = member.details();
        Set<ContactField> fields = details.differencesTo(before);
        if (fields.isEmpty()) {
            return new Changed(fields, now);
        }
        store(member.id(), details, fields);
        UUID change = UUID.randomUUID();
        note(change, member.id(), fields, by, now);
        outbox.announce(
                member.id().toString(),
                new MemberContactChanged(
                        member.id(),
                        member.membershipNumber(),
                        member.title(),
                        member.firstName(),
                        member.lastName(),
                        details.preferredEmailType(),
                        details.personalEmail(),
                        details.workEmail(),
                        details.mobile(),
                        details.language(),
                        member.campaignConsent(),
                        by.way().changedBy(),
                        now));
        tell(change, member, details, fields, by.way());
        return new Changed(fields, now);
    }

    /**
     * Takes back a change of e-mail and what self-service did to the e-mail addresses since: of that, whoever the change
     * put out was told nothing.
     *
     * @param change which change
     * @return what changed; empty when headquarters or a file has changed the same since, so that it stays
     */
    public Optional<Changed> undo(MemberContact member, UUID change) {
        List<?> kept = database.createNativeQuery("""
                        select u.preferred_email_type, u.personal_email, u.work_email, array_to_string(c.fields, ','),
                               coalesce(array_to_string(m.held, ','), ''),
                               exists (select 1 from contact_change later
                                   where later.member_id = c.member_id and later.changed_at > c.changed_at
                                     and later.changed_by = 'staff'
                                     and later.fields && string_to_array(:emails, ','))
                        from contact_undo u
                        join contact_change c on c.id = u.change_id
                        join member m on m.id = c.member_id
                        where u.change_id = :change and u.member_id = :member""", Object[].class)
                .setParameter("emails", codes(emails(EnumSet.allOf(ContactField.class))))
                .setParameter("change", change)
                .setParameter("member", member.id())
                .getResultList();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) kept.getFirst();
        Set<ContactField> held = emails(fields((String) row[4]));
        boolean otherwiseSince = (boolean) row[5] || !held.containsAll(emails(fields((String) row[3])));
        if (otherwiseSince) {
            return Optional.empty();
        }
        ContactDetails now = member.details();
        ContactDetails before = new ContactDetails(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                now.mobile(),
                now.address1(),
                now.address2(),
                now.town(),
                now.postcode(),
                now.language());
        Changed changed = change(member, now.withEmailsOf(before, held), By.member(ChangeWay.UNDO));
        database.createNativeQuery("delete from contact_undo where member_id = :member")
                .setParameter("member", member.id())
                .executeUpdate();
        return Optional.of(changed);
    }

    /** A large import keeps the members whom it changes to itself for a while; nobody waits that long for an answer. */
    private Optional<MemberContact> alone(String where, Object key) {
        try {
            database.createNativeQuery("set local lock_timeout = '5s'").executeUpdate();
            Optional<MemberContact> found = find(where, key);
            database.createNativeQuery("set local lock_timeout = 0").executeUpdate();
            return found;
        } catch (PersistenceException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                    throw Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "register-busy",
                            "A register file is being applied at this moment. Nothing has changed; please try again in"
                                    + " a minute.",
                            null);
                }
            }
            throw e;
        }
    }

    private Optional<MemberContact> find(String where, Object key) {
        List<?> rows = database.createNativeQuery(MEMBER.formatted(where), Object[].class)
                .setParameter("key", key)
                .getResultList();
        return rows.stream().map(row -> read((Object[]) row)).findFirst();
    }

    private static MemberContact read(Object[] row) {
        return new MemberContact(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (Boolean) row[5],
                (boolean) row[6],
                new ContactDetails(
                        (String) row[7],
                        (String) row[8],
                        (String) row[9],
                        (String) row[10],
                        (String) row[11],
                        (String) row[12],
                        (String) row[13],
                        (String) row[14],
                        (String) row[15]));
    }

    private void store(UUID member, ContactDetails details, Set<ContactField> fields) {
        database.createNativeQuery("""
                        update member set preferred_email_type = :preferred, personal_email = :personal,
                            work_email = :work, mobile = :mobile, address_1 = :address1, address_2 = :address2,
                            town = :town, postcode = :postcode, language = :language,
                            held = (select array_agg(distinct field)
                                from unnest(coalesce(held, cast(array[] as text[])) || string_to_array(:fields, ',')) as field)
                        where id = :member""")
                .setParameter("preferred", details.preferredEmailType())
                .setParameter("personal", details.personalEmail())
                .setParameter("work", details.workEmail())
                .setParameter("mobile", details.mobile())
                .setParameter("address1", details.address1())
                .setParameter("address2", details.address2())
                .setParameter("town", details.town())
                .setParameter("postcode", details.postcode())
                .setParameter("language", details.language())
                .setParameter("fields", codes(fields))
                .setParameter("member", member)
                .executeUpdate();
    }

    private void note(UUID change, UUID member, Set<ContactField> fields, By by, Instant now) {
        database.createNativeQuery("""
                        insert into contact_change (id, member_id, changed_at, changed_by, way, person, reason, fields)
                        values (:id, :member, :now, :by, :way, :person, :reason, string_to_array(:fields, ','))""")
                .setParameter("id", change)
                .setParameter("member", member)
                .setParameter("now", now)
                .setParameter("by", by.way().changedBy())
                .setParameter("way", by.way().code())
                .setParameter("person", by.person())
                .setParameter("reason", by.reason())
                .setParameter("fields", codes(fields))
                .executeUpdate();
    }

    /** The address in force hears what changed; addresses that something took the place of hear how to take it back. */
    private void tell(
            UUID change, MemberContact member, ContactDetails details, Set<ContactField> fields, ChangeWay way) {
        ContactDetails before = member.details();
        details.emailInForce()
                .ifPresent(address -> mails.changed(
                        member.id(),
                        address,
                        details.language(),
                        codeList(fields),
                        !details.emailInForce().equals(before.emailInForce())));
        Set<String> displaced = details.addressesToTell(before);
        if (displaced.isEmpty()) {
            return;
        }
        boolean undoable = way.undoable();
        if (undoable) {
            database.createNativeQuery("""
                            insert into contact_undo (change_id, member_id, preferred_email_type, personal_email,
                                                      work_email, expires_at)
                            values (:change, :member, :preferred, :personal, :work, :expires)""")
                    .setParameter("change", change)
                    .setParameter("member", member.id())
                    .setParameter("preferred", before.preferredEmailType())
                    .setParameter("personal", before.personalEmail())
                    .setParameter("work", before.workEmail())
                    .setParameter("expires", clock.instant().plus(mails.undoLife()))
                    .executeUpdate();
        }
        for (String address : displaced) {
            mails.told(member.id(), address, before.language(), codeList(fields), undoable ? change : null);
        }
    }

    private static Set<ContactField> fields(String codes) {
        return codes.isEmpty()
                ? EnumSet.noneOf(ContactField.class)
                : Arrays.stream(codes.split(","))
                        .map(ContactField::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContactField.class)));
    }

    private static Set<ContactField> emails(Set<ContactField> fields) {
        return fields.stream()
                .filter(ContactField::email)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContactField.class)));
    }

    private static List<String> codeList(Set<ContactField> fields) {
        return fields.stream().map(ContactField::code).toList();
    }

    private static String codes(Set<ContactField> fields) {
        return String.join(",", codeList(fields));
    }
}
