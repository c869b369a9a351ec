package org.tellers.notification.dispatch;

import io.quarkus.mailer.Mail;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Session;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The mail relay: each sender of the queue keeps a connection of its own, and so has each single mail. Settings are those
 * of the application's mailer; why it does not send is in docs/decisions.
 */
@ApplicationScoped
class Relay {

    static {
        // Unless it is named, the library looks through every jar for it, several times for each mail.
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    private final Session session;
    private final Optional<String> user;
    private final Optional<String> password;
    private final ConcurrentLinkedDeque<RelayLine> free = new ConcurrentLinkedDeque<>();

    Relay(
            @ConfigProperty(name = "quarkus.mailer.host") String host,
            @ConfigProperty(name = "quarkus.mailer.port") int port,
            @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
            @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") String startTls,
            @ConfigProperty(name = "quarkus.mailer.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.mailer.password") Optional<String> password,
            @ConfigProperty(name = "quarkus.mailer.own-host-name") String ownName,
            MailSettings settings) {
        String answer = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        // Else the name of the pod, which relays may refuse, after a look at the name service for each connection.
        properties.put("mail.smtp.localhost", ownName);
        properties.put("mail.smtp.ssl.enable", Boolean.toString(tls));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(!startTls.equalsIgnoreCase("DISABLED")));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls.equalsIgnoreCase("REQUIRED")));
        properties.put("mail.smtp.auth", Boolean.toString(user.isPresent()));
        properties.put("mail.smtp.connectiontimeout", answer);
        properties.put("mail.smtp.timeout", answer);
        properties.put("mail.smtp.quitwait", "false");
        this.session = Session.getInstance(properties);
        this.user = user;
        this.password = password;
    }

    /** Sends a mail that is not in the queue; how that ended. */
    Delivery send(Mail mail) {
        RelayLine line = line();
        try {
            return line.connect().orElseGet(() -> line.send(mail));
        } finally {
            line.hangUp();
        }
    }

    /** A connection for one mail; to be given back. */
    RelayLine take() {
        RelayLine line = free.pollFirst();
        return line == null ? line() : line;
    }

    private RelayLine line() {
        return new RelayLine(session, user, password);
    }

    /** The line is free for the next mail. */
    void giveBack(RelayLine line) {
        free.addFirst(line);
    }

    /** There is nothing to send for the moment: no connection is kept waiting. */
    @PreDestroy
    void hangUp() {
        for (RelayLine line = free.pollFirst(); line != null; line = free.pollFirst()) {
            line.hangUp();
        }
    }
}
