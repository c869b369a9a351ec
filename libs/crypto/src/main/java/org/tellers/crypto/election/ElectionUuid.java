package org.tellers.crypto.election;

import java.security.SecureRandom;
import org.tellers.crypto.fault.FormatFault;
import org.tellers.crypto.fault.ProtocolViolation;

/** An election's identifier: 14 or more Base58 characters (specification, Basic types). */
public record ElectionUuid(String value) {
    /** The characters of identifiers and credentials: digits and letters without 0, I, O and l. */
    public static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final int LEAST_LENGTH = 14;
    private static final int MOST_LENGTH = 64;

    /** Checks the characters and the length; {@link FormatFault#UUID_ENCODING} otherwise. */
    public ElectionUuid {
        if (value.length() < LEAST_LENGTH
                || value.length() > MOST_LENGTH
                || !value.chars().allMatch(c -> BASE58.indexOf(c) >= 0)) {
            throw new ProtocolViolation(FormatFault.UUID_ENCODING, "");
        }
    }

    /** A fresh random identifier of 14 characters (82 bits). */
    public static ElectionUuid random(SecureRandom random) {
        StringBuilder text = new StringBuilder(LEAST_LENGTH);
        for (int i = 0; i < LEAST_LENGTH; i++) {
            text.append(BASE58.charAt(random.nextInt(BASE58.length())));
        }
        return new ElectionUuid(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
