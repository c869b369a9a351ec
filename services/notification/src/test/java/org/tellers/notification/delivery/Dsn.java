package org.tellers.notification.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Notifications as mail servers write them, addresses and words of remotes included. */
final class Dsn {

    private final String to;
    private String id = "<" + UUID.randomUUID() + "@mx.remote.example>";
    private String action = "failed";
    private String status = "5.1.1";
    private String diagnosticCode = "smtp; 550 5.1.1 <m0@members.example>: No such user here";
    private String returned = "";
    private String type = "delivery-status";

    private Dsn(String to) {
        this.to = to;
    }

    /** A notification to this address: nobody knows the member's mailbox. */
    static Dsn to(String address) {
        return new Dsn(address);
    }

    Dsn id(String messageId) {
        id = messageId;
        return this;
    }

    Dsn says(String newAction, String newStatus) {
        return says(newAction, newStatus, "smtp; 450 " + newStatus + " <m0@members.example>: says the remote");
    }

    Dsn says(String newAction, String newStatus, String newDiagnosticCode) {
        action = newAction;
        status = newStatus;
        diagnosticCode = newDiagnosticCode;
        return this;
    }

    /** With the headers of the mail that came back. */
    Dsn of(String messageId) {
        returned = messageId;
        return this;
    }

    /** As a provider's feedback report of a complaint (RFC 5965). */
    Dsn complaint(String originalMailFrom) {
        type = "feedback-report";
        status = originalMailFrom;
        return this;
    }

    MimeMessage mail() {
        String machine = type.equals("feedback-report")
                ? """
                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Mail-From: <%s>
                Original-Rcpt-To: <m0@members.example>
                """.formatted(status)
                : """
                Reporting-MTA: dns; mx.relay.example
                X-Postfix-Queue-ID: 4dKx0z5Jb7z2
                X-Postfix-Sender: rfc822; %s
                Arrival-Date: Tue, 10 Feb 2026 12:00:00 +0000 (GMT)

                Final-Recipient: rfc822; m0@members.example
                Original-Recipient: rfc822;m0@members.example
                Action: %s
                Status: %s
                Remote-MTA: dns; mx.remote.example
                Diagnostic-Code: %s
                """.formatted(to, action, status, diagnosticCode);
        return mail("""
                Return-Path: <>
                Delivered-To: bounces@ballots.example
                Date: Tue, 10 Feb 2026 12:00:01 +0000 (GMT)
                From: MAILER-DAEMON@mx.relay.example (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: %s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="4dKx.part/mx.relay.example"
                Message-Id: %s

                This is a MIME-encapsulated message.

                --4dKx.part/mx.relay.example
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mx.relay.example.

                <m0@members.example>: No such user here; Status: 4.4.1, Action: delayed

                --4dKx.part/mx.relay.example
                Content-Description: Delivery report
                Content-Type: message/%s

                %s
                --4dKx.part/mx.relay.example
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                Return-Path: <%s>
                Date: Tue, 10 Feb 2026 12:00:00 +0000 (GMT)
                From: Ballot notices <notices@ballots.example>
                To: m0@members.example
                Message-ID: %s
                Subject: Your vote

                --4dKx.part/mx.relay.example--
                """.formatted(to, type, id, type, machine, to, returned));
    }

    /** A mail of these lines. */
    static MimeMessage mail(String lines) {
        try {
            return new MimeMessage(
                    null, new ByteArrayInputStream(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
