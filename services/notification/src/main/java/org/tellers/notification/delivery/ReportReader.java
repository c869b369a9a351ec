package org.tellers.notification.delivery;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.dsn.DeliveryStatus;

/**
 * Reads what comes to the bounce mailbox: delivery status notifications (RFC 3464, in RFC 6533's form too) and feedback
 * reports of providers (RFC 5965). Of either only the fields that a machine wrote for machines are read.
 */
final class ReportReader {

    /** Where servers write the address that a mail was delivered to; that of a notification is our return path. */
    private static final List<String> DELIVERED_TO =
            List.of("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To");

    private final Optional<ReturnPath> returnPath;

    ReportReader(Optional<ReturnPath> returnPath) {
        this.returnPath = returnPath;
    }

    /** What a mail in the bounce mailbox is. */
    sealed interface Content {

        /**
         * A report of trouble.
         *
         * @param report what it says
         */
        record Trouble(DeliveryReport report) implements Content {}

        /** A report that a mail was delivered or passed on, of which no account is kept. */
        record Delivered() implements Content {}

        /** No report: an answer of a person or of a machine, for a person to look at. */
        record NoReport() implements Content {}
    }

    /**
     * Reads one mail.
     *
     * @throws MessagingException when its parts cannot be told apart
     * @throws IOException when a part cannot be decoded
     */
    Content read(MimeMessage mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/report")) {
            return new Content.NoReport();
        }
        Parts parts = Parts.of(new MimeMultipart(mail.getDataHandler().getDataSource()));
        if (parts.status != null) {
            return ofStatus(mail, parts);
        }
        return parts.feedback == null ? new Content.NoReport() : ofFeedback(mail, parts);
    }

    private Content ofStatus(MimeMessage mail, Parts parts) throws MessagingException, IOException {
        boolean delivered = false;
        DeliveryReport worst = null;
        for (int i = 0; i < parts.status.getRecipientDSNCount(); i++) {
            InternetHeaders recipient = parts.status.getRecipientDSN(i);
            String status = Verdict.sharper(field(recipient, "Status"), field(recipient, "Diagnostic-Code"));
            Optional<Verdict> verdict = Verdict.ofAction(field(recipient, "Action"), status);
            if (verdict.isEmpty()) {
                delivered = true;
            } else if (worst == null
                    || worst.verdict().kind().compareTo(verdict.get().kind()) > 0) {
                // One mail goes to one member; where an alias makes several of it, the worst is what it came to.
                worst = report(mail, parts, token(mail, Stream.empty()), verdict.get(), status);
            }
        }
        if (worst != null) {
            return new Content.Trouble(worst);
        }
        return delivered ? new Content.Delivered() : new Content.NoReport();
    }

    private Content ofFeedback(MimeMessage mail, Parts parts) throws MessagingException, IOException {
        if (!field(parts.feedback, "Feedback-Type").equalsIgnoreCase("abuse")) {
            return new Content.NoReport();
        }
        Stream<String> original =
                Stream.of(field(parts.feedback, "Original-Mail-From"), field(parts.returned, "Return-Path"));
        return new Content.Trouble(report(mail, parts, token(mail, original), Verdict.complaint(), ""));
    }

    private static DeliveryReport report(
            MimeMessage mail, Parts parts, Optional<ReturnPath.Token> token, Verdict verdict, String status)
            throws MessagingException, IOException {
        return new DeliveryReport(
                token,
                Optional.of(field(parts.returned, "Message-ID")).filter(id -> !id.isEmpty()),
                verdict,
                status,
                DeliveryReport.MAILBOX,
                DeliveryReport.key(
                        DeliveryReport.MAILBOX, name(mail), verdict.kind().code(), status));
    }

    private Optional<ReturnPath.Token> token(MimeMessage mail, Stream<String> more) throws MessagingException {
        List<String> places = new ArrayList<>();
        for (String header : DELIVERED_TO) {
            String[] values = mail.getHeader(header);
            if (values != null) {
                places.addAll(List.of(values));
            }
        }
        return Stream.concat(places.stream(), more)
                .flatMap(place -> returnPath.stream().flatMap(path -> path.token(place).stream()))
                .findFirst();
    }

    /** What the notification is called; without a Message-ID, the whole of it. */
    private static String name(MimeMessage mail) throws MessagingException, IOException {
        String id = mail.getMessageID();
        if (id != null && !id.isBlank()) {
            return id.strip();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        mail.writeTo(whole);
        return whole.toString(StandardCharsets.ISO_8859_1);
    }

    private static String field(InternetHeaders headers, String name) {
        String value = headers == null ? null : headers.getHeader(name, null);
        return value == null ? "" : value.strip();
    }

    /** The parts of a multipart/report (RFC 6522) that are read, wherever they stand in it. */
    private static final class Parts {

        private DeliveryStatus status;
        private InternetHeaders feedback;
        private InternetHeaders returned;

        static Parts of(MimeMultipart report) throws MessagingException, IOException {
            Parts parts = new Parts();
            for (int i = 0; i < report.getCount(); i++) {
                BodyPart part = report.getBodyPart(i);
                try (InputStream content = part.getInputStream()) {
                    if (part.isMimeType("message/delivery-status")
                            || part.isMimeType("message/global-delivery-status")) {
                        parts.status = new DeliveryStatus(content);
                    } else if (part.isMimeType("message/feedback-report")) {
                        parts.feedback = new InternetHeaders(content);
                    } else if (part.isMimeType("text/rfc822-headers")
                            || part.isMimeType("message/rfc822")
                            || part.isMimeType("message/global")
                            || part.isMimeType("message/global-headers")) {
                        parts.returned = new InternetHeaders(content);
                    }
                }
            }
            return parts;
        }
    }
}
