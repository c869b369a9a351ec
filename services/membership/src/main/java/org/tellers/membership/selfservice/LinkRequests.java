package org.tellers.membership.selfservice;

import io.github.bucket4j.Bucket;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tellers.membership.contact.ContactBook;
import org.tellers.membership.contact.MemberContact;
import org.tellers.membership.membermail.MemberMails;
import org.tellers.service.limit.Buckets;

/**
 * Requests for links. They are written down and answered before anybody looks whom they name, so that neither the answer
 * nor its time tells whether there is such a member; a moment later those who are found get their mail, at the address in
 * force and no other. Whoever reads that mailbox could vote with the codes that go there, so a link gives them no more.
 */
@ApplicationScoped
class LinkRequests {

    private static final Logger LOG = Logger.getLogger(LinkRequests.class);
    private static final int BATCH = 50;
    /** Members who share one mailbox; more of them are no family. */
    private static final int MOST_OF_ONE_ADDRESS = 5;

    private final EntityManager database;
    private final ContactBook book;
    private final MemberMails mails;
    private final LinkLimits limits;
    /** Of everybody together, and never by where a request comes from: many members share one network (rule R22). */
    private final Bucket rate;

    private final Clock clock;

    @Inject
    LinkRequests(
            EntityManager database,
            ContactBook book,
            MemberMails mails,
            LinkLimits limits,
            SelfServiceSettings settings,
            Clock clock) {
        this.database = database;
        this.book = book;
        this.mails = mails;
        this.limits = limits;
        this.rate = Buckets.aSecond(settings.requestsASecond(), clock);
        this.clock = clock;
    }

    /**
     * Takes a request.
     *
     * @param identifier a membership number or an e-mail address, or neither
     * @return false when there are too many at once, whoever asks
     */
    boolean take(String identifier) {
        if (!rate.tryConsume(1)) {
            return false;
        }
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "insert into link_request (id, identifier, asked_at) values (uuidv7(), :it, :now)")
                        .setParameter("it", identifier.strip())
                        .setParameter("now", clock.instant())
                        .executeUpdate());
        return true;
    }

    /** Looks up who asked. */
    @Scheduled(every = "{tellers.self-service.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            while (QuarkusTransaction.requiringNew().call(this::batch) == BATCH) {
                // There may be more.
            }
        } catch (RuntimeException e) {
            // A message could quote what somebody typed.
            LOG.warnf("Requests for links wait: %s", e.getClass().getSimpleName());
        }
    }

    private int batch() {
        List<?> asked = database.createNativeQuery("""
                        delete from link_request where id in (
                            select id from link_request order by id limit :most for update skip locked)
                        returning identifier""", String.class)
                .setParameter("most", BATCH)
                .getResultList();
        // Replicas count members in the same order, so that none waits for another that waits for it.
        asked.stream()
                .flatMap(identifier -> named((String) identifier).stream())
                .sorted()
                .forEach(member -> book.look(member).ifPresent(this::send));
        return asked.size();
    }

    private void send(MemberContact member) {
        member.details()
                .emailInForce()
                .filter(_ -> limits.takes(member.id()))
                .ifPresent(address ->
                        mails.link(member.id(), address, member.details().language()));
    }

    /** Members of this number, or with this address; the index of the search answers. */
    private List<UUID> named(String identifier) {
        return identifier.contains("@") ? withAddress(identifier) : withNumber(identifier);
    }

    @SuppressWarnings("unchecked")
    private List<UUID> withAddress(String address) {
        return database.createNativeQuery("""
                        select id from member
                        where search_words(search) @@ search_exactly(folded(:address)) and status <> 'left'
                          and lower(:address) in (lower(personal_email), lower(work_email))
                        order by id limit :most""", UUID.class)
                .setParameter("address", address)
                .setParameter("most", MOST_OF_ONE_ADDRESS)
                .getResultList();
    }

    /** As it is written, else without leading zeros, as people say it, if that is one member only. */
    private List<UUID> withNumber(String number) {
        List<?> rows = database.createNativeQuery("""
                        select id, membership_number = :number from member
                        where search_words(search) @@ search_exactly(ltrim(folded(:number), '0')) and status <> 'left'
                          and ltrim(lower(membership_number), '0') = ltrim(:lower, '0')
                        order by 2 desc limit 2""", Object[].class)
                .setParameter("number", number)
                .setParameter("lower", number.toLowerCase(Locale.ROOT))
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .filter(row -> rows.size() == 1 || (boolean) row[1])
                .map(row -> (UUID) row[0])
                .toList();
    }
}
