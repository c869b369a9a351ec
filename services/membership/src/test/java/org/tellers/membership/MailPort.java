package org.tellers.membership;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Chooses the port of {@link Mailbox} and points the service to it. */
public class MailPort implements QuarkusTestResourceLifecycleManager {

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
                "tellers.voters-origin", "https://vote.example/",
                "tellers.member-mail.from", "Napo membership <membership@napo.example>",
                "tellers.member-mail.timeout", "2s");
    }

    @Override
    public void stop() {}
}
