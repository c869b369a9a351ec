package org.tellers.notification.headnotice;

import io.quarkus.mailer.Mail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tellers.notification.ballot.Charter;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.dispatch.Delivery;
import org.tellers.notification.dispatch.MailSettings;
import org.tellers.notification.dispatch.Postman;
import org.tellers.notification.mailtext.Language;
import org.tellers.notification.mailtext.MailText;
import org.tellers.notification.mailtext.MailTexts;
import org.tellers.service.VotersOrigin;

/**
 * Mails the head of each closed box to those who asked for it. Claim, send and note are apart, as for members' mails: a
 * crash repeats a mail and never skips one.
 */
@ApplicationScoped
class HeadNotices {

    private static final Logger LOG = Logger.getLogger(HeadNotices.class);
    private static final int BATCH = 20;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 8;

    private final EntityManager database;
    private final Postman postman;
    private final MailSettings settings;
    private final Clock clock;
    private final VotersOrigin votersOrigin;
    private final MailTexts texts = new MailTexts();

    HeadNotices(
            EntityManager database,
            Postman postman,
            MailSettings settings,
            Clock clock,
            @ConfigProperty(name = VotersOrigin.SETTING) VotersOrigin votersOrigin) {
        this.database = database;
        this.postman = postman;
        this.settings = settings;
        this.clock = clock;
        this.votersOrigin = votersOrigin;
    }

    /**
     * Where somebody wants the head to go.
     *
     * @param email the address
     * @param language tag of the language
     * @param sentAt when it went there; empty before that
     */
    record Wish(String email, String language, Optional<Instant> sentAt) {}

    /**
     * How many asked for the head.
     *
     * @param asked how many
     * @param sent to how many of them it went
     */
    record Counts(long asked, long sent) {}

    /** Notes where a person wants the head; another address after it went out gets it, too. */
    void ask(String ballot, String subject, String email, String language) {
        database.createNativeQuery("""
                        insert into head_notice (ballot, subject, email, language, due_at)
                        values (:ballot, :subject, :email, :language, :now)
                        on conflict (ballot, subject) do update set language = excluded.language,
                            sent_at = case when head_notice.email = excluded.email then head_notice.sent_at end,
                            due_at = excluded.due_at, attempts = 0, email = excluded.email""")
                .setParameter("ballot", ballot)
                .setParameter("subject", subject)
                .setParameter("email", email)
                .setParameter("language", language)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** What a person asked for. */
    @SuppressWarnings("unchecked")
    Optional<Wish> wish(String ballot, String subject) {
        List<Object[]> rows = database.createNativeQuery(
                        "select email, language, sent_at from head_notice where ballot = :ballot and subject = :subject",
                        Object[].class)
                .setParameter("ballot", ballot)
                .setParameter("subject", subject)
                .getResultList();
        return rows.stream()
                .map(row -> new Wish((String) row[0], (String) row[1], Optional.ofNullable((Instant) row[2])))
                .findFirst();
    }

    /** Forgets a person's address; false when there was none. */
    boolean withdraw(String ballot, String subject) {
        return database.createNativeQuery("delete from head_notice where ballot = :ballot and subject = :subject")
                        .setParameter("ballot", ballot)
                        .setParameter("subject", subject)
                        .executeUpdate()
                > 0;
    }

    /** The counts of a ballot. */
    Counts counts(String ballot) {
        Object[] row = (Object[]) database.createNativeQuery(
                        "select count(*), count(sent_at) from head_notice where ballot = :ballot", Object[].class)
                .setParameter("ballot", ballot)
                .getSingleResult();
        return new Counts((long) row[0], (long) row[1]);
    }

    @Scheduled(every = "{tellers.mail.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            QuarkusTransaction.requiringNew().call(this::claim).forEach(this::send);
        } catch (RuntimeException e) {
            LOG.warnf("Mails with the head of a box wait: %s", e.getClass().getSimpleName());
        }
    }

    private record Claim(
            String ballot, String subject, String email, Language language, int attempts, HeadNotice notice) {

        /** Twice as long after each failure, up to four hours. */
        private Duration pause() {
            return FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        }

        @Override
        public String toString() {
            return "Claim[" + ballot + "]";
        }
    }

    @SuppressWarnings("unchecked")
    private List<Claim> claim() {
        Instant now = clock.instant();
        List<Object[]> rows = database.createNativeQuery("""
                        update head_notice set due_at = :leased, attempts = attempts + 1
                        where (ballot, subject) in (
                            select n.ballot, n.subject from head_notice n join ballot b on b.uuid = n.ballot
                            where n.sent_at is null and n.due_at <= :now and b.closed_head is not null
                              and b.charter is not null
                            order by n.due_at limit :most for update of n skip locked)
                        returning ballot, subject, email, language, attempts""", Object[].class)
                .setParameter("leased", now.plus(settings.lease()))
                .setParameter("now", now)
                .setParameter("most", BATCH)
                .getResultList();
        return rows.stream()
                .map(row -> {
                    Language language = Language.of((String) row[3]);
                    String ballot = (String) row[0];
                    return new Claim(
                            ballot,
                            (String) row[1],
                            (String) row[2],
                            language,
                            (Integer) row[4],
                            notice(ballot, language));
                })
                .toList();
    }

    private HeadNotice notice(String uuid, Language language) {
        KnownBallot ballot = KnownBallot.findById(uuid);
        return new HeadNotice(
                language,
                Charter.parse(ballot.charter).union().orElse(ballot.name),
                ballot.name,
                ballot.closesAt,
                ballot.closedHead,
                ballot.castAtClose,
                votersOrigin.at("/api/voting/ballots/" + uuid + "/archive"),
                MailSettings.addressIn(settings.noticeFrom()));
    }

    private void send(Claim claim) {
        MailText text = texts.write(HeadNotice.NAME, claim.language(), claim.notice());
        Mail mail = Postman.mail(text, settings.noticeFrom(), claim.email());
        if (postman.sendAlone(mail) instanceof Delivery.Accepted) {
            note(claim, "sent_at = :at", clock.instant());
        } else {
            LOG.warnf(
                    "Ballot %s: the head of its box did not reach one who asked for it; it is tried again",
                    claim.ballot());
            note(claim, "due_at = :at", clock.instant().plus(claim.pause()));
        }
    }

    private void note(Claim claim, String change, Instant at) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update head_notice set " + change
                                + " where ballot = :ballot and subject = :subject and email = :email")
                        .setParameter("at", at)
                        .setParameter("ballot", claim.ballot())
                        .setParameter("subject", claim.subject())
                        .setParameter("email", claim.email())
                        .executeUpdate());
    }
}
