package org.tellers.membership.membermail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings {@code tellers.member-mail.*}: the register's own mails to a member. */
@ConfigMapping(prefix = "tellers.member-mail")
public interface MemberMailSettings {

    /** From, with or without a display name. */
    String from();

    /** Envelope sender, to which delivery failures return; absent: the address of From. */
    Optional<String> returnPath();

    /** Domain behind the @ of every Message-ID. */
    String messageIdDomain();

    /** Who writes, as members call it. */
    String union();

    /** Whom members ask, with how to reach them: stands in every mail. */
    String contact();

    /** How often it is looked for mails that are due. */
    String round();

    /** Longest wait for the relay to take one mail. */
    @WithDefault("30s")
    Duration timeout();

    /** After a crash the mails in flight are due again when this has passed; longer than the time-out. */
    @WithDefault("2m")
    Duration lease();

    /** How long a link to see and change one's data is good, from when its mail leaves. */
    @WithDefault("30m")
    Duration linkLife();

    /** How long a new e-mail address waits for its confirmation, from the wish on. */
    @WithDefault("24h")
    Duration confirmationLife();

    /** How long a change of e-mail can be taken back with the link. */
    @WithDefault("7d")
    Duration undoLife();

    /** The address in a From, as members compare it. */
    static String addressIn(String from) {
        int start = from.indexOf('<');
        int end = from.indexOf('>', start + 1);
        return start >= 0 && end > start ? from.substring(start + 1, end) : from;
    }
}
