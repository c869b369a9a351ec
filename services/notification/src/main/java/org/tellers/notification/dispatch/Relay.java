package org.tellers.notification.dispatch;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Session;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The mail relay as the senders of the queue use it: each over a connection of its own. Settings are those of the
 * application's mailer, which sends single mails; why the queue does not is in docs/decisions.
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
            MailSettings settings) {
        String answer = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
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

    /** A connection for one mail; to be given back. */
    RelayLine take() {
        RelayLine line = free.pollFirst();
        return line == null ? new RelayLine(session, user, password) : line;
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
