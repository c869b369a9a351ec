package org.tellers.e2e;

import java.time.Duration;
import java.util.Map;
import org.tellers.local.demo.Waiting;

/**
 * How long the credentials of 100,000 members take, and how many mails a second one replica of the notification service
 * hands to a relay on the same machine, each with its own code, and noted before its sender takes the next.
 */
public final class MailBench {

    private static final int MEMBERS = 100_000;
    private static final int MAILS = 30_000;
    /** The first mails warm the virtual machine up and are not counted. */
    private static final int WARM_UP = 10_000;

    private MailBench() {}

    /** Prints {@code credentials_100k_s VALUE s} and {@code mails_per_s VALUE mails/s}. */
    public static void main(String[] arguments) throws Exception {
        try (SmtpSink sink = new SmtpSink();
                MailStand stand = new MailStand(1, sink.port(), Map.of())) {
            String mailed = stand.ballot(MAILS);
            stand.makeCredentials(mailed, MAILS);
            stand.open(mailed);
            stand.invite(mailed);
            awaitTaken(sink, WARM_UP);
            long begin = System.nanoTime();
            int first = sink.taken();
            awaitTaken(sink, MAILS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("mails_per_s %.0f mails/s%n", (MAILS - first) / seconds);
            stand.awaitAccepted(mailed, MAILS);

            String large = stand.ballot(MEMBERS);
            Duration credentials = stand.makeCredentials(large, MEMBERS);
            System.out.printf("credentials_100k_s %.1f s%n", credentials.toMillis() / 1000.0);
        }
    }

    private static void awaitTaken(SmtpSink sink, int mails) {
        Waiting.until(mails + " mails", Duration.ofMinutes(5), sink::taken, taken -> taken >= mails);
    }
}
