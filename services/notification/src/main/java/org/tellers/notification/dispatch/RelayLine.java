package org.tellers.notification.dispatch;

import io.quarkus.mailer.Mail;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to the mail relay (RFC 5321), for one sender at a time, kept from mail to mail. */
final class RelayLine {

    private final Session session;
    private final Optional<String> user;
    private final Optional<String> password;
    private final SMTPTransport transport;
    private boolean open;

    RelayLine(Session session, Optional<String> user, Optional<String> password) {
        this.session = session;
        this.user = user;
        this.password = password;
        this.transport = new SMTPTransport(session, null);
    }

    /** Connects unless it is; why it could not, if so. */
    Optional<Delivery> connect() {
        if (open) {
            return Optional.empty();
        }
        try {
            transport.connect(user.orElse(null), password.orElse(null));
            open = true;
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(SmtpFailure.ofConnecting(e));
        }
    }

    /** Hands a mail over; how that ended. */
    Delivery send(Mail mail) {
        boolean taken = false;
        try {
            SMTPMessage message = message(mail);
            transport.sendMessage(message, message.getAllRecipients());
            taken = true;
            return new Delivery.Accepted();
        } catch (MessagingException e) {
            return SmtpFailure.read(e);
        } finally {
            if (!taken) {
                // Whatever state the relay is in after this: the next mail starts afresh.
                hangUp();
            }
        }
    }

    /** Closes the connection; the next mail opens it again. */
    void hangUp() {
        if (open) {
            open = false;
            try {
                transport.close();
            } catch (MessagingException e) {
                // It is closed all the same.
            }
        }
    }

    private SMTPMessage message(Mail mail) throws MessagingException {
        SMTPMessage message = new Letterhead(session);
        message.setEnvelopeFrom(mail.getBounceAddress());
        message.setFrom(new InternetAddress(mail.getFrom()));
        message.setRecipients(
                SMTPMessage.RecipientType.TO,
                new Address[] {new InternetAddress(mail.getTo().getFirst(), true)});
        message.setSubject(mail.getSubject(), StandardCharsets.UTF_8.name());
        message.setSentDate(new Date());
        for (Map.Entry<String, List<String>> header : mail.getHeaders().entrySet()) {
            for (String value : header.getValue()) {
                message.addHeader(header.getKey(), value);
            }
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.getText(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.getHtml(), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** The Message-ID is the queue's: by it the copy that a crash may leave is known as one. */
    private static final class Letterhead extends SMTPMessage {

        private Letterhead(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() {}
    }
}
