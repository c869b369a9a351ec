package org.tellers.membership.selfservice;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tellers.membership.contact.ChangeWay;
import org.tellers.membership.contact.ContactBook;
import org.tellers.membership.contact.ContactDetails;
import org.tellers.membership.contact.ContactWish;
import org.tellers.membership.contact.MemberContact;
import org.tellers.membership.contact.WishedDetails;
import org.tellers.membership.imports.ContactField;
import org.tellers.membership.memberlink.LinkPurpose;
import org.tellers.membership.memberlink.LinkTokens;
import org.tellers.membership.membermail.MemberMailSettings;
import org.tellers.membership.membermail.MemberMails;
import org.tellers.service.Problem;

/**
 * What a member does with a link. A link to change is over when something was changed with it, not when it was looked at,
 * and neither when the form came back as it was: mail scanners do both.
 */
@ApplicationScoped
class SelfService {

    private final EntityManager database;
    private final LinkTokens tokens;
    private final ContactBook book;
    private final MemberMails mails;
    private final LinkLimits limits;
    private final SelfServiceSettings settings;
    private final MemberMailSettings mailSettings;
    private final Clock clock;

    @Inject
    SelfService(
            EntityManager database,
            LinkTokens tokens,
            ContactBook book,
            MemberMails mails,
            LinkLimits limits,
            SelfServiceSettings settings,
            MemberMailSettings mailSettings,
            Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.book = book;
        this.mails = mails;
        this.limits = limits;
        this.settings = settings;
        this.mailSettings = mailSettings;
        this.clock = clock;
    }

    /**
     * What a member sees.
     *
     * @param member the member
     * @param waiting new e-mail addresses that wait for their confirmation
     * @param locked whether changes must go through headquarters
     */
    record Seen(MemberContact member, List<Waiting> waiting, boolean locked) {}

    /**
     * A new e-mail address that waits for its confirmation.
     *
     * @param field what it is to be
     * @param address the address
     * @param until how long it waits
     */
    record Waiting(ContactField field, String address, Instant until) {}

    /**
     * What came of a wish.
     *
     * @param changed what changed at once
     * @param toConfirm what changes when a new address was confirmed
     */
    record Wished(Set<ContactField> changed, Set<ContactField> toConfirm) {}

    /** Whom a link led to, and what it is about. */
    private record Reached(MemberContact member, LinkTokens.Holder holder) {}

    /** Shows a member their own data; nothing changes. */
    @Transactional
    Seen see(String token) {
        MemberContact member = tokens.holder(LinkPurpose.CHANGE, token)
                .flatMap(holder -> book.look(holder.member()))
                .filter(found -> !found.left())
                .orElseThrow(SelfService::notValid);
        List<?> rows = database.createNativeQuery("""
                        select field, address, expires_at from email_change
                        where member_id = :member and expires_at > :now order by field""", Object[].class)
                .setParameter("member", member.id())
                .setParameter("now", clock.instant())
                .getResultList();
        return new Seen(
                member,
                rows.stream()
                        .map(row -> (Object[]) row)
                        .map(row -> new Waiting(ContactField.of((String) row[0]), (String) row[1], (Instant) row[2]))
                        .toList(),
                locked(member.id()));
    }

    /** Fulfils a wish at once, but for new e-mail addresses, which are asked first. */
    @Transactional
    Wished change(String token, ContactWish wish) {
        MemberContact member = reach(LinkPurpose.CHANGE, token).member();
        refuseLocked(member.id());
        WishedDetails wished;
        ContactDetails details;
        try {
            wished = WishedDetails.read(member.details(), wish);
            details = wished.withoutNewAddresses();
        } catch (WishedDetails.NotPossible refused) {
            throw Problem.badField(refused.code(), refused.field(), refused.detail());
        }
        Map<ContactField, String> added = wished.newAddresses();
        ContactBook.Changed changed = book.change(member, details, ContactBook.By.member(ChangeWay.SELF_SERVICE));
        added.forEach((field, address) -> ask(member.id(), field, address, details.language()));
        if (!changed.fields().isEmpty() || !added.isEmpty()) {
            tokens.end(LinkPurpose.CHANGE, member.id());
        }
        Set<ContactField> toConfirm = EnumSet.noneOf(ContactField.class);
        toConfirm.addAll(added.keySet());
        return new Wished(changed.fields(), toConfirm);
    }

    /**
     * Confirms a new e-mail address through itself, or says that it is not the member's.
     *
     * @param yes whether it is
     * @return what changed
     */
    @Transactional
    Set<ContactField> confirm(String token, boolean yes) {
        Reached reached = reach(LinkPurpose.CONFIRM, token);
        MemberContact member = reached.member();
        refuseLocked(member.id());
        List<?> rows = database.createNativeQuery("""
                        delete from email_change where id = :id and member_id = :member and expires_at > :now
                        returning field, address""", Object[].class)
                .setParameter("id", subject(reached))
                .setParameter("member", member.id())
                .setParameter("now", clock.instant())
                .getResultList();
        if (rows.isEmpty()) {
            throw notValid();
        }
        tokens.endAbout(subject(reached));
        if (!yes) {
            return Set.of();
        }
        Object[] row = (Object[]) rows.getFirst();
        return book.change(
                        member,
                        member.details().withEmail(ContactField.of((String) row[0]), (String) row[1]),
                        ContactBook.By.member(ChangeWay.CONFIRMATION))
                .fields();
    }

