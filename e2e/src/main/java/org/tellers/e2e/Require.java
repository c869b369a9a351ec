package org.tellers.e2e;

/** Ends a run with a sentence when something is not as it must be. */
final class Require {

    private Require() {}

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
