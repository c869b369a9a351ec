package org.tellers.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReaderTest {

    private static final ReturnPath PATH = ReturnPath.of("bounces+*@ballots.example");
    private static final ReturnPath.Token TOKEN = new ReturnPath.Token("0123456789abcdef0123456789abcdef");
    private static final String TO = PATH.of(TOKEN);

    private final ReportReader reader = new ReportReader(Optional.of(PATH));

    @Test
    void aNotificationTellsTheTokenTheMessageIdAndTheStatusAndNothingOfTheRemote() throws Exception {
        DeliveryReport report =
                report(Dsn.to(TO).of("<a.b.invitation.1@ballots.example>").mail());

        assertThat(report.token()).contains(TOKEN);
        assertThat(report.messageId()).contains("<a.b.invitation.1@ballots.example>");
        assertThat(report.verdict()).isEqualTo(new Verdict(ReportKind.HARD, "address-unknown", true));
        assertThat(report.status()).isEqualTo("5.1.1");
        assertThat(report.source()).isEqualTo("mailbox");
        assertThat(report.toString()).doesNotContain("members.example", "No such user");
    }

    @ParameterizedTest
    @CsvSource({"failed, 5.2.2, SOFT", "failed, 5.7.1, BLOCKED", "delayed, 4.4.1, DELAYED", "failed, 4.4.7, SOFT"})
    void whatItMeansIsReadFromTheFieldsForMachinesAndNotFromTheText(String action, String status, ReportKind kind)
            throws Exception {
        assertThat(report(Dsn.to(TO).says(action, status).mail()).verdict().kind())
                .isEqualTo(kind);
    }

    /** As Postfix 3.7.11 of Debian wrote them, but for the path of a mailbox and most lines of what came back. */
    @ParameterizedTest
    @CsvSource({
        "unknown, 1, 5.1.1, HARD,    address-unknown",
        "full,    2, 5.2.2, SOFT,    mailbox-full",
        "blocked, 3, 5.7.1, BLOCKED, policy-block",
    })
    void whatARealServerReturnedIsUnderstood(String file, int member, String status, ReportKind kind, String diagnostic)
            throws Exception {
        ReportReader real = new ReportReader(Optional.of(ReturnPath.of("bounces+*@bounces.example")));
        try (InputStream mail = ReportReaderTest.class.getResourceAsStream("/dsn/postfix-" + file + ".eml")) {
            DeliveryReport report = ((ReportReader.Content.Trouble) real.read(new MimeMessage(null, mail))).report();
            assertThat(report.token()).contains(new ReturnPath.Token("0".repeat(31) + member));
            assertThat(report.messageId()).contains("<6KtJmwugEAEpW8.e" + member + ".invitation.1@ballots.example>");
            assertThat(report.status()).isEqualTo(status);
            assertThat(report.verdict().kind()).isEqualTo(kind);
            assertThat(report.verdict().diagnostic()).isEqualTo(diagnostic);
        }
    }

    @Test
    void theStatusInTheQuotedReplyCountsWhereTheFieldSaysNothing() throws Exception {
        DeliveryReport report = report(Dsn.to(TO)
                .says("failed", "5.0.0", "smtp; 550-5.1.1 no such account")
                .mail());
        assertThat(report.status()).isEqualTo("5.1.1");
        assertThat(report.verdict().deadAddress()).isTrue();
    }

    @Test
    void theSameNotificationHasTheSameKeyAndAnotherHasAnother() throws Exception {
        Dsn one = Dsn.to(TO).id("<1@mx>");
        assertThat(report(one.mail()).key())
                .isEqualTo(report(Dsn.to(TO).id("<1@mx>").mail()).key())
                .isNotEqualTo(report(Dsn.to(TO).id("<2@mx>").mail()).key());
    }

    @Test
    void aNotificationWithoutAMessageIdIsKnownByTheWholeOfIt() throws Exception {
        MimeMessage one = Dsn.to(TO).mail();
        one.removeHeader("Message-Id");
        MimeMessage two = Dsn.to(TO).says("failed", "5.7.1").mail();
        two.removeHeader("Message-Id");
        assertThat(report(one).key())
                .isEqualTo(report(one).key())
                .isNotEqualTo(report(two).key());
    }

    @Test
    void aComplaintIsFoundByTheSenderItQuotes() throws Exception {
        DeliveryReport report = report(
                Dsn.to("feedback@ballots.example").complaint(TO).of("<x@y>").mail());
        assertThat(report.token()).contains(TOKEN);
        assertThat(report.verdict().kind()).isEqualTo(ReportKind.COMPLAINT);
        assertThat(report.status()).isEmpty();
    }

    @Test
    void ofSeveralRecipientsTheWorstCounts() throws Exception {
        String two = "failed\nStatus: 4.4.7\n\nFinal-Recipient: rfc822; c@d.example\nAction: failed";
        assertThat(report(Dsn.to(TO).says(two, "5.1.1").mail()).verdict().kind())
                .isEqualTo(ReportKind.HARD);
    }

    @Test
    void whatWasDeliveredOrRelayedIsNoTrouble() throws Exception {
        assertThat(reader.read(Dsn.to(TO).says("delivered", "2.0.0").mail()))
                .isInstanceOf(ReportReader.Content.Delivered.class);
        assertThat(reader.read(Dsn.to(TO).says("relayed", "2.0.0").mail()))
                .isInstanceOf(ReportReader.Content.Delivered.class);
    }

    @Test
    void anAbsenceNoteOrAPersonsAnswerIsNoReportWhereverItGoes() throws Exception {
        assertThat(reader.read(Dsn.mail("""
                        From: m0@members.example
                        To: %s
                        Subject: Out of office
                        Auto-Submitted: auto-replied
                        Content-Type: text/plain

                        Status: 5.1.1, Action: failed
                        """.formatted(TO)))).isInstanceOf(ReportReader.Content.NoReport.class);
        assertThat(reader.read(Dsn.mail("""
                        From: a@b.example
                        To: %s
                        Content-Type: multipart/report; report-type=delivery-status; boundary=x

                        --x
                        Content-Type: text/plain

                        Nothing for machines here.
                        --x--
                        """.formatted(TO)))).isInstanceOf(ReportReader.Content.NoReport.class);
    }

    @Test
    void withoutATokenInTheReturnPathTheMessageIdIsLeft() throws Exception {
        ReportReader plain = new ReportReader(Optional.of(ReturnPath.of("bounces@ballots.example")));
        ReportReader.Content.Trouble content =
                (ReportReader.Content.Trouble) plain.read(Dsn.to(TO).of("<a@b>").mail());
        assertThat(content.report().token()).isEmpty();
        assertThat(content.report().messageId()).contains("<a@b>");
    }

    @Test
    void whateverARemoteWritesIsAReportOrNoneOrUnreadable() throws Exception {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Dsn.to(TO).of("<a@b>").mail().writeTo(whole);
        Random random = new Random(20260210);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = whole.toByteArray();
            for (int change = random.nextInt(1, 20); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(reader.read(new MimeMessage(
                                null, new ByteArrayInputStream(bytes, 0, random.nextInt(bytes.length)))))
                        .isNotNull();
            } catch (MessagingException | IOException e) {
                assertThat(e).as("the mailbox puts such a mail aside").isNotNull();
            }
        }
    }

    private DeliveryReport report(MimeMessage mail) throws Exception {
        return ((ReportReader.Content.Trouble) reader.read(mail)).report();
    }
}
