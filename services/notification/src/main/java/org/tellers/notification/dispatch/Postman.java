package org.tellers.notification.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.tellers.notification.authority.CredentialVault;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;
import org.tellers.notification.delivery.ReturnPath;
import org.tellers.notification.delivery.ReturnPaths;
import org.tellers.notification.mailtext.Letter;
import org.tellers.notification.mailtext.MailKind;
import org.tellers.notification.mailtext.MailText;
import org.tellers.notification.mailtext.MailTexts;
import org.tellers.notification.suppression.AddressHashes;
import org.tellers.notification.suppression.MailClass;
import org.tellers.service.Sealer;

/**
 * Hands due mails to the relay, a bounded number at a time. Claim, send and settle are apart: a crash in between repeats
 * at most the mails in flight, one for each sender, with the same Message-ID and code, and never skips one.
 */
@ApplicationScoped
public class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final int BATCH = 64;
    /** How often, in a long round, it is looked for mails that are due again or too late. */
    private static final Duration TIDY = Duration.ofSeconds(5);

    private final EntityManager database;
    private final DispatchQueue queue;
    private final Settlements settlements;
    private final CredentialVault vault;
    private final ReactiveMailer mailer;
    private final MailSettings settings;
    private final Letters letters;
    private final Optional<ReturnPath> returnPath;
    private final AddressHashes hashes;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Throttle throttle;
    private final MailTexts texts = new MailTexts();
    private final RelayPause pause = new RelayPause();
    private final ExecutorService senders;

    Postman(
            EntityManager database,
            DispatchQueue queue,
            Settlements settlements,
            CredentialVault vault,
            ReactiveMailer mailer,
            MailSettings settings,
            Letters letters,
            ReturnPaths returnPaths,
            AddressHashes hashes,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.queue = queue;
        this.settlements = settlements;
        this.vault = vault;
        this.mailer = mailer;
        this.settings = settings;
        this.letters = letters;
        this.returnPath = returnPaths.path();
        this.hashes = hashes;
        this.clock = clock;
        this.meters = meters;
        this.throttle = new Throttle(
                new Throttle.Limits(settings.rate(), settings.domainRate(), settings.domainRates()), clock);
        this.senders = Executors.newFixedThreadPool(
                settings.senders(),
                Thread.ofPlatform().name("postman-", 1).daemon().factory());
        meters.gauge("tellers.mail.relay.down", pause, state -> state.troubled() ? 1 : 0);
    }

    @PreDestroy
    void stop() {
        senders.shutdownNow();
    }

    /** Whether the relay failed when it was last tried; sending goes on by itself. */
    public boolean relayIsDown() {
        return pause.troubled();
    }

    /** Sends what is due now. */
    @Scheduled(every = "{tellers.mail.round}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            Instant tidied = Instant.EPOCH;
            do {
                if (!clock.instant().isBefore(tidied.plus(TIDY))) {
                    tidied = clock.instant();
                    QuarkusTransaction.requiringNew().run(this::tidy);
                }
            } while (batch());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Mails wait: %s", e.getClass().getSimpleName());
        }
    }

    /** Sends one batch; whether another may follow at once. */
    private boolean batch() throws InterruptedException {
        if (pause.resting(clock.instant())) {
            return false;
        }
        int leave = throttle.take(BATCH);
        if (leave == 0) {
            return false;
        }
        List<DispatchQueue.Claim> claims = QuarkusTransaction.requiringNew()
                .call(() -> queue.claim(streams(), throttle.resting(), leave, settings.lease()));
        throttle.giveBack(leave - claims.size());
        List<Callable<Void>> work = new ArrayList<>();
        List<DispatchQueue.Ended> notNow = new ArrayList<>();
        for (DispatchQueue.Claim claim : claims) {
            Duration wait = throttle.admit(claim.domain());
            if (wait.isZero()) {
                work.add(() -> {
                    deliver(claim);
                    return null;
                });
            } else {
                notNow.add(new DispatchQueue.Ended(claim, new Delivery.NotNow(wait)));
            }
        }
        if (!notNow.isEmpty()) {
            throttle.giveBack(notNow.size());
            QuarkusTransaction.requiringNew().run(() -> queue.settle(notNow));
        }
        senders.invokeAll(work);
        return claims.size() == leave;
    }

    /** Lets mails be due again that were left behind, and sets those aside for which the close has come too near. */
    private void tidy() {
        queue.requeue();
        for (KnownBallot ballot : withQueuedMails()) {
            window(ballot).hold(MailKind.REMINDER, clock.instant()).ifPresent(hold -> {
                switch (hold) {
                    case TOO_LATE, CLOSED -> {
                        int unsent = queue.setAside(ballot.uuid, hold);
                        if (unsent > 0) {
                            LOG.warnf(
                                    "Ballot %s: %d mails are not sent (%s) and listed as unsent",
                                    ballot.uuid, unsent, hold.code());
                        }
                    }
                    case CANCELLED -> queue.cancel(ballot.uuid);
                    case NOT_OPEN, NOT_CLOSED, NO_OUTCOME -> {}
                }
            });
        }
    }

    /** What may leave now. */
    private List<DispatchQueue.Stream> streams() {
        Instant now = clock.instant();
        return withQueuedMails().stream()
                .flatMap(ballot -> Arrays.stream(MailKind.values())
                        .filter(kind -> window(ballot).hold(kind, now).isEmpty())
                        .map(kind -> new DispatchQueue.Stream(ballot.uuid, kind)))
                .toList();
    }

    /** Their rows stay locked until the transaction ends: a close that is announced now waits for it. */
    @SuppressWarnings("unchecked")
    private List<KnownBallot> withQueuedMails() {
        return database.createNativeQuery("""
                        select b.* from ballot b where b.charter is not null
                          and exists (select 1 from dispatch d where d.ballot = b.uuid and d.state = 'queued')
                        order by b.uuid for share of b""", KnownBallot.class).getResultList();
    }

    private SendingWindow window(KnownBallot ballot) {
        return SendingWindow.of(ballot, settings.stopBeforeClose());
    }

    private void deliver(DispatchQueue.Claim claim) {
        try {
            if (pause.resting(clock.instant())) {
                settlements.store(claim, new Delivery.NotNow(Duration.ZERO));
                return;
            }
            Prepared prepared = QuarkusTransaction.requiringNew().call(() -> prepare(claim));
            switch (prepared) {
                case Ready ready -> {
                    Delivery delivery = send(ready);
                    note(delivery);
                    settlements.store(claim, delivery);
                }
                case Unsent unsent -> settlements.store(claim, unsent.instead());
                case Lost lost -> LOG.debugf("Dispatch %s is another worker's by now", claim.id());
            }
        } catch (RuntimeException e) {
            // The lease runs out and the mail is due again, as after a crash. A message could quote an address.
            LOG.warnf(
                    "Dispatch %s is tried again later: %s",
                    claim.id(), e.getClass().getSimpleName());
        }
    }

    private sealed interface Prepared {}

    private record Ready(Letter letter, String address, String messageId, ReturnPath.Token token) implements Prepared {

        @Override
        public String toString() {
            return "Ready[" + letter + "]";
        }
    }

    private record Unsent(Delivery instead) implements Prepared {}

    private record Lost() implements Prepared {}

    /** Reads everything for one mail as it stands now (rule R3), and notes that it is in flight. */
    private Prepared prepare(DispatchQueue.Claim claim) {
        List<?> rows = database.createNativeQuery("""
                        select d.message_id, d.run_id, e.excluded, e.member_id, c.public_credential, c.sealed,
                               exists (select 1 from credential u where u.entry_id = d.entry_id and u.state = 'used'),
                               exists (select 1 from opt_out o where o.member_id = e.member_id and o.kind = d.kind
                                   and o.ballot in ('', d.ballot)),
                               coalesce(k.campaign_consent, false),
                               k.title, k.first_name, k.last_name, k.preferred, k.personal_email, k.work_email, k.language,
                               d.return_token,
                               (select s.reason from address_hash h join suppression s on s.hash = h.hash
                                where h.member_id = e.member_id and s.mail_class = :class),
                               exists (select 1 from extension_notice n join ballot b on b.uuid = n.ballot
                                   where n.run_id = d.run_id and n.closes_at < b.closes_at)
                        from dispatch d
                        join roll_entry e on e.entry_id = d.entry_id
                        left join credential c on c.entry_id = d.entry_id and c.state = 'active'
                        left join contact k on k.member_id = e.member_id
                        where d.id = :id and d.state = 'sending' and d.attempts = :attempt""", Object[].class)
                .setParameter("id", claim.id())
                .setParameter("attempt", claim.attempt())
                .setParameter("class", MailClass.of(claim.kind()).code())
                .getResultList();
        if (rows.isEmpty()) {
            return new Lost();
        }
        Object[] row = (Object[]) rows.getFirst();
        KnownBallot ballot = KnownBallot.findById(claim.ballot());
        boolean voted = (boolean) row[6];
        Optional<Recipient> recipient = recipient(row);
        Optional<String> address = recipient.flatMap(Recipient::address);
        MailTurn turn = new MailTurn(
                claim.kind(),
                window(ballot).hold(claim.kind(), clock.instant()),
                (boolean) row[2],
                row[5] != null,
                voted,
                (boolean) row[18],
                (boolean) row[7],
                (boolean) row[8],
                address,
                Optional.ofNullable((String) row[17]));
        Optional<Delivery> instead = turn.instead();
        if (instead.isPresent()) {
            return new Unsent(instead.get());
        }
        Letter.Content content;
        try {
            content = content(claim, ballot, row, voted, recipient.orElseThrow());
        } catch (Sealer.SealBroken e) {
            LOG.warnf("Dispatch %s: its credential does not open; is TELLERS_SEAL_KEY_FILE the right key?", claim.id());
            return new Unsent(new Delivery.Later("seal-broken"));
        }
        if (!queue.begin(claim, settings.lease(), hashes.of(address.orElseThrow()))) {
            return new Lost();
        }
        return new Ready(
                letters.toMember(ballot, claim.kind(), (UUID) row[3], recipient.orElseThrow(), content),
                address.orElseThrow(),
                (String) row[0],
                new ReturnPath.Token((String) row[16]));
    }

    private static Optional<Recipient> recipient(Object[] row) {
        return row[11] == null
                ? Optional.empty()
                : Optional.of(new Recipient(
                        (String) row[9],
                        (String) row[10],
                        (String) row[11],
                        (String) row[12],
                        (String) row[13],
                        (String) row[14],
                        (String) row[15]));
    }

    private Letter.Content content(
            DispatchQueue.Claim claim, KnownBallot ballot, Object[] row, boolean voted, Recipient recipient) {
        return switch (claim.kind()) {
            case INVITATION, RESEND, REPLACEMENT, REMINDER ->
                new Letter.Content.Code(vault.open(ballot.uuid, (String) row[4], (byte[]) row[5]));
            case RECORDED -> new Letter.Content.Recorded(voted);
            case EXTENSION -> ExtensionNotice.<ExtensionNotice>findById(row[1]).content();
            case CONFIRMATION, RESULT -> new Letter.Content.Nothing();
            case CAMPAIGN -> campaign((UUID) row[1], recipient.language());
        };
    }

    /** The text in the member's language, else the one there is. */
    private Letter.Content campaign(UUID run, String language) {
        Object[] text = (Object[]) database.createNativeQuery("""
                        select subject, body from campaign_text where run_id = :run
                        order by (language = :language) desc limit 1""", Object[].class)
                .setParameter("run", run)
                .setParameter("language", language)
                .getSingleResult();
        return new Letter.Content.Campaign((String) text[0], (String) text[1]);
    }

    private Delivery send(Ready ready) {
        Mail mail = mail(ready.letter(), ready.address()).addHeader("Message-ID", ready.messageId());
        returnPath.ifPresent(path -> mail.setBounceAddress(path.of(ready.token())));
        return handOver(mail);
    }

    /** Sends a mail that is not in the queue, to an officer who looks at it; says how that ended. */
    public Delivery sendOnTrial(Letter letter, String address) {
        return handOver(mail(letter, address));
    }

    /**
     * A mail of ours; what fails returns to its sender, unless a return path is set.
     *
     * @param from From, with or without a display name
     */
    public static Mail mail(MailText text, String from, String address) {
        return new Mail()
                .setFrom(from)
                .setBounceAddress(MailSettings.addressIn(from))
                .addTo(address)
                .setSubject(text.subject())
                .setText(text.text())
                .setHtml(text.html())
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private Delivery handOver(Mail mail) {
        try {
            mailer.send(mail).await().atMost(settings.timeout());
            return new Delivery.Accepted();
        } catch (RuntimeException e) {
            return SmtpFailure.read(e);
        }
    }

    /** Writes a mail without sending it. */
    public MailText write(Letter letter) {
        return texts.write(letter);
    }

    private Mail mail(Letter letter, String address) {
        Mail mail = mail(texts.write(letter), letters.from(letter.kind()), address);
        letter.declineAt()
                .ifPresent(link -> mail.addHeader("List-Unsubscribe", "<" + link + ">")
                        .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        return mail;
    }

    private void note(Delivery delivery) {
        meters.counter(
                        "tellers.mail.deliveries",
                        "outcome",
                        delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
        if (delivery instanceof Delivery.RelayDown down) {
            if (pause.begin(clock.instant())) {
                LOG.warnf(
                        "The mail relay does not take mails (%s); sending rests and goes on by itself", down.reason());
            }
        } else {
            pause.over();
        }
    }
}
