package org.tellers.notification.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.tellers.notification.authority.CredentialVault;
import org.tellers.notification.ballot.Charter;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;
import org.tellers.notification.mailtext.Letter;
import org.tellers.notification.mailtext.MailText;
import org.tellers.notification.mailtext.MailTexts;
import org.tellers.service.Sealer;

/**
 * Hands due mails to the relay, a bounded number at a time. Claim, send and settle are apart: a crash in between repeats
 * at most the mails in flight, with the same Message-ID and code, and never skips one.
 */
@ApplicationScoped
public class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final int BATCH = 64;

    /** One plain address: nothing that could be a second recipient or a header of its own. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>(),;:\"\\\\]+@[^\\s@<>(),;:\"\\\\]+");

    private final EntityManager database;
    private final DispatchQueue queue;
    private final CredentialVault vault;
    private final ReactiveMailer mailer;
    private final MailSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final MailTexts texts = new MailTexts();
    private final RelayPause pause = new RelayPause();
    private final ExecutorService senders;

    Postman(
            EntityManager database,
            DispatchQueue queue,
            CredentialVault vault,
            ReactiveMailer mailer,
            MailSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.queue = queue;
        this.vault = vault;
        this.mailer = mailer;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
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
            QuarkusTransaction.requiringNew().run(queue::requeue);
            for (String ballot : open()) {
                while (batch(ballot)) {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Mails wait: %s", e.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> open() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select uuid from ballot where opened and ended is null order by closes_at",
                                String.class)
                        .getResultList());
    }

    /** Sends one batch; whether another may follow at once. */
    private boolean batch(String uuid) throws InterruptedException {
        if (pause.resting(clock.instant())) {
            return false;
        }
        List<DispatchQueue.Claim> claims = QuarkusTransaction.requiringNew().call(() -> {
            // Shared with other workers; a close that is announced now waits until the claim is stored.
            KnownBallot ballot = KnownBallot.findById(uuid, LockModeType.PESSIMISTIC_READ);
            return queue.claim(ballot, BATCH, settings.lease());
        });
        List<Callable<Void>> work = claims.stream()
                .<Callable<Void>>map(claim -> () -> {
                    deliver(claim);
                    return null;
                })
                .toList();
        senders.invokeAll(work);
        return claims.size() == BATCH;
    }

    private void deliver(DispatchQueue.Claim claim) {
        try {
            if (pause.resting(clock.instant())) {
                QuarkusTransaction.requiringNew().run(() -> queue.release(claim));
                return;
            }
            Prepared prepared = QuarkusTransaction.requiringNew().call(() -> prepare(claim));
            if (prepared == null) {
                return;
            }
            Delivery delivery = send(prepared);
            note(delivery);
            QuarkusTransaction.requiringNew()
                    .run(() -> queue.settle(
                            claim,
                            prepared.letter().ballot(),
                            prepared.letter().kind().code(),
                            delivery));
        } catch (RuntimeException e) {
            // The lease runs out and the mail is due again, as after a crash. A message could quote an address.
            LOG.warnf(
                    "Dispatch %s is tried again later: %s",
                    claim.id(), e.getClass().getSimpleName());
        }
    }

    private record Prepared(Letter letter, String address, String messageId) {

        @Override
        public String toString() {
            return "Prepared[" + letter + "]";
        }
    }

    /** Reads everything for one mail as it stands now (rule R3); null when it is not to be sent, which is stored. */
    private Prepared prepare(DispatchQueue.Claim claim) {
        List<?> rows = database.createNativeQuery("""
                        select d.ballot, d.kind, d.message_id, e.excluded, c.public_credential, c.sealed,
                               k.title, k.first_name, k.last_name, k.preferred, k.personal_email, k.work_email, k.language
                        from dispatch d
                        join roll_entry e on e.entry_id = d.entry_id
                        left join credential c on c.entry_id = d.entry_id and c.state = 'active'
                        left join contact k on k.member_id = e.member_id
                        where d.id = :id and d.state = 'sending' and d.attempts = :attempt""", Object[].class)
                .setParameter("id", claim.id())
                .setParameter("attempt", claim.attempt())
                .getResultList();
        if (rows.isEmpty()) {
            return null;
        }
        Object[] row = (Object[]) rows.getFirst();
        KnownBallot ballot = KnownBallot.findById(row[0]);
        String kind = (String) row[1];
        if (!ballot.mailable(clock.instant())) {
            queue.release(claim);
            return null;
        }
        if ((boolean) row[3] || row[5] == null) {
            queue.withdraw(claim, (boolean) row[3] ? "excluded" : "no-live-credential");
            return null;
        }
        if (row[8] == null) {
            queue.withoutAddress(claim, ballot.uuid, kind);
            return null;
        }
        Recipient recipient = new Recipient(
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (String) row[10],
                (String) row[11],
                (String) row[12]);
        String address = recipient.address().orElse(null);
        if (address == null) {
            queue.withoutAddress(claim, ballot.uuid, kind);
            return null;
        }
        if (!ADDRESS.matcher(address).matches()) {
            queue.settle(claim, ballot.uuid, kind, new Delivery.Refused("address-invalid"));
            return null;
        }
        try {
            Letter letter = new Letter(
                    Letter.Kind.of(kind),
                    recipient.language(),
                    recipient.name(),
                    ballot.uuid,
                    ballot.name,
                    Charter.parse(ballot.charter),
                    ballot.opensAt,
                    ballot.closesAt,
                    ballot.fingerprint,
                    vault.open(ballot.uuid, (String) row[4], (byte[]) row[5]),
                    settings.votersOrigin(),
                    settings.senderAddress());
            return new Prepared(letter, address, (String) row[2]);
        } catch (Sealer.SealBroken e) {
            LOG.warnf("Dispatch %s: its credential does not open; is TELLERS_SEAL_KEY_FILE the right key?", claim.id());
            queue.settle(claim, ballot.uuid, kind, new Delivery.Later("seal-broken"));
            return null;
        }
    }

    private Delivery send(Prepared prepared) {
        MailText text = texts.write(prepared.letter());
        Mail mail = new Mail()
                .setFrom(settings.noticeFrom())
                .addTo(prepared.address())
                .setSubject(text.subject())
                .setText(text.text())
                .setHtml(text.html())
                .addHeader("Message-ID", prepared.messageId())
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            mailer.send(mail).await().atMost(settings.timeout());
            return new Delivery.Accepted();
        } catch (RuntimeException e) {
            return SmtpFailure.read(e);
        }
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
