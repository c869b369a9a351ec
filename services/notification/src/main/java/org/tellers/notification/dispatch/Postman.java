package org.tellers.notification.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
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
import org.tellers.service.Sealer;

/**
 * Hands due mails to the relay, a bounded number at a time. Claim, send and settle are apart: a crash in between repeats
 * at most the mails in flight, one for each sender, with the same Message-ID and code, and never skips one.
 */
@ApplicationScoped
public class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final int BATCH = 64;
    /** For how long what was read of a mail when it was claimed is what stands when its turn comes. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** How often, in a long round, it is looked for mails that are due again or too late. */
    private static final Duration TIDY = Duration.ofSeconds(5);

    private final EntityManager database;
    private final DispatchQueue queue;
    private final DispatchReader reader;
    private final DispatchBook book;
    private final CredentialVault vault;
    private final Relay relay;
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
            DispatchReader reader,
            DispatchBook book,
            CredentialVault vault,
            Relay relay,
            MailSettings settings,
            Letters letters,
            ReturnPaths returnPaths,
            AddressHashes hashes,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.queue = queue;
        this.reader = reader;
        this.book = book;
        this.vault = vault;
        this.relay = relay;
        this.settings = settings;
        this.letters = letters;
        this.returnPath = returnPaths.path();
        this.hashes = hashes;
        this.clock = clock;
        this.meters = meters;
        this.throttle = new Throttle(
                new Throttle.Limits(
                        settings.rate(),
                        settings.domainRate(),
                        settings.domainRates().orElseGet(DomainRates::none)),
                clock);
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
        Round round = new Round();
        try {
            Instant tidied = Instant.EPOCH;
            do {
                if (!clock.instant().isBefore(tidied.plus(TIDY))) {
                    tidied = clock.instant();
                    QuarkusTransaction.requiringNew().run(this::tidy);
                }
            } while (batch(round));
            round.await(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Mails wait: %s", e.getClass().getSimpleName());
        } finally {
            relay.hangUp();
        }
    }

    /** The mails of a round that are in the senders' hands or wait for one. */
    private final class Round {

        private final CompletionService<Void> work = new ExecutorCompletionService<>(senders);
        private int open;

        void add(DispatchQueue.Claim claim, Reading reading) {
            work.submit(() -> {
                deliver(claim, reading);
                return null;
            });
            open++;
        }

        /** Waits until no more than so many are left. */
        void await(int left) throws InterruptedException {
            while (open > left) {
                work.take();
                open--;
            }
        }
    }

    /**
     * How a mail stood.
     *
     * @param at when it was read
     * @param standing what was read
     */
    private record Reading(Instant at, Standing standing) {

        /** Whether it holds now; where the relay is slow and the mail had to wait, it is read once more (rule R3). */
        boolean holds(Instant now) {
            return now.isBefore(at.plus(FRESH));
        }
    }

    /** Claims mails for senders that will soon have none; whether there may be more. */
    private boolean batch(Round round) throws InterruptedException {
        round.await(settings.senders());
        if (pause.resting(clock.instant())) {
            return false;
        }
        int leave = throttle.take(BATCH);
        if (leave == 0) {
            return false;
        }
        Claimed claimed = QuarkusTransaction.requiringNew().call(() -> claim(leave));
        List<DispatchQueue.Claim> claims = claimed.claims();
        throttle.giveBack(leave - claims.size());
        List<DispatchQueue.Ended> notNow = new ArrayList<>();
        for (DispatchQueue.Claim claim : claims) {
            Duration wait = throttle.admit(claim.domain());
            if (wait.isZero()) {
                round.add(claim, new Reading(claimed.at(), claimed.standing().get(claim.id())));
            } else {
                notNow.add(new DispatchQueue.Ended(claim, new Delivery.NotNow(wait)));
            }
        }
        if (!notNow.isEmpty()) {
            throttle.giveBack(notNow.size());
            QuarkusTransaction.requiringNew().run(() -> queue.settle(notNow));
        }
        return claims.size() == leave;
    }

    /** Mails, and how they stood when they were claimed. */
    private record Claimed(List<DispatchQueue.Claim> claims, Map<UUID, Standing> standing, Instant at) {}

    private Claimed claim(int most) {
        List<DispatchQueue.Claim> claims = queue.claim(streams(), throttle.resting(), most, settings.lease());
        Instant now = clock.instant();
        return new Claimed(claims, reader.read(claims), now);
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

    private void deliver(DispatchQueue.Claim claim, Reading reading) throws InterruptedException {
        try {
            if (pause.resting(clock.instant())) {
                book.settle(claim, new Delivery.NotNow(Duration.ZERO));
                return;
            }
            Optional<Standing> standing =
                    reading.holds(clock.instant()) ? Optional.of(reading.standing()) : book.read(claim);
            if (standing.isEmpty()) {
                LOG.debugf("Dispatch %s is another worker's by now", claim.id());
                return;
            }
            deliver(claim, standing.get());
        } catch (RuntimeException e) {
            // The lease runs out and the mail is due again, as after a crash. A message could quote an address.
            LOG.warnf(
                    "Dispatch %s is tried again later: %s",
                    claim.id(), e.getClass().getSimpleName());
        }
    }

    private void deliver(DispatchQueue.Claim claim, Standing standing) throws InterruptedException {
        Optional<String> address = standing.recipient().flatMap(Recipient::address);
        MailTurn turn = new MailTurn(
                claim.kind(),
                window(standing.ballot()).hold(claim.kind(), clock.instant()),
                standing.excluded(),
                standing.code().isPresent(),
                standing.voted(),
                standing.overtaken(),
                standing.declined(),
                standing.consented(),
                address,
                standing.suppressed());
        Optional<Delivery> instead = turn.instead();
        if (instead.isPresent()) {
            book.settle(claim, instead.get());
            return;
        }
        Letter letter;
        try {
            Recipient recipient = standing.recipient().orElseThrow();
            letter = letters.toMember(
                    standing.ballot(), claim.kind(), standing.member(), recipient, content(claim, standing, recipient));
        } catch (Sealer.SealBroken e) {
            LOG.warnf("Dispatch %s: its credential does not open; is TELLERS_SEAL_KEY_FILE the right key?", claim.id());
            book.settle(claim, new Delivery.Later("seal-broken"));
            return;
        }
        Mail mail = mail(letter, address.orElseThrow()).addHeader("Message-ID", standing.messageId());
        returnPath.ifPresent(path -> mail.setBounceAddress(path.of(new ReturnPath.Token(standing.returnToken()))));
        RelayLine line = relay.take();
        try {
            Optional<Delivery> broken = line.connect();
            if (broken.isEmpty() && !book.begin(claim, hashes.of(address.orElseThrow()))) {
                LOG.debugf("Dispatch %s is another worker's by now", claim.id());
                return;
            }
            Delivery delivery = broken.orElseGet(() -> line.send(mail));
            note(delivery);
            book.settle(claim, delivery);
        } finally {
            relay.giveBack(line);
        }
    }

    private Letter.Content content(DispatchQueue.Claim claim, Standing standing, Recipient recipient) {
        return switch (claim.kind()) {
            case INVITATION, RESEND, REPLACEMENT, REMINDER -> {
                Standing.SealedCode code = standing.code().orElseThrow();
                yield new Letter.Content.Code(
                        vault.open(standing.ballot().uuid, code.publicCredential(), code.sealed()));
            }
            case RECORDED -> new Letter.Content.Recorded(standing.voted());
            case EXTENSION ->
                QuarkusTransaction.requiringNew()
                        .call(() -> ExtensionNotice.<ExtensionNotice>findById(standing.run())
                                .content());
            case CONFIRMATION, RESULT -> new Letter.Content.Nothing();
            case CAMPAIGN ->
                QuarkusTransaction.requiringNew().call(() -> campaign(standing.run(), recipient.language()));
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

    /** Sends a letter that is not in the queue, to an officer who looks at it; says how that ended. */
    public Delivery sendOnTrial(Letter letter, String address) {
        return sendAlone(mail(letter, address));
    }

    /** Sends a mail that is not in the queue; says how that ended. */
    public Delivery sendAlone(Mail mail) {
        return relay.send(
                mail.addHeader("Message-ID", "<%s.alone@%s>".formatted(UUID.randomUUID(), settings.messageIdDomain())));
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
