package org.tellers.notification.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** Settings {@code tellers.mail.*}. Notices and campaign messages have different senders (rule R17). */
@ConfigMapping(prefix = "tellers.mail")
public interface MailSettings {

    /** From of the notices, with or without a display name. */
    String noticeFrom();

    /** From of campaign messages; without it none is sent. */
    Optional<String> campaignFrom();

    /** Domain behind the @ of every Message-ID. */
    String messageIdDomain();

    /** How often the queue is looked at. */
    String round();

    /** Connections to the relay, and so mails in flight, at most. */
    @WithDefault("16")
    int senders();

    /** How long a claimed mail belongs to its worker; after a crash it is due again when this has passed. */
    @WithDefault("2m")
    Duration lease();

    /** Longest wait for one answer of the relay, of which a mail needs four: together less than a lease. */
    @WithDefault("25s")
    Duration timeout();

    /** How long before the close links stop leaving. */
    @WithDefault("15m")
    Duration stopBeforeClose();

    /** Time of day in London at which members are told that a vote was recorded with their code. */
    @WithDefault("18:00")
    LocalTime confirmationsAt();

    /** Mails a second that a process hands over. */
    @WithDefault("1000")
    int rate();

    /** Of these, to one recipient domain. */
    @WithDefault("100")
    int domainRate();

    /** Recipient domains with another rate: {@code employer.example=20,provider.example=50}. */
    Optional<DomainRates> domainRates();

    /** The address in a From, as members compare it. */
    static String addressIn(String from) {
        int start = from.indexOf('<');
        int end = from.indexOf('>', start + 1);
        return start >= 0 && end > start ? from.substring(start + 1, end) : from;
    }
}
