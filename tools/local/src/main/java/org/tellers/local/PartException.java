package org.tellers.local;

/** A part could not be started or stopped. The message is one line that says what is wrong, where, and what to do. */
public final class PartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the person who started the launcher */
    public PartException(String message) {
        super(message);
    }

    /**
     * @param message one line for the person who started the launcher
     * @param cause what failed underneath
     */
    public PartException(String message, Throwable cause) {
        super(message, cause);
    }
}
