package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tellers.local.StackOptions;
import org.tellers.local.demo.Waiting;

/**
 * A run of invitations by two replicas on one database, of which one is killed as {@code kill -9} does in the middle of
 * it and started again.
 */
final class MailRun {

    private static final int SENDERS = 8;
    /** Longer than this machine makes a replica wait: one that is only slow must not be taken for dead. */
    private static final String LEASE = "30s";

    private static final Pattern CODE = Pattern.compile("#([1-9A-HJ-NP-Za-km-z-]{25})");

    private MailRun() {}

    /** Runs it and holds it to what a run promises. */
    static void ofMembers(int members) throws Exception {
        GreenMail relay = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        relay.start();
        Map<String, String> settings = Map.of(
                "TELLERS_MAIL_SENDERS",
                Integer.toString(SENDERS),
                "TELLERS_MAIL_LEASE",
                LEASE,
                "JDK_JAVA_OPTIONS",
                StackOptions.FIRST_COMPILER);
        try (MailStand stand = new MailStand(2, relay.getSmtp().getPort(), settings)) {
            String ballot = stand.ballot(members);
            stand.makeCredentials(ballot, members);
            stand.open(ballot);
            stand.invite(ballot);
            Waiting.until(
                    "a third of the mails, some of them by each replica",
                    Duration.ofMinutes(5),
                    () -> List.of(relay.getReceivedMessages().length, stand.handedOver(0), stand.handedOver(1)),
                    sent -> sent.getFirst() >= members / 3 && sent.get(1) > members / 20 && sent.get(2) > members / 20);
            int first = stand.handedOver(0);
            assertThat(relay.getReceivedMessages().length)
                    .as("mails that have left when a replica is killed")
                    .isLessThan(members);
            stand.replica(0).kill();
            long inFlight = stand.count(
                    "select count(*) from dispatch where state = 'sending' and in_flight and ballot = ?", ballot);
            stand.replica(0).start();
            stand.awaitAccepted(ballot, members);

            int second = stand.handedOver(1);
            Map<String, Set<String>> codes = new HashMap<>();
            Map<String, Set<String>> recipients = new HashMap<>();
            List<MimeMessage> mails = List.of(relay.getReceivedMessages());
            for (MimeMessage mail : mails) {
                codes.computeIfAbsent(mail.getMessageID(), id -> new HashSet<>())
                        .add(code(mail));
                recipients
                        .computeIfAbsent(mail.getMessageID(), id -> new HashSet<>())
                        .add(mail.getRecipients(Message.RecipientType.TO)[0].toString());
            }
            assertThat(codes).as("no mail is missing").hasSize(members);
            assertThat(codes.values()).as("a repeated mail has the same code").allMatch(each -> each.size() == 1);
            assertThat(recipients.values()).allMatch(each -> each.size() == 1);
            assertThat(new HashSet<>(codes.values()))
                    .as("every member has a code of their own")
                    .hasSize(members);
            long repeated = mails.size() - members;
            long counted = stand.count("select coalesce(sum(repeats), 0) from dispatch where ballot = ?", ballot);
            System.err.printf(
                    "%d members, %d + %d mails, %d in flight at the kill, %d repeated, %d counted%n",
                    members, first, second, inFlight, repeated, counted);
            assertThat(repeated)
                    .as("at most one for each connection is repeated")
                    .isBetween(0L, (long) SENDERS);
            assertThat(counted).as("and what may be repeated is counted").isBetween(repeated, (long) SENDERS);
        } finally {
            relay.stop();
        }
    }

    private static String code(MimeMessage mail) throws Exception {
        Matcher code = CODE.matcher(
                (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
