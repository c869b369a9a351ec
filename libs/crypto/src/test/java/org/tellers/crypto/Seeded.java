package org.tellers.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Random numbers that are the same in every run, so that a failing property can be seen again. */
public final class Seeded {
    private Seeded() {}

    /** A generator of the given seed. */
    public static SecureRandom random(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
