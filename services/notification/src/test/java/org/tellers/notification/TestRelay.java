package org.tellers.notification;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The mail relay of the tests: GreenMail behind a line-by-line proxy that can be out of order in the ways real relays
 * are. Beside it GreenMail's IMAP server, with the mailbox to which failures return.
 */
public final class TestRelay {

    public static final TestRelay RELAY = new TestRelay();

    static final String BOUNCES = "bounces";

    /** As notifications have it (RFC 5321, 4.5.5); GreenMail 2.1 takes it for no sender and refuses the recipient. */
    private static final Pattern NULL_SENDER = Pattern.compile("(?i)^(MAIL FROM: ?)<>");

    private final GreenMail greenMail;
    private final ServerSocket mailboxDoor;
    private final Map<String, String> senders = new ConcurrentHashMap<>();
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile boolean silent;
    private volatile int elsewhere;
    private volatile String greeting = "";
    private volatile CountDownLatch hurdle = new CountDownLatch(0);

    private TestRelay() {
        greenMail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(Integer.getInteger(SmtpPort.IMAP_PORT), "localhost", ServerSetup.PROTOCOL_IMAP)
        });
        greenMail.start();
        greenMail.setUser("bounces@ballots.example", BOUNCES, SmtpPort.PASSWORD);
        try {
            ServerSocket door =
                    new ServerSocket(Integer.getInteger(SmtpPort.PORT), 50, InetAddress.getByName("localhost"));
            mailboxDoor = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> accept(door, client -> {
                        int port = elsewhere;
                        if (port == 0) {
                            serve(client);
                        } else {
                            pass(client, port);
                        }
                    }));
            Thread.ofPlatform().daemon().start(() -> accept(mailboxDoor, this::serve));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In good order, and nothing of what was sent before refused. */
    public void heal() {
        down = false;
        silent = false;
        hurdle.countDown();
        verdicts.clear();
        if (elsewhere != 0) {
            passTo(0);
        }
    }

    /** From now on every connection goes to this port of this machine, untouched; 0 for GreenMail again. */
    public void passTo(int port) {
        elsewhere = port;
        open.forEach(TestRelay::close);
    }

    /** Where a mail server hands over what goes to the mailbox to which failures return. */
    public int mailboxPort() {
        return mailboxDoor.getLocalPort();
    }

    /** Cuts every connection, now and later. */
    public void goDown() {
        down = true;
        open.forEach(TestRelay::close);
    }

    /** Takes mails but never says so. */
    public void goSilent() {
        silent = true;
    }

    /** Answers no recipient until it is healed. */
    public void stall() {
        senders.clear();
        hurdle = new CountDownLatch(1);
    }

    /** How many addresses mails were offered for since it stalled. */
    public int offered() {
        return senders.size();
    }

    /** Answers a recipient with this reply. */
    public void answer(String recipient, String reply) {
        verdicts.put(recipient, reply);
    }

    /** How the last connection greeted. */
    public String greeting() {
        return greeting;
    }

    /** Envelope sender of the last mail that was offered for this address. */
    public String sender(String address) {
        return senders.get(address);
    }

    /** Puts a mail into the mailbox to which failures return. */
    public void returns(MimeMessage mail) {
        greenMail.getUserManager().getUser(BOUNCES).deliver(mail);
    }

    /** Mails in a folder of that mailbox, 0 when there is no such folder. */
    public int lying(String folder) {
        MailFolder found = greenMail
                .getManagers()
                .getImapHostManager()
                .getFolder(greenMail.getUserManager().getUser(BOUNCES), folder);
        return found == null ? 0 : found.getMessageCount();
    }

    /** The mails taken so far for this address. */
    public List<MimeMessage> taken(String address) {
        return Arrays.stream(greenMail.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getRecipients(Message.RecipientType.TO))
                    .anyMatch(to -> to.toString().equals(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(ServerSocket door, Consumer<Socket> then) {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofPlatform().daemon().start(() -> then.accept(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket client, int port) {
        try (client;
                Socket server = new Socket("127.0.0.1", port)) {
            Thread.ofPlatform().daemon().start(() -> {
                try (client) {
                    server.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException e) {
                    // The other side went away first.
                }
            });
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // The client finds its connection closed, as it would be.
        } finally {
            open.remove(client);
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket("127.0.0.1", greenMail.getSmtp().getPort())) {
            if (down) {
                return;
            }
            BufferedReader asked = reader(client);
            BufferedReader answered = reader(server);
            reply(client, answered);
            String sender = "";
            for (String line = asked.readLine(); line != null && !down; line = asked.readLine()) {
                if (line.startsWith("EHLO ")) {
                    greeting = line;
                } else if (line.toUpperCase(Locale.ROOT).startsWith("MAIL FROM:")) {
                    sender = address(line);
                } else if (isRecipient(line)) {
                    senders.put(address(line), sender);
                    hurdle.await();
                }
                String verdict = verdict(line);
                if (verdict != null) {
                    write(client, verdict);
                    continue;
                }
                write(server, NULL_SENDER.matcher(line).replaceFirst("$1<MAILER-DAEMON@localhost>"));
                if (!line.equalsIgnoreCase("DATA")) {
                    reply(client, answered);
                    continue;
                }
                reply(client, answered);
                String content;
                do {
                    content = asked.readLine();
                    write(server, content);
                } while (!content.equals("."));
                if (silent) {
                    // The mail is in the mailbox; the sender never learns it.
                    answered.readLine();
                    while (asked.readLine() != null) {}
                    return;
                }
                reply(client, answered);
            }
        } catch (IOException e) {
            // The other side went away, which is what some tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private String verdict(String line) {
        return isRecipient(line) ? verdicts.get(address(line)) : null;
    }

    private static boolean isRecipient(String line) {
        return line.toUpperCase(Locale.ROOT).startsWith("RCPT TO:");
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void reply(Socket client, BufferedReader from) throws IOException {
        String line;
        do {
            line = from.readLine();
            if (line == null) {
                throw new IOException("gone");
            }
            write(client, line);
        } while (line.length() > 3 && line.charAt(3) == '-');
    }

    private static void write(Socket to, String line) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
