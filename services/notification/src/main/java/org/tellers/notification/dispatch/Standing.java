package org.tellers.notification.dispatch;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tellers.notification.ballot.KnownBallot;
import org.tellers.notification.contact.Recipient;

/**
 * What is known of a mail and of whom it goes to at the moment it is read.
 *
 * @param ballot what it is about
 * @param messageId its Message-ID
 * @param run of which it is one, if it is
 * @param excluded whether the member is no longer on the roll
 * @param member who gets it
 * @param code the code that can vote now, if there is one
 * @param voted whether a vote was recorded with the member's code
 * @param declined whether the member declined mails of this kind
 * @param consented whether the member agreed to campaign messages
 * @param recipient name and addresses, if the register gave any
 * @param returnToken what stands in the return path
 * @param suppressed why the address is left alone for mails of this kind, if it is
 * @param overtaken whether the close that it tells was extended once more
 */
record Standing(
        KnownBallot ballot,
        String messageId,
        @Nullable UUID run,
        boolean excluded,
        UUID member,
        Optional<SealedCode> code,
        boolean voted,
        boolean declined,
        boolean consented,
        Optional<Recipient> recipient,
        String returnToken,
        Optional<String> suppressed,
        boolean overtaken) {

    /** A sealed private credential and the public one it belongs to. */
    record SealedCode(String publicCredential, byte[] sealed) {}

    @Override
    public String toString() {
        return "Standing[" + messageId + "]";
    }
}
