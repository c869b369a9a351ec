package org.tellers.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Reads the mailbox to which failures return (IMAP, RFC 9051). A report that was taken is deleted there; whatever names no
 * mail of ours, or is no report, is put into a folder aside for a person to look at, and goes when its time is over. A
 * mail leaves the inbox only after what it says is stored: a crash in between reads it again, which counts once.
 */
@ApplicationScoped
class BounceMailbox {

    private static final Logger LOG = Logger.getLogger(BounceMailbox.class);
    /** Mails of one visit, so that a flood does not hold everything in memory. */
    private static final int MOST = 500;

    private final DeliverySettings settings;
    private final DeliverySettings.Mailbox mailbox;
    private final ReportBook book;
    private final ReportReader reader;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicBoolean down = new AtomicBoolean();

    BounceMailbox(
            DeliverySettings settings, ReturnPaths returnPaths, ReportBook book, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.mailbox = settings.mailbox();
        this.book = book;
        this.reader = new ReportReader(returnPaths.path());
        this.clock = clock;
        this.meters = meters;
        meters.gauge("tellers.mail.bounces.down", down, state -> state.get() ? 1 : 0);
    }

    /** What was done with a mail of the mailbox. */
    private enum Fate {
        /** Noted, or noted before. */
        TAKEN(false),
        /** Tells that a mail was delivered. */
        DELIVERED(false),
        /** A report that names no mail of ours. */
        UNMATCHED(true),
        /** Written by a person, or by a machine for people. */
        NO_REPORT(true),
        /** Larger than any report. */
        TOO_LARGE(true),
        /** Not to be told apart into its parts. */
        UNREADABLE(true);

        private final boolean aside;

        Fate(boolean aside) {
            this.aside = aside;
        }
    }

    @Scheduled(
            every = "{tellers.delivery-reports.mailbox.round}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void visit() {
        if (mailbox.host().isEmpty()) {
            return;
        }
        try {
            while (read() == MOST) {}
            if (down.getAndSet(false)) {
                LOG.info("The bounce mailbox is read again");
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            // A message could quote an address.
            if (!down.getAndSet(true)) {
                LOG.warnf(
                        "The bounce mailbox cannot be read (%s); it is tried again",
                        e.getClass().getSimpleName());
            }
        }
    }

    /** Reads what is there; how many mails. */
    private int read() throws MessagingException, IOException {
        try (Store store = open();
                Folder folder = store.getFolder(mailbox.folder())) {
            folder.open(Folder.READ_WRITE);
            int there = Math.min(MOST, folder.getMessageCount());
            Message[] mails = there == 0 ? new Message[0] : folder.getMessages(1, there);
            FetchProfile sizes = new FetchProfile();
            sizes.add(FetchProfile.Item.SIZE);
            sizes.add(FetchProfile.Item.FLAGS);
            folder.fetch(mails, sizes);
            for (Message mail : mails) {
                try {
                    if (!mail.isSet(Flags.Flag.DELETED)) {
                        settle(store, folder, mail);
                    }
                } catch (MessageRemovedException e) {
                    LOG.debug("Another replica has read this mail meanwhile");
                }
            }
            folder.expunge();
            dropWhatIsOld(store);
            return mails.length;
        }
    }

    private void settle(Store store, Folder folder, Message mail) throws MessagingException {
        Fate fate = fate(mail);
        meters.counter(
                        "tellers.mail.bounces",
                        "fate",
                        fate.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment();
        if (fate.aside) {
            folder.copyMessages(new Message[] {mail}, aside(store));
        }
        mail.setFlag(Flags.Flag.DELETED, true);
    }

    private Fate fate(Message mail) throws MessagingException {
        if (mail.getSize() > mailbox.largest()) {
            return Fate.TOO_LARGE;
        }
        ReportReader.Content content;
        try {
            // Whole, into memory: a report is small, and its parts are not fetched one by one.
            content = reader.read(new MimeMessage((MimeMessage) mail));
        } catch (MessageRemovedException e) {
            throw e;
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!mail.getFolder().isOpen()) {
                throw new MessagingException("The connection was lost", e);
            }
            return Fate.UNREADABLE;
        }
        return switch (content) {
            case ReportReader.Content.NoReport no -> Fate.NO_REPORT;
            case ReportReader.Content.Delivered delivered -> Fate.DELIVERED;
            case ReportReader.Content.Trouble trouble ->
                QuarkusTransaction.requiringNew()
                                .call(() -> book.take(trouble.report()))
                                .matched()
                        ? Fate.TAKEN
                        : Fate.UNMATCHED;
        };
    }

    private Folder aside(Store store) throws MessagingException {
        Folder aside = store.getFolder(mailbox.asideFolder());
        if (!aside.exists() && !aside.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("The folder aside cannot be made");
        }
        return aside;
    }

    private void dropWhatIsOld(Store store) throws MessagingException {
        try (Folder aside = aside(store)) {
            aside.open(Folder.READ_WRITE);
            Date before = Date.from(clock.instant().minus(settings.keepAside()));
            Message[] old = aside.search(new ReceivedDateTerm(ComparisonTerm.LT, before));
            if (old.length > 0) {
                aside.setFlags(old, new Flags(Flags.Flag.DELETED), true);
                aside.expunge();
                LOG.infof(
                        "%d mails that lay aside are older than %s and were deleted", old.length, settings.keepAside());
            }
        }
    }

    private Store open() throws MessagingException, IOException {
        String protocol = mailbox.tls() ? "imaps" : "imap";
        String timeout = Long.toString(mailbox.timeout().toMillis());
        String host = mailbox.host().orElseThrow();
        Properties properties = new Properties();
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail." + protocol + "." + limit, timeout);
        }
        if (!mailbox.tls()) {
            boolean here = Arrays.asList("localhost", "127.0.0.1", "::1").contains(host);
            properties.setProperty("mail.imap.starttls.enable", "true");
            properties.setProperty("mail.imap.starttls.required", Boolean.toString(!here));
        }
        Store store = Session.getInstance(properties).getStore(protocol);
        store.connect(host, mailbox.port(), mailbox.user().orElse(""), password());
        return store;
    }

    private String password() throws IOException {
        return mailbox.passwordFile().isPresent()
                ? Files.readString(mailbox.passwordFile().get()).strip()
                : "";
    }
}
