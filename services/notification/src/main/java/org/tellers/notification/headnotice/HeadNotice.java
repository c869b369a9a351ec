package org.tellers.notification.headnotice;

import java.time.Instant;
import org.tellers.notification.mailtext.Language;
import org.tellers.service.LondonTime;

/**
 * The mail that tells the head of a closed box; the templates read these fields and nothing else. Whoever has it can hold
 * any later archive against it (protocol, What we add, 4).
 *
 * @param language language of the reader
 * @param union who holds the ballot
 * @param ballotName name of the ballot
 * @param closesAt closing instant
 * @param head hash of the last event, 64 hexadecimal digits
 * @param cast votes cast
 * @param archive where the archive can be downloaded
 * @param sender address of the sender
 */
public record HeadNotice(
        Language language,
        String union,
        String ballotName,
        Instant closesAt,
        String head,
        int cast,
        String archive,
        String sender) {

    /** Stable name, the first part of its templates' names. */
    public static final String NAME = "head-notice";

    /** Language tag for the page. */
    public String lang() {
        return language.code();
    }

    /** It is never sent on trial; the frame around every mail asks. */
    public boolean trial() {
        return false;
    }

    /** The closing instant in words. */
    public String closed() {
        return LondonTime.inWords(closesAt, language.locale());
    }
}
