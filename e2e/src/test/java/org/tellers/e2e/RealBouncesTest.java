package org.tellers.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tellers.local.Sockets;
import org.tellers.local.demo.Waiting;

/**
 * Mails through two real mail servers: the union's relay, and that of the members' provider, which knows no mailbox of the
 * first member, has a full one of the second, and refuses the third by a policy. What they return in their own words goes
 * through the relay to the bounce mailbox.
 */
class RealBouncesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FULL = 99_000;

    @Test
    void whatRealMailServersReturnIsUnderstood() throws Exception {
        assumeTrue(Postfix.missing().isEmpty(), () -> Postfix.missing().orElseThrow());
        Path folder = Files.createTempDirectory(
                "tellers-postfix", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        List<Integer> ports = Sockets.free(2);
        GreenMail mailbox = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        mailbox.start();
        mailbox.setUser("bounces@bounces.example", "bounces", "open sesame");
        try (Postfix relay =
                        relay(folder, ports.get(0), ports.get(1), mailbox.getSmtp().getPort());
                Postfix provider = provider(folder, ports.get(1), ports.get(0));
                MailStand stand = new MailStand(
                        1, ports.get(0), settings(folder, mailbox.getImap().getPort()))) {
            String ballot = stand.ballot(4);
            stand.makeCredentials(ballot, 4);
            stand.open(ballot);
            stand.invite(ballot);

            Waiting.until(
                    "three reports, having sent " + relay.log() + provider.log(),
                    SOON,
                    () -> stand.count("select count(*) from delivery_report where ballot = ?", ballot),
                    reports -> reports == 3);
            assertThat(report(stand, ballot, 1, "bounced", "hard", "5.1.1", "address-unknown"))
                    .as("a mailbox that nobody knows")
                    .isEqualTo(1);
            assertThat(report(stand, ballot, 2, "queued", "soft", "5.2.2", "mailbox-full"))
                    .as("a full mailbox")
                    .isEqualTo(1);
            assertThat(report(stand, ballot, 3, "blocked", "blocked", "5.7.1", "policy-block"))
                    .as("a policy")
                    .isEqualTo(1);
            assertThat(stand.count(
                            "select count(*) from dispatch where ballot = ? and state = 'accepted' and"
                                    + " not exists (select 1 from delivery_report r where r.dispatch_id = dispatch.id)",
                            ballot))
                    .isEqualTo(1);
            assertThat(stand.count(
                            "select count(distinct hash) from suppression where dispatch_id in"
                                    + " (select id from dispatch where ballot = ?)",
                            ballot))
                    .as("only the address that nobody knows is left alone")
                    .isEqualTo(1);
            assertThat(Files.size(folder.resolve("provider/mail/well"))).isPositive();
            assertThat(stand.count(
                            "select count(*) from delivery_report where ballot = ? and delivery_report::text like '%@%'",
                            ballot))
                    .isZero();
        } finally {
            mailbox.stop();
            Postfix.run("rm", "-r", folder.toString());
        }
    }

    private static long report(
            MailStand stand, String ballot, int member, String state, String kind, String status, String diagnostic) {
        return stand.count("""
                select count(*) from delivery_report r
                join dispatch d on d.id = r.dispatch_id
                join roll_entry e on e.entry_id = d.entry_id
                join contact k on k.member_id = e.member_id
                where r.ballot = ? and k.membership_number = '%d' and d.state = '%s' and r.kind = '%s'
                  and r.status = '%s' and r.diagnostic = '%s' and r.source = 'mailbox'""".formatted(
                        member, state, kind, status, diagnostic), ballot);
    }

    private static Map<String, String> settings(Path folder, int imapPort) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
        return Map.of(
                "TELLERS_RETURN_PATH", "bounces+*@bounces.example",
                "TELLERS_BOUNCE_HOST", "127.0.0.1",
                "TELLERS_BOUNCE_PORT", Integer.toString(imapPort),
                "TELLERS_BOUNCE_TLS", "false",
                "TELLERS_BOUNCE_USER", "bounces",
                "TELLERS_BOUNCE_PASSWORD_FILE", password.toString(),
                "TELLERS_BOUNCE_ROUND", "0.5s");
    }

    /** Takes every mail of the union, and what comes back for it. */
    private static Postfix relay(Path folder, int port, int provider, int mailbox) {
        return Postfix.start(
                folder.resolve("relay"),
                port,
                """
                myhostname = relay.ballots.example
                relay_domains = members.example, bounces.example
                transport_maps = texthash:%s/transport
                virtual_alias_maps = regexp:%s/aliases
                """,
                Map.of(
                        "transport",
                        "members.example smtp:[127.0.0.1]:%d%nbounces.example smtp:[127.0.0.1]:%d%n"
                                .formatted(provider, mailbox),
                        "aliases",
                        "/^bounces\\+[0-9a-f]{32}@bounces\\.example$/ bounces@bounces.example\n"));
    }

    /** Has the members' mailboxes. */
    private static Postfix provider(Path folder, int port, int relay) throws Exception {
        Path mail = Files.createDirectories(folder.resolve("provider/mail"));
        Files.writeString(mail.resolve("full"), "x".repeat(FULL));
        Postfix.run("chown", "-R", "nobody", mail.toString());
        return Postfix.start(
                folder.resolve("provider"),
                port,
                """
                myhostname = mx.members.example
                virtual_mailbox_domains = members.example
                virtual_mailbox_base = %s/mail
                virtual_mailbox_maps = regexp:%s/mailboxes
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                virtual_mailbox_limit = 100000
                message_size_limit = 90000
                smtpd_recipient_restrictions = check_recipient_access regexp:%s/policy, reject_unauth_destination
                transport_maps = texthash:%s/transport
                """,
                Map.of(
                        "mailboxes",
                        "/^m2\\./ full\n/^m3\\./ blocked\n/^m4\\./ well\n",
                        "policy",
                        "/^m3\\./ REJECT 5.7.1 Refused by a policy\n",
                        "transport",
                        "bounces.example smtp:[127.0.0.1]:%d%n".formatted(relay)));
    }
}
