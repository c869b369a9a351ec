package org.tellers.ballot.draft;

/**
 * Who holds the people's part of the key, beside the platform's (protocol, Who does what).
 *
 * @param threshold how many of them are needed to open the box
 * @param holders how many there are; 1 is a single scrutineer
 */
public record KeyHolders(int threshold, int holders) {

    /** What holds unless a draft says otherwise: a lost key does not lose the ballot. */
    public static final KeyHolders USUAL = new KeyHolders(2, 3);

    /** One scrutineer, whose key is needed. */
    public static final KeyHolders SINGLE = new KeyHolders(1, 1);

    /** More would never finish a ceremony. */
    public static final int MOST = 15;

    /** Whether one scrutineer holds it alone. */
    public boolean single() {
        return holders == 1;
    }

    /** How many of them may have a role of headquarters: one fewer than are needed. */
    public int mostOfHeadquarters() {
        return threshold - 1;
    }
}
