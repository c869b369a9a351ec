package org.tellers.notification.audit;

import java.util.Locale;

/** What is noted of the helpdesk's work. The stable name stands in the table and the API. */
public enum Act {
    /** An agent searched for members; what for is not kept. */
    SEARCHED,
    /** An agent looked at a member's timeline. */
    VIEWED,
    /** The member's address changed in the register. */
    ADDRESS_CHANGED,
    /** The code was sent once more. */
    RESENT,
    /** The codes of a bounce list were sent once more; each of them is noted by itself, too. */
    RESENT_BATCH,
    /** The member had the code sent once more. */
    SENT_AGAIN,
    /** A replacement waits for a second person. */
    REPLACEMENT_PROPOSED,
    /** The second person agreed, and voting was asked. */
    REPLACEMENT_CONFIRMED,
    /** The proposal was withdrawn. */
    REPLACEMENT_WITHDRAWN,
    /** Voting was asked on one person's word. */
    REPLACEMENT_REQUESTED,
    /** Voting agreed: the old code is dead. */
    REPLACED,
    /** Voting did not agree, and the old code stays. */
    REPLACEMENT_REFUSED,
    /** A letter waits for a second person. */
    LETTER_PROPOSED,
    /** The second person agreed to a letter. */
    LETTER_CONFIRMED,
    /** The letter was withdrawn before it was printed. */
    LETTER_WITHDRAWN,
    /** A letter was ordered on one person's word. */
    LETTER_ORDERED,
    /** The letter with the code was handed out for printing. */
    LETTER_PRINTED;

    /** Stable name. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
