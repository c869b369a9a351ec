package org.tellers.ballot.ceremony;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tellers.ballot.lifecycle.Person;

/**
 * A taken seat of a key ceremony. The texts are Belenios's, canonical.
 *
 * @param number from 1, the trustee's index in the group
 * @param holder who sits there
 * @param name as shown on the ballot's page
 * @param takenAt since when
 * @param headquarters whether the holder worked for headquarters when they last did something here
 * @param certificate what they sent in the first round
 * @param polynomial what they sent in the second
 * @param confirmation what they sent in the third
 * @param rehearsed whether they have shown that they can decrypt
 */
public record Seat(
        int number,
        Person holder,
        String name,
        Instant takenAt,
        boolean headquarters,
        @Nullable String certificate,
        @Nullable String polynomial,
        @Nullable String confirmation,
        boolean rehearsed) {

    /** Just taken: nothing sent yet. */
    static Seat taken(int number, Holder holder, String name, Instant now) {
        return new Seat(number, holder.person(), name, now, holder.headquarters(), null, null, null, false);
    }

    /** The trustee's number in trustees.json, after the platform's. */
    public int owner() {
        return number + 1;
    }

    Seat by(Holder again) {
        return new Seat(
                number,
                again.person(),
                name,
                takenAt,
                again.headquarters(),
                certificate,
                polynomial,
                confirmation,
                rehearsed);
    }

    Seat with(Round round, String text) {
        return switch (round) {
            case CERTIFICATES -> new Seat(number, holder, name, takenAt, headquarters, text, null, null, false);
            case POLYNOMIALS -> new Seat(number, holder, name, takenAt, headquarters, certificate, text, null, false);
            case CONFIRMATIONS ->
                new Seat(number, holder, name, takenAt, headquarters, certificate, polynomial, text, false);
        };
    }

    Seat beginningAgain() {
        return new Seat(number, holder, name, takenAt, headquarters, null, null, null, false);
    }

    Seat rehearsedNow() {
        return new Seat(number, holder, name, takenAt, headquarters, certificate, polynomial, confirmation, true);
    }

    @Nullable
    String sent(Round round) {
        return switch (round) {
            case CERTIFICATES -> certificate;
            case POLYNOMIALS -> polynomial;
            case CONFIRMATIONS -> confirmation;
        };
    }
}
