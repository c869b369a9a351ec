package org.tellers.crypto.fault;

import java.util.Objects;

/**
 * Data breaks the protocol: a {@link Fault} and the place of it (a path such as {@code answers[0].choices[1].alpha}).
 * Neither place nor message ever holds a secret or a submitted value.
 */
public final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;
    private final String place;

    /** A fault at a place; the place may be empty where the data as a whole is meant. */
    public ProtocolViolation(Fault fault, String place) {
        // Refusals of hostile input are frequent and fully described by fault and place: no stack trace is collected.
        super(place.isEmpty() ? fault.description() : fault.description() + ": " + place, null, false, false);
        this.fault = Objects.requireNonNull(fault);
        this.place = place;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** Where, possibly empty. */
    public String place() {
        return place;
    }
}
