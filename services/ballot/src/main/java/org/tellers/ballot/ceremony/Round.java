package org.tellers.ballot.ceremony;

import java.util.Locale;

/** The rounds of a ceremony, in their order; everyone finishes one before the next begins. */
public enum Round {
    /** Everyone makes keys for the messages of the ceremony. */
    CERTIFICATES("certificate", "cert"),
    /** Everyone makes a secret polynomial and sends each other its value for them. */
    POLYNOMIALS("polynomial", "polynomial"),
    /** Everyone checks what the others sent and shows the key that comes of it. */
    CONFIRMATIONS("confirmation", "voutput");

    private final String contribution;
    private final String field;

    Round(String contribution, String field) {
        this.contribution = contribution;
        this.field = field;
    }

    /** The word of the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What each sends in it. */
    public String contribution() {
        return contribution;
    }

    /** The field of the request that holds it. */
    String field() {
        return field;
    }
}
