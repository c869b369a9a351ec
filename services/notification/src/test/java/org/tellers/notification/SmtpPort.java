package org.tellers.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Chooses the port of {@link TestRelay} and points the service to it, with short waits. */
public class SmtpPort implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "tellers.testing.smtp";

    @Override
    public Map<String, String> start() {
        if (System.getProperty(PORT) == null) {
            try (ServerSocket free = new ServerSocket(0)) {
                System.setProperty(PORT, String.valueOf(free.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.of(
                "quarkus.mailer.host", "localhost",
                "quarkus.mailer.port", System.getProperty(PORT),
                "tellers.voters-origin", "https://vote.example",
                "tellers.mail.round", "1s",
                "tellers.mail.timeout", "2s",
                "tellers.mail.campaign-from", "Napo campaign <campaign@campaign.example>",
                "tellers.credentials.round", "1s");
    }

    @Override
    public void stop() {}
}