    /**
     * Takes back a change of e-mail and has self-service rest, or says that it was right.
     *
     * @param undo whether to take it back
     * @return what changed
     */
    @Transactional
    Set<ContactField> undo(String token, boolean undo) {
        Reached reached = reach(LinkPurpose.UNDO, token);
        MemberContact member = reached.member();
        if (!undo) {
            tokens.endAbout(subject(reached));
            return Set.of();
        }
        Set<ContactField> changed = book.undo(member, subject(reached))
                .map(ContactBook.Changed::fields)
                .orElseThrow(() -> throughTheUnion(
                        "changed-since",
                        "Headquarters have changed the address since, so it stays. Please speak to the union."));
        database.createNativeQuery("""
                        insert into self_service_lock (member_id, until) values (:member, :until)
                        on conflict (member_id) do update set until = excluded.until""")
                .setParameter("member", member.id())
                .setParameter("until", clock.instant().plus(settings.lock()))
                .executeUpdate();
        database.createNativeQuery("delete from email_change where member_id = :member")
                .setParameter("member", member.id())
                .executeUpdate();
        for (LinkPurpose purpose : LinkPurpose.values()) {
            tokens.end(purpose, member.id());
        }
        return changed;
    }

    /** Forgets what is over. */
    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetWhatIsOver() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            for (String table : new String[] {"member_token", "email_change", "contact_undo"}) {
                database.createNativeQuery("delete from " + table + " where expires_at <= :now")
                        .setParameter("now", now)
                        .executeUpdate();
            }
            limits.forget();
            database.createNativeQuery("delete from self_service_lock where until <= :now")
                    .setParameter("now", now)
                    .executeUpdate();
            database.createNativeQuery("delete from contact_change where changed_at <= :then")
                    .setParameter("then", now.minus(settings.recordKept()))
                    .executeUpdate();
        });
    }

    /** A later wish for the same field takes the place of an earlier one. */
    private void ask(UUID member, ContactField field, String address, String language) {
        List<?> earlier = database.createNativeQuery(
                        "delete from email_change where member_id = :member and field = :field returning id",
                        UUID.class)
                .setParameter("member", member)
                .setParameter("field", field.code())
                .getResultList();
        for (UUID id : earlier.stream().map(UUID.class::cast).toList()) {
            tokens.endAbout(id);
        }
        UUID change = UUID.randomUUID();
        database.createNativeQuery("""
                        insert into email_change (id, member_id, field, address, expires_at)
                        values (:id, :member, :field, :address, :expires)""")
                .setParameter("id", change)
                .setParameter("member", member)
                .setParameter("field", field.code())
                .setParameter("address", address)
                .setParameter("expires", clock.instant().plus(mails.confirmationLife()))
                .executeUpdate();
        mails.confirm(member, address, language, field.code(), change);
    }

    private Reached reach(LinkPurpose purpose, String token) {
        LinkTokens.Holder first = tokens.holder(purpose, token).orElseThrow(SelfService::notValid);
        MemberContact member = book.withId(first.member()).orElseThrow(SelfService::notValid);
        // Whoever had the member's row before may have used the link up.
        LinkTokens.Holder holder = tokens.holder(purpose, token).orElseThrow(SelfService::notValid);
        if (member.left()) {
            throw notValid();
        }
        return new Reached(member, holder);
    }

    private static UUID subject(Reached reached) {
        UUID subject = reached.holder().subject();
        if (subject == null) {
            throw notValid();
        }
        return subject;
    }

    private boolean locked(UUID member) {
        return !database.createNativeQuery(
                        "select 1 from self_service_lock where member_id = :member and until > :now", Integer.class)
                .setParameter("member", member)
                .setParameter("now", clock.instant())
                .getResultList()
                .isEmpty();
    }

    private void refuseLocked(UUID member) {
        if (locked(member)) {
            throw throughTheUnion(
                    "self-service-rests",
                    "A change of e-mail was taken back, so changes go through the union for now. Please speak to the"
                            + " union.");
        }
    }

    /** A refusal after which only people can help; it says which. */
    private HttpProblem throughTheUnion(String code, String detail) {
        return HttpProblem.builder(Problem.conflict(code, detail))
                .with("helpLine", mailSettings.contact())
                .build();
    }

    private static RuntimeException notValid() {
        return Problem.notFound(
                "link-not-valid", "This link is not one of ours, was used, or is too old. Please ask for a new one.");
    }
}
