package org.tellers.membership.membermail;

import java.time.Duration;

/** How an attempt to hand a mail to the relay ended. */
enum SendOutcome {
    /** The relay took it. */
    ACCEPTED,
    /** The relay will never take it for this address. */
    REFUSED,
    /** The relay, or the address, may take it later. */
    LATER;

    /**
     * Reads an SMTP reply (RFC 5321, RFC 4954): 5xx is final, but for what says that the relay itself does not let us in.
     */
    static SendOutcome ofReply(int code) {
        boolean aboutUs = code == 530 || code == 534 || code == 535 || code == 538;
        return code >= 500 && !aboutUs ? REFUSED : LATER;
    }

    /** Wait before the next attempt after this many: ten seconds, doubled each time, at most ten minutes. */
    static Duration backOff(int attempts) {
        return Duration.ofSeconds(Math.min(10L << Math.clamp(attempts - 1L, 0, 6), 600));
    }
}
