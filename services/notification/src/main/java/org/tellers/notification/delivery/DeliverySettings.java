package org.tellers.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings {@code tellers.delivery-reports.*}: who tells what became of mails. */
@ConfigMapping(prefix = "tellers.delivery-reports")
public interface DeliverySettings {

    /**
     * Envelope sender, to which failures return, with one * where the token of each mail goes; absent: the address of
     * From, and only the Message-ID of what returns tells which mail it was.
     */
    Optional<String> returnPath();

    /** The mailbox to which failures return. */
    Mailbox mailbox();

    /** Providers that tell by webhook, by the name at the end of the address they call. */
    Map<String, Provider> providers();

    /** How long what names no mail of ours is kept, in the database and in the mailbox. */
    @WithDefault("90d")
    Duration keepAside();

    /** How long an address is left alone at most; then a mail may try it again. */
    @WithDefault("365d")
    Duration suppressFor();

    /** How often domains are looked at for trouble, and what is old is dropped. */
    String round();

    /** An IMAP mailbox. */
    interface Mailbox {

        /** Its server; without one no mailbox is read. */
        Optional<String> host();

        /** Port of the server. */
        @WithDefault("993")
        int port();

        /** Whether the connection is TLS from its beginning; else STARTTLS is demanded, but on this machine. */
        @WithDefault("true")
        boolean tls();

        /** Name to sign in with. */
        Optional<String> user();

        /** File with the password on one line. */
        Optional<Path> passwordFile();

        /** Folder to which failures come. */
        @WithDefault("INBOX")
        String folder();

        /** Folder for what names no mail of ours or is no report; made when it is not there. */
        @WithDefault("Aside")
        String asideFolder();

        /** How often it is read. */
        String round();

        /** Longest wait for the server. */
        @WithDefault("30s")
        Duration timeout();

        /** Larger mails are no report and are put aside unread. */
        @WithDefault("1048576")
        int largest();
    }

    /** A provider. */
    interface Provider {

        /** File with the secret under which it signs; without one its reports are not taken. */
        Optional<Path> secretFile();
    }
}
