package org.tellers.voting.ballot;

import java.util.UUID;

/** The names of what facts may wait for, because no order holds between topics ({@link org.tellers.events.Parking}). */
public final class Awaited {

    private Awaited() {}

    /** Election, trustees and charter. */
    public static String keysOf(String ballot) {
        return "keys/" + ballot;
    }

    /** The whole list of credentials. */
    public static String listOf(String ballot) {
        return "list/" + ballot;
    }

    /** A roll that entitles one more. */
    public static String rollOf(String ballot) {
        return "roll/" + ballot;
    }

    /** An admission. */
    public static String admissionOf(String ballot, UUID admission) {
        return "admission/" + ballot + "/" + admission;
    }

    /** The closed box with its sum. */
    public static String closedBox(String ballot) {
        return "closed/" + ballot;
    }
}
