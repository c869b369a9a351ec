package org.tellers.notification.dispatch;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How notices are sent; campaign mail has another sender and never comes from here (rule R17). */
@Singleton
class MailSettings {

    private final String noticeFrom;
    private final String votersOrigin;
    private final int senders;
    private final Duration lease;
    private final Duration timeout;

    MailSettings(
            @ConfigProperty(name = "tellers.mail.notice-from") String noticeFrom,
            @ConfigProperty(name = "tellers.voters-origin") String votersOrigin,
            @ConfigProperty(name = "tellers.mail.senders") int senders,
            @ConfigProperty(name = "tellers.mail.lease") Duration lease,
            @ConfigProperty(name = "tellers.mail.timeout") Duration timeout) {
        this.noticeFrom = noticeFrom;
        this.votersOrigin = votersOrigin.replaceAll("/+$", "");
        this.senders = senders;
        this.lease = lease;
        this.timeout = timeout;
    }

    /** From of the notices, with or without a display name. */
    String noticeFrom() {
        return noticeFrom;
    }

    /** The address in {@link #noticeFrom()}, as members compare it. */
    String senderAddress() {
        int start = noticeFrom.indexOf('<');
        int end = noticeFrom.indexOf('>', start + 1);
        return start >= 0 && end > start ? noticeFrom.substring(start + 1, end) : noticeFrom;
    }

    /** Base of the links, without a slash at its end. */
    String votersOrigin() {
        return votersOrigin;
    }

    /** Mails in flight at most. */
    int senders() {
        return senders;
    }

    /** How long a claimed mail belongs to its worker; after a crash it is due again when this has passed. */
    Duration lease() {
        return lease;
    }

    /** Longest wait for the relay to take one mail. */
    Duration timeout() {
        return timeout;
    }
}
