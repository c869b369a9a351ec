package org.tellers.events;

/**
 * A parked fact could not be applied when its subject became known. It has gone to the dead-letter topic and no longer
 * waits, but this transaction is lost: try again. The inbox does so by itself.
 */
public final class ParkedFactRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ParkedFactRefused(String type, Throwable cause) {
        super("a parked " + type + " was refused", cause);
    }
}
