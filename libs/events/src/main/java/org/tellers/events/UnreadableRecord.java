package org.tellers.events;

/** A record that is not the event it should be; its message names the fault and the place, never the content. */
final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableRecord(String message) {
        super(message, null, false, false);
    }
}
