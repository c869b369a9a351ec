package org.tellers.ballot.lifecycle;

import java.util.Locale;

/** Where a ballot stands, in the order of its life; {@link #CANCELLED} ends it from any state before Counted. */
public enum BallotState {
    /** Being written. */
    DRAFT,
    /** A second person froze wording, window, eligibility and policy. */
    APPROVED,
    /** The trustees' keys are in place; election and charter are fixed. */
    KEYED,
    /** The roll is frozen, credentials are listed, Setup is written. */
    READY,
    /** The box accepts ballots. */
    OPEN,
    /** The box is closed for good. */
    CLOSED,
    /** The trustees decrypted the total; nobody saw it published yet. */
    COUNTED,
    /** Two people declared the result. */
    DECLARED,
    /** Two people withheld the result; it may still be declared. */
    WITHHELD,
    /** Two people called it off. */
    CANCELLED;

    /** The word of the API and of the decision log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether members are still being asked, or are going to be. */
    public boolean isBeforeClose() {
        return compareTo(CLOSED) < 0;
    }

    /** Whether a ballot may still be cancelled here: the count ends that (domain, States of a ballot). */
    public boolean isBeforeCount() {
        return compareTo(COUNTED) < 0;
    }

    /** Whether the result may still be published, and so what is published of it may still change. */
    public boolean isBeforeDeclaration() {
        return this != DECLARED && this != CANCELLED;
    }
}
