package org.tellers.membership;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The mail relay of the tests, and the boxes behind it. */
public final class Mailbox {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(Integer.getInteger(MailPort.PORT), "localhost", ServerSetup.PROTOCOL_SMTP));

    static {
        SERVER.start();
    }

    private Mailbox() {}

    /** Takes no connection until {@link #start}. */
    public static void stop() {
        SERVER.stop();
    }

    /** Takes mails. */
    public static void start() {
        SERVER.start();
    }

    /**
     * A mail that was taken.
     *
     * @param message headers and all
     * @param text plain text
     * @param html HTML part
     */
    public record Taken(MimeMessage message, String text, String html) {

        /** Its subject line. */
        public String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The token behind the hash sign of its link. */
        public String token() {
            int start = text.indexOf('#') + 1;
            return text.substring(start, start + 43);
        }
    }

    /** The mails taken so far for this address. */
    public static List<Taken> of(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .map(Mailbox::read)
                .toList();
    }

    /** The so-manieth mail for this address, once it is there. */
    public static Taken awaitMail(String address, int number) {
        return await().atMost(SOON)
                .until(() -> of(address), mails -> mails.size() >= number)
                .get(number - 1);
    }

    private static Taken read(MimeMessage mail) {
        try {
            Multipart parts = (Multipart) mail.getContent();
            return new Taken(mail, ((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"), (String)
                    parts.getBodyPart(1).getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getRecipients(Message.RecipientType.TO))
                    .anyMatch(to -> to.toString().equals(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
