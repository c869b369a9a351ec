package org.tellers.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Chooses the ports of {@link TestRelay} and points the service to it, with short waits. */
public class SmtpPort implements QuarkusTestResourceLifecycleManager {

    /** Secret with which a provider signs in tests. */
    public static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final String PORT = "tellers.testing.smtp";
    static final String IMAP_PORT = "tellers.testing.imap";
    static final String PASSWORD = "open sesame";

    @Override
    public Map<String, String> start() {
        choose(PORT);
        choose(IMAP_PORT);
        return Map.ofEntries(
                Map.entry("quarkus.mailer.host", "localhost"),
                Map.entry("quarkus.mailer.port", System.getProperty(PORT)),
                Map.entry("tellers.voters-origin", "https://vote.example"),
                Map.entry("tellers.mail.round", "1s"),
                Map.entry("tellers.mail.timeout", "10s"),
                Map.entry("tellers.mail.campaign-from", "Napo campaign <campaign@campaign.example>"),
                Map.entry("tellers.credentials.round", "1s"),
                Map.entry("tellers.delivery-reports.return-path", "bounces+*@ballots.example"),
                Map.entry("tellers.delivery-reports.mailbox.host", "localhost"),
                Map.entry("tellers.delivery-reports.mailbox.port", System.getProperty(IMAP_PORT)),
                Map.entry("tellers.delivery-reports.mailbox.tls", "false"),
                Map.entry("tellers.delivery-reports.mailbox.user", TestRelay.BOUNCES),
                Map.entry("tellers.delivery-reports.mailbox.password-file", file(PASSWORD)),
                Map.entry("tellers.delivery-reports.mailbox.round", "1s"),
                Map.entry("tellers.delivery-reports.round", "1s"),
                Map.entry("tellers.delivery-reports.providers.standard.secret-file", file(WEBHOOK_SECRET)));
    }

    private static void choose(String port) {
        if (System.getProperty(port) == null) {
            try (ServerSocket free = new ServerSocket(0)) {
                System.setProperty(port, String.valueOf(free.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String file(String secret) {
        try {
            Path file = Files.createTempFile("tellers", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, secret + "\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
