package org.tellers.membership.membermail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tellers.membership.memberlink.LinkPurpose;
import org.tellers.membership.memberlink.LinkToken;
import org.tellers.membership.memberlink.LinkTokens;
import org.tellers.service.VotersOrigin;

/**
 * Sends the register's own mails, one after the other: they are few. Claim, send and settle are apart. A crash in between
 * repeats at most the mail in flight, with the same Message-ID; its link then has a new token, and the one before is good
 * too, because a token is kept nowhere but in the mail.
 *
 * <p>The mail client is the mailer's own, asked directly: the mailer adds a Cc without an address, which RFC 5322 (3.6.3)
 * does not allow.
 */
@ApplicationScoped
class MemberPostman {

    private static final Logger LOG = Logger.getLogger(MemberPostman.class);
    private static final int BATCH = 50;
    private static final int DEEPEST_CAUSE = 10;

    private final EntityManager database;
    private final LinkTokens tokens;
    private final MemberMailSettings settings;
    private final MailClient mailer;
    private final Clock clock;
    private final MeterRegistry meters;
    private final VotersOrigin votersOrigin;
    private final MemberMailTexts texts = new MemberMailTexts();

    @Inject
    MemberPostman(
            EntityManager database,
            LinkTokens tokens,
            MemberMailSettings settings,
            MailClient mailer,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = VotersOrigin.SETTING) VotersOrigin votersOrigin) {
        this.database = database;
        this.tokens = tokens;
        this.settings = settings;
        this.mailer = mailer;
        this.clock = clock;
        this.meters = meters;
        this.votersOrigin = votersOrigin;
    }

    private record Claim(UUID id, int attempts) {}

    private record Ready(MailMessage mail) {

        @Override
        public String toString() {
            return "Ready";
        }
    }

    /** Sends what is due now. */
    @Scheduled(every = "{tellers.member-mail.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            boolean goOn = true;
            for (int sent = 0; goOn && sent < BATCH; sent++) {
                Claim claim = QuarkusTransaction.requiringNew().call(this::claim);
                goOn = claim != null && deliver(claim);
            }
        } catch (RuntimeException e) {
            // A message could quote an address.
            LOG.warnf("Mails to members wait: %s", e.getClass().getSimpleName());
        }
    }

    /** Takes the mail that is due first; from now on it is this process's until the lease ends. */
    private @Nullable Claim claim() {
        Instant now = clock.instant();
        List<?> rows = database.createNativeQuery("""
                        update member_mail set attempts = attempts + 1, due_at = :lease
                        where id = (select id from member_mail where due_at <= :now
                                    order by due_at, id limit 1 for update skip locked)
                        returning id, attempts""", Object[].class)
                .setParameter("lease", now.plus(settings.lease()))
                .setParameter("now", now)
                .getResultList();
        if (rows.isEmpty()) {
            return null;
        }
        Object[] row = (Object[]) rows.getFirst();
        return new Claim((UUID) row[0], (int) row[1]);
    }

    /** Sends one mail; whether the next may be tried at once. */
    private boolean deliver(Claim claim) {
        Optional<Ready> ready = QuarkusTransaction.requiringNew().call(() -> prepare(claim));
        if (ready.isEmpty()) {
            count("withdrawn");
            settle(claim);
            return true;
        }
        SendOutcome outcome = send(ready.get());
        count(outcome.name().toLowerCase(Locale.ROOT));
        switch (outcome) {
            case ACCEPTED -> settle(claim);
            case REFUSED -> {
                LOG.warnf("The relay refuses mail %s to a member for good", claim.id());
                settle(claim);
            }
            case LATER -> {
                Instant next = clock.instant().plus(SendOutcome.backOff(claim.attempts()));
                QuarkusTransaction.requiringNew()
                        .run(() -> database.createNativeQuery(
                                        "update member_mail set due_at = :next where id = :id and attempts = :attempt")
                                .setParameter("next", next)
                                .setParameter("id", claim.id())
                                .setParameter("attempt", claim.attempts())
                                .executeUpdate());
            }
        }
        return outcome != SendOutcome.LATER;
    }

    private void settle(Claim claim) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("delete from member_mail where id = :id and attempts = :attempt")
                        .setParameter("id", claim.id())
                        .setParameter("attempt", claim.attempts())
                        .executeUpdate());
    }

    /** Writes the mail, and makes the token of its link; empty when it has lost its purpose. */
    private Optional<Ready> prepare(Claim claim) {
        List<?> rows = database.createNativeQuery("""
                        select d.member_id, d.kind, d.address, d.language, array_to_string(d.fields, ','), d.subject_id,
                               d.moved, d.expires_at, concat_ws(' ', coalesce(m.first_name, m.title), m.last_name),
                               e.expires_at as confirm_until, u.expires_at as undo_until
                        from member_mail d
                        join member m on m.id = d.member_id
                        left join email_change e on e.id = d.subject_id
                        left join contact_undo u on u.change_id = d.subject_id
                        where d.id = :id and d.attempts = :attempt""", Object[].class)
                .setParameter("id", claim.id())
                .setParameter("attempt", claim.attempts())
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) rows.getFirst();
        Instant now = clock.instant();
        UUID member = (UUID) row[0];
        UUID subject = (UUID) row[5];
        MemberMailKind kind = MemberMailKind.of((String) row[1]);
        boolean moved = (boolean) row[6];
        @Nullable
        Instant linkEnds = switch (kind) {
            case LINK -> now.plus(settings.linkLife());
            case CONFIRM -> (Instant) row[9];
            case CHANGED -> null;
            case TOLD -> (Instant) row[10];
        };
        boolean pointless = kind == MemberMailKind.CONFIRM && (linkEnds == null || !linkEnds.isAfter(now));
        if (pointless || !((Instant) row[7]).isAfter(now)) {
            return Optional.empty();
        }
        boolean welsh = "cy".equals(row[3]);
        Optional<String> link;
        if (linkEnds != null) {
            link = Optional.of(link(kind.purpose().orElseThrow(), member, subject, linkEnds, welsh));
        } else {
            link = moved ? Optional.of(page("/send-again", welsh)) : Optional.empty();
        }
        String from = settings.from();
        MemberLetter letter = new MemberLetter(
                kind,
                welsh,
                (String) row[8],
                Arrays.stream(((String) row[4]).split(","))
                        .filter(field -> !field.isEmpty())
                        .toList(),
                moved,
                link,
                linkEnds == null ? Duration.ZERO : rounded(Duration.between(now, linkEnds)),
                votersOrigin.text(),
                settings.union(),
                settings.contact(),
                MemberMailSettings.addressIn(from));
        MemberMailTexts.Written written = texts.write(letter);
        return Optional.of(new Ready(new MailMessage()
                .setFrom(from)
                .setBounceAddress(settings.returnPath().orElse(letter.sender()))
                .setTo((String) row[2])
                .setSubject(written.subject())
                .setText(written.text())
                .setHtml(written.html())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("Auto-Submitted", "auto-generated")
                        .add("Message-ID", "<" + claim.id() + ".member@" + settings.messageIdDomain() + ">"))));
    }

    private String link(LinkPurpose purpose, UUID member, @Nullable UUID subject, Instant ends, boolean welsh) {
        LinkToken token = tokens.issue(purpose, member, subject, ends);
        return page(purpose.page(), welsh) + "#" + token.reveal();
    }

    private String page(String path, boolean welsh) {
        return votersOrigin.at((welsh ? "/cy" : "") + path);
    }

    /** A link that was due some seconds ago is still said to be good for the whole period. */
    private static Duration rounded(Duration left) {
        return Duration.ofMinutes(Math.max(1, left.plusSeconds(59).toMinutes()));
    }

    private SendOutcome send(Ready ready) {
        try {
            mailer.sendMail(ready.mail()).await().atMost(settings.timeout());
            return SendOutcome.ACCEPTED;
        } catch (RuntimeException e) {
            return read(e);
        }
    }

    /** What a failure of the mail client means; its texts quote addresses and are never kept. */
    private static SendOutcome read(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SMTPException reply) {
                return SendOutcome.ofReply(reply.getReplyCode());
            }
            cause = cause.getCause();
        }
        return SendOutcome.LATER;
    }

    private void count(String outcome) {
        meters.counter("tellers.member.mails", "outcome", outcome).increment();
    }
}
